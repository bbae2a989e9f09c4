"""Averages checkpoints of one network: what two runs learn differently is mostly noise.

    python average.py OUT CHECKPOINT=WEIGHT...

The weights need not sum to one. Heads that only train_heads.py trains are averaged over the checkpoints that it wrote.
"""
import sys

import torch

# The parameters of the heads that train.py leaves as they were drawn.
HEADS = ("inner.", "names.", "mentions.", "linkers.mention.")


def main(out, *parts):
    loaded = []
    for part in parts:
        path, weight = part.rsplit("=", 1)
        loaded.append((torch.load(path, weights_only=True), float(weight)))
    shape = loaded[0][0]["shape"]
    mean = {}
    for name in loaded[0][0]["weights"]:
        trained = [(s, w) for s, w in loaded if s.get("heads", False) or not name.startswith(HEADS)]
        total = sum(w for _, w in trained)
        mean[name] = sum(s["weights"][name].float() * (w / total) for s, w in trained)
    torch.save({"shape": shape, "weights": mean, "heads": True}, out)


if __name__ == "__main__":
    main(*sys.argv[1:])
