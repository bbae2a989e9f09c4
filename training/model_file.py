"""Reads `onrecord.model` back as PyTorch weights: the same numbers that the Rust core computes with, for comparisons."""
import pathlib
import re
import struct
import zlib

import numpy as np
import torch

from export import BYTES, FLOATS, TEXT, VERSION
from model import Network, Shape


def tensors(path):
    """name -> array, or text; the file's format is described in src/encoder/model.rs."""
    file = pathlib.Path(path).read_bytes()
    version, checksum, length = struct.unpack_from("<IIQ", file, 8)
    body = memoryview(file)[24:]
    if file[:8] != b"ONRECORD" or version != VERSION or len(body) != length or zlib.crc32(body) != checksum:
        raise SystemExit(f"{path} is not a model file of version {VERSION}, or is damaged")
    out, at = {}, 0
    while at < len(body):
        end = at + 1 + body[at]
        name = bytes(body[at + 1:end]).decode()
        kind, rows, columns = struct.unpack_from("<BII", body, end)
        at = end + 9
        take = lambda dtype, count: np.frombuffer(body, dtype, count, at)
        if kind == FLOATS:
            out[name] = take("<f4", rows * columns).reshape(rows, columns)
            at += 4 * rows * columns
        elif kind == BYTES:
            scales = take("<f4", rows)
            at += 4 * rows
            out[name] = take("<i1", rows * columns).reshape(rows, columns) * scales[:, None]
            at += rows * columns
        elif kind == TEXT:
            out[name] = bytes(body[at:at + columns]).decode()
            at += columns
        else:
            raise SystemExit(f"{path}: {name} is of the unknown kind {kind}")
    return out


def load(path):
    """The network with the file's weights, ready to run, and its vocabulary."""
    t = tensors(path)
    layers = 1 + max(int(m[1]) for name in t if (m := re.match(r"layers\.(\d+)\.", name)))
    shape = Shape(
        vocabulary=len(t["pieces"]), positions=len(t["positions"]), width=t["pieces"].shape[1],
        inner=len(t["layers.0.up.weight"]), heads=int(t["heads"].item()), layers=layers,
        link=len(t["linkers.content.query.weight"]), dropout=0.0)
    net = Network(shape)
    for name, parameter in net.named_parameters():
        # Embedding tables are stored without the ending.
        value = t.get(name, t.get(name.removesuffix(".weight")))
        if (inputs := t.get(name.removesuffix("weight") + "inputs")) is not None:
            value = value * inputs
        parameter.data = torch.from_numpy(np.array(value, np.float32)).reshape(parameter.shape)
    return net.eval(), t["vocabulary"]
