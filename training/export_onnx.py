"""Writes the network of a model file for ONNX Runtime, quantised as its own tools do it: the peer of the page.

    python export_onnx.py MODEL XTASK ARTICLE.txt FOLDER

FOLDER gets network.onnx (int8, dynamically quantised) and windows.json: what the network is given for the article.
"""
import json
import pathlib
import sys

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import nn

from bench_torch import framed
from model_file import load


class Tagger(nn.Module):
    """One window in, the score of each tag for each piece out."""

    def __init__(self, net):
        super().__init__()
        self.net = net

    def forward(self, pieces, surface):
        x = self.net.pieces(pieces) + self.net.positions.weight[: pieces.shape[1]]
        for i, table in enumerate(self.net.surface):
            x = x + table(surface[..., i])
        x = self.net.norm(x)
        for layer in self.net.layers:
            # A single window has no padding to mask.
            x = layer(x, None)
        return self.net.tags(x)


def main():
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    model, xtask, article = sys.argv[1:4]
    folder = pathlib.Path(sys.argv[4])
    folder.mkdir(parents=True, exist_ok=True)
    net, vocabulary = load(model)
    documents = folder / "article.jsonl"
    documents.write_text(json.dumps({"id": 1, "text": pathlib.Path(article).read_text(encoding="utf8")}) + "\n")
    rows, _ = framed(documents, xtask, vocabulary)
    (folder / "windows.json").write_text(json.dumps([{"pieces": p.tolist(), "surface": s.tolist()} for p, s in rows]))

    example = tuple(torch.tensor(part).long()[None] for part in rows[0])
    floats, ready = folder / "floats.onnx", folder / "ready.onnx"
    length = torch.export.Dim("length", min=3, max=net.shape.positions)
    torch.onnx.export(
        Tagger(net).eval(), example, floats, dynamo=True, external_data=False, input_names=["pieces", "surface"],
        output_names=["tags"], dynamic_shapes=({1: length}, {1: length}))
    quant_pre_process(floats, ready, skip_symbolic_shape=True)
    quantize_dynamic(ready, folder / "network.onnx", weight_type=QuantType.QInt8)
    for left in (floats, ready, documents):
        left.unlink()


if __name__ == "__main__":
    main()
