"""Writes a checkpoint as the model file that `src/encoder/model.rs` describes.

    python export.py CHECKPOINT VOCABULARY MODEL --seen FILE --articles TRAIN.jsonl --xtask PATH
"""
import argparse
import pathlib
import struct
import zlib

import numpy as np
import torch

import smoothing
from data import WINDOW, read
from model import Network, Shape

VERSION = 3
FLOATS, BYTES, TEXT = 0, 1, 2
# Of so many articles one is read to see what inputs are like.
EVERY = 30


def quantise(rows, most):
    """Rows of floats -> integers in -most..most and a scale for each row, clipped where that lowers the squared error."""
    rows = rows.astype(np.float64)
    peak = np.maximum(np.abs(rows).max(1, keepdims=True), 1e-12)
    best_error = np.full((len(rows), 1), np.inf)
    best = np.zeros_like(rows)
    best_scale = peak / most
    for clip in np.arange(1.0, 0.45, -0.05):
        scale = peak * clip / most
        q = np.clip(np.rint(rows / scale), -most, most)
        error = ((q * scale - rows) ** 2).sum(1, keepdims=True)
        better = error < best_error
        best_error = np.where(better, error, best_error)
        best = np.where(better, q, best)
        best_scale = np.where(better, scale, best_scale)
    return best.astype(np.int8), best_scale[:, 0].astype(np.float32)


def compensated(rows, scales, most, products):
    """Rounds rows to integers in -most..most times their scales, column by column; what a column loses by it the later
    ones make up for, as far as inputs whose mean `products` are these let them (Frantar et al., GPTQ, 2023)."""
    left = rows.astype(np.float64)
    damped = products + 0.01 * np.mean(np.diag(products)) * np.eye(len(products))
    # The upper factor of the inverse.
    shares = np.linalg.cholesky(np.linalg.inv(damped)).T
    rounded = np.empty(rows.shape, np.int8)
    for column in range(rows.shape[1]):
        rounded[:, column] = np.clip(np.rint(left[:, column] / scales), -most, most)
        lost = (left[:, column] - rounded[:, column] * scales) / shares[column, column]
        left[:, column + 1:] -= np.outer(lost, shares[column, column + 1:])
    return rounded


class Writer:
    def __init__(self):
        self.body = bytearray()

    def put(self, name, kind, rows, columns, data):
        encoded = name.encode()
        self.body += struct.pack("<B", len(encoded)) + encoded + struct.pack("<BII", kind, rows, columns) + data

    def floats(self, name, values):
        values = np.atleast_2d(np.asarray(values, np.float32))
        self.put(name, FLOATS, *values.shape, values.astype("<f4").tobytes())

    def bytes(self, name, values, bits, products=None):
        values = np.atleast_2d(np.asarray(values, np.float32))
        most = 2 ** (bits - 1) - 1
        q, scales = quantise(values, most)
        if products is not None:
            q = compensated(values, scales.astype(np.float64), most, products)
        self.put(name, BYTES, *q.shape, scales.astype("<f4").tobytes() + q.tobytes())

    def text(self, name, text):
        data = text.encode()
        self.put(name, TEXT, 1, len(data), data)

    def save(self, path):
        head = b"ONRECORD" + struct.pack("<IIQ", VERSION, zlib.crc32(self.body), len(self.body))
        pathlib.Path(path).write_bytes(head + self.body)


def write(weights, given, shape, vocabulary, seen, path, calibration, embedding_bits, weight_bits):
    w, products = smoothing.smoothed({k: v.float().numpy() for k, v in weights.items()}, given)
    out = Writer()
    out.text("vocabulary", vocabulary)
    out.floats("heads", [[shape["heads"]]])
    out.floats("calibration", [calibration])
    pieces = w["pieces.weight"].copy()
    # Rows alike cost next to nothing once the file is compressed.
    unseen = [i for i in range(len(pieces)) if i not in seen]
    pieces[unseen] = pieces[vocabulary.splitlines().index("[UNK]")]
    out.bytes("pieces", pieces, embedding_bits)
    # No window is longer than those of training.
    out.bytes("positions", w["positions.weight"][:WINDOW], 8)
    for name, value in w.items():
        if name.startswith("surface."):
            out.bytes(name.removesuffix(".weight"), value, 8)
        elif ".features." in name:
            out.floats(name.removesuffix(".weight"), value)
        elif name.startswith("linkers.") and name.endswith("weight"):
            out.bytes(name, value, 8)
        elif name.startswith("layers.") and name.endswith(".weight") and "norm" not in name:
            out.bytes(name, value, weight_bits, products[name])
        elif not name.startswith(("pieces.", "positions.")):
            out.floats(name, value)
    out.save(path)


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("checkpoint")
    p.add_argument("vocabulary", type=pathlib.Path)
    p.add_argument("model")
    p.add_argument("--seen", type=pathlib.Path, required=True, help="ids of the pieces that keep their vectors, from seen.py")
    p.add_argument("--articles", type=pathlib.Path, required=True, help="some of which show what inputs are like")
    p.add_argument("--xtask", required=True)
    p.add_argument("--calibration", type=float, nargs=2, default=(1.0, 0.0), help="slope and shift, from calibration.py")
    p.add_argument("--embedding-bits", type=int, default=5)
    p.add_argument("--weight-bits", type=int, default=7)
    a = p.parse_args()
    saved = torch.load(a.checkpoint, weights_only=True)
    vocabulary = a.vocabulary.read_text(encoding="utf8")
    seen = set(map(int, a.seen.read_text().split()))
    net = Network(Shape(**saved["shape"])).eval()
    net.load_state_dict(saved["weights"])
    net.fast = False
    given = smoothing.inputs(net, read(a.articles, a.xtask, a.vocabulary)[::EVERY])
    write(saved["weights"], given, saved["shape"], vocabulary, seen, a.model, a.calibration, a.embedding_bits, a.weight_bits)


if __name__ == "__main__":
    main()
