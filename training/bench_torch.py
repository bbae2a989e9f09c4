"""How fast PyTorch runs the same network over the same articles: the peer of `onrecord batch`.

    python bench_torch.py MODEL XTASK ARTICLES.jsonl [--threads N]

Times the network alone, encoder and tags; cutting the text, decoding and joining are not counted, though the product
does them. Prints the best of several batch sizes as articles in a second.
"""
import argparse
import pathlib
import tempfile
import time

import numpy as np
import torch

from data import CLS, SEP, Doc, cut, windows, words_of
from model_file import load

BATCHES = (1, 4, 16)


def framed(articles, xtask, vocabulary):
    """Piece and surface rows of every window, and the number of articles."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf8") as file:
        file.write(vocabulary)
        file.flush()
        lines = open(articles, encoding="utf8").readlines()
        cuts = cut(xtask, file.name, lines)
    out = []
    for pieces in cuts:
        doc = Doc("", "", [], pieces, words_of(pieces), np.zeros(0), [])
        for begin, end in windows(doc):
            rows = pieces[begin:end]
            out.append((np.concatenate([[CLS], rows[:, 0], [SEP]]), np.pad(rows[:, 4:7], ((1, 1), (0, 0)))))
    return out, len(lines)


def batches(rows, size):
    """Windows of like length together, padded."""
    rows = sorted(rows, key=lambda r: len(r[0]))
    for at in range(0, len(rows), size):
        some = rows[at:at + size]
        longest = max(len(p) for p, _ in some)
        pad = lambda a: np.pad(a, [(0, longest - len(a))] + [(0, 0)] * (a.ndim - 1))
        yield (
            torch.from_numpy(np.stack([pad(p) for p, _ in some]).astype(np.int64)),
            torch.from_numpy(np.stack([pad(s) for _, s in some]).astype(np.int64)),
            torch.tensor([len(p) for p, _ in some]),
        )


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("model")
    p.add_argument("xtask")
    p.add_argument("articles", type=pathlib.Path)
    p.add_argument("--threads", type=int, default=2)
    a = p.parse_args()
    torch.set_num_threads(a.threads)
    net, vocabulary = load(a.model)
    rows, articles = framed(a.articles, a.xtask, vocabulary)
    best = 0.0
    with torch.inference_mode():
        for size in BATCHES:
            prepared = list(batches(rows, size))
            for warm_up in prepared[:2]:
                net(*warm_up)
            started = time.perf_counter()
            for batch in prepared:
                net.tags(net(*batch))
            best = max(best, articles / (time.perf_counter() - started))
    print(f"{best:.2f}")


if __name__ == "__main__":
    main()
