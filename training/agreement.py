"""How many words get the same role tag from the Rust core and from PyTorch: with the model file's own weights, and with
those of the checkpoint that it was made of.

    python agreement.py CHECKPOINT MODEL --data DATA --xtask PATH --vocabulary FILE
"""
import argparse
import json
import pathlib
import subprocess

import torch

import decode
import model_file
from data import read
from model import Network, Shape


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("checkpoint")
    p.add_argument("model")
    p.add_argument("--data", type=pathlib.Path, required=True)
    p.add_argument("--xtask", required=True)
    p.add_argument("--vocabulary", type=pathlib.Path, required=True)
    a = p.parse_args()
    articles = a.data / "polnear/dev.jsonl"
    docs = read(articles, a.xtask, a.vocabulary)
    tagged = subprocess.run([a.xtask, "tags", a.model], input=articles.read_bytes(), capture_output=True, check=True)
    saved = torch.load(a.checkpoint, weights_only=True)
    trained = Network(Shape(**saved["shape"])).eval()
    trained.load_state_dict(saved["weights"])
    rounded, vocabulary = model_file.load(a.model)
    stop_ids = [vocabulary.splitlines().index(c) for c in ".!?"]
    found = [json.loads(line)["tags"] for line in tagged.stdout.decode().splitlines()]
    for name, net in (("the file's weights", rounded), ("the checkpoint's", trained)):
        net.fast = False
        same = words = 0
        for doc, tags in zip(docs, found, strict=True):
            _, scores = decode.predict(net, doc, stop_ids)
            expected = scores.argmax(1).tolist()
            assert len(tags) == len(expected), doc.id
            same += sum(x == y for x, y in zip(tags, expected))
            words += len(tags)
        print(f"{name}: {same} of {words} words, {100 * same / words:.2f} %")


if __name__ == "__main__":
    main()
