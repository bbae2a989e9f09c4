"""Trains the network on the annotated articles and writes a checkpoint.

    python train.py --data ../../shared/data --xtask PATH --weights DIR --out runs/NAME [--epochs N] [--seed N]
"""
import argparse
import copy
import json
import math
import pathlib
import random
import time

import numpy as np
import torch
import torch.nn.functional as F

import decode
from damage import varied
from data import CLS, SEP, TAG, read, windows
from model import ROLES, TAGS, Network, Shape, pretrained
from pairs import features, running

IGNORE = -100


def arguments():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--data", type=pathlib.Path, required=True)
    p.add_argument("--score", type=pathlib.Path, required=True, help="score.py, to follow the development set")
    p.add_argument("--xtask", required=True)
    p.add_argument("--weights", type=pathlib.Path, required=True, help="folder with model.safetensors and vocab.txt")
    p.add_argument("--out", type=pathlib.Path, required=True)
    p.add_argument("--layers", type=int, default=6)
    p.add_argument("--epochs", type=int, default=8)
    p.add_argument("--batch", type=int, default=8)
    p.add_argument("--rate", type=float, default=1.5e-4)
    p.add_argument("--dropout", type=float, default=0.1)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--start", help="checkpoint to go on from, in place of the pretrained weights")
    p.add_argument("--stop-after", type=int, default=1000, help="epochs after which to stop short of the schedule")
    p.add_argument("--plain", action="store_true", help="no variations of the articles")
    p.add_argument("--everything", action="store_true", help="train on the development set too")
    return p.parse_args()


def example(doc, begin, end, stop_ids):
    """One window: inputs, tag labels at first pieces, and the gold spans with whom they belong to."""
    p = doc.pieces[begin:end]
    inside = (doc.words[:, 0] >= begin) & (doc.words[:, 1] <= end)
    labels = np.full(len(p), IGNORE)
    labels[doc.words[inside, 0] - begin] = doc.tags[inside]
    place = lambda s: (int(doc.words[s[0], 0]) - begin, int(doc.words[s[1] - 1, 1]) - begin)
    whole = lambda s: s[0] >= 0 and s[1] <= end - begin
    lists = {r: sorted({place(s) for a in doc.spans for s in a[r] if whole(place(s))}) for r in ROLES}
    index = {r: {s: i for i, s in enumerate(lists[r])} for r in ROLES}
    belongs = {"content": [IGNORE] * len(lists["content"]), "source": [IGNORE] * len(lists["cue"])}
    for a in doc.spans:
        cue = next((index["cue"][place(s)] for s in a["cue"] if place(s) in index["cue"]), None)
        if cue is None:
            continue
        for s in a["content"]:
            if place(s) in index["content"]:
                belongs["content"][index["content"][place(s)]] = cue + 1
        if not a["source"]:
            belongs["source"][cue] = 0
        for s in a["source"]:
            if place(s) in index["source"]:
                belongs["source"][cue] = index["source"][place(s)] + 1
    spans = {r: np.array(lists[r], np.int64).reshape(-1, 2) for r in ROLES}
    counts = running(p, stop_ids)
    first = spans["cue"][:, 0]
    pair = {
        "content": features(spans["content"], spans["cue"], *counts, first),
        "source": features(spans["cue"], spans["source"], *counts, first),
    }
    return {"pieces": p, "labels": labels, "spans": spans, "pair": pair, "belongs": belongs}


def padded(arrays, shape, fill):
    out = np.full((len(arrays), *shape), fill, np.int64)
    for o, a in zip(out, arrays):
        o[tuple(slice(0, k) for k in a.shape)] = a
    return torch.from_numpy(out)


def collate(batch):
    n = max(len(e["pieces"]) for e in batch) + 2
    most = {r: max(1, max(len(e["spans"][r]) for e in batch)) for r in ROLES}
    frame = lambda p: np.concatenate([[CLS], p[:, 0], [SEP]])
    out = {
        "pieces": padded([frame(e["pieces"]) for e in batch], (n,), 0),
        "surface": padded([np.pad(e["pieces"][:, 4:7], ((1, 1), (0, 0))) for e in batch], (n, 3), 0),
        "lengths": torch.tensor([len(e["pieces"]) + 2 for e in batch]),
        "labels": padded([np.pad(e["labels"], (1, 1), constant_values=IGNORE) for e in batch], (n,), IGNORE),
        # one further for CLS
        "spans": {r: padded([e["spans"][r] + 1 for e in batch], (most[r], 2), 0) for r in ROLES},
    }
    for kind, q, k in (("content", "content", "cue"), ("source", "cue", "source")):
        out["pair-" + kind] = padded([e["pair"][kind] for e in batch], (most[q], most[k], 5), 0)
        out["belongs-" + kind] = padded([np.array(e["belongs"][kind], np.int64) for e in batch], (most[q],), IGNORE)
        out["keys-" + kind] = torch.tensor([len(e["spans"][k]) for e in batch])
    return out


def losses(net, b):
    with torch.autocast("cpu", torch.bfloat16):
        x = net(b["pieces"], b["surface"], b["lengths"])
        tags = net.tags(x)
        vectors = {r: net.span_vectors(x, b["spans"][r]) for r in ROLES}
        scores = {
            "content": net.linkers["content"](vectors["content"], vectors["cue"], b["pair-content"]),
            "source": net.linkers["source"](vectors["cue"], vectors["source"], b["pair-source"]),
        }
    out = {"tags": F.cross_entropy(tags.float().flatten(0, 1), b["labels"].flatten(), ignore_index=IGNORE)}
    for kind, score in scores.items():
        score = score.float()
        absent = torch.arange(score.shape[2])[None] > b["keys-" + kind][:, None]
        score = score.masked_fill(absent[:, None], -1e4)
        target = b["belongs-" + kind]
        if (target != IGNORE).any():
            out[kind] = F.cross_entropy(score.flatten(0, 1), target.flatten(), ignore_index=IGNORE)
    return out


def main():
    a = arguments()
    torch.manual_seed(a.seed), np.random.seed(a.seed), random.seed(a.seed)
    a.out.mkdir(parents=True, exist_ok=True)
    log = open(a.out / "log.txt", "a", buffering=1)
    say = lambda *t: (print(*t, flush=True), print(*t, file=log))
    vocabulary = a.weights / "vocab.txt"
    entries = vocabulary.read_text(encoding="utf8").splitlines()
    ids = {piece: i for i, piece in enumerate(entries)}
    stop_ids = [ids[c] for c in ".!?"]
    # Moments of rows that are rarely trained decay into denormals, which are many times slower.
    torch.set_flush_denormal(True)
    rng = np.random.default_rng(a.seed)
    train = read(a.data / "polnear/train.jsonl", a.xtask, vocabulary)
    dev = read(a.data / "polnear/dev.jsonl", a.xtask, vocabulary)
    if a.everything:
        train = train + dev
    shape = Shape(layers=a.layers, dropout=a.dropout)
    net = pretrained(a.weights / "model.safetensors", shape)
    if a.start:
        net.load_state_dict(torch.load(a.start, weights_only=True)["weights"])
    net.fast = True
    pretrained_part = [p for n, p in net.named_parameters() if not n.startswith(("tags", "linkers", "surface"))]
    new_part = [p for n, p in net.named_parameters() if n.startswith(("tags", "linkers", "surface"))]
    optimizer = torch.optim.AdamW(
        [{"params": pretrained_part, "lr": a.rate}, {"params": new_part, "lr": a.rate if a.start else 8 * a.rate}], weight_decay=0.01, fused=True)
    total = a.epochs * len([w for d in train for w in windows(d, 0.5)]) // a.batch
    warm = total // 10
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min((s + 1) / warm, max(0.0, (total - s) / (total - warm))))
    average = copy.deepcopy(net)
    step, started = 0, time.time()
    say(json.dumps({k: str(v) for k, v in vars(a).items()}), "steps", total)
    for epoch in range(min(a.epochs, a.stop_after)):
        net.train()
        articles = train if a.plain else [varied(d, ids, rng) for d in train]
        examples = [example(d, b, e, stop_ids) for d in articles for b, e in windows(d, random.random())]
        # windows of like length together: less padding
        examples.sort(key=lambda e: len(e["pieces"]) + random.randrange(32))
        batches = [examples[i:i + a.batch] for i in range(0, len(examples), a.batch)]
        random.shuffle(batches)
        seen = {}
        for batch in batches:
            parts = losses(net, collate(batch))
            loss = parts["tags"] + 0.3 * sum(v for k, v in parts.items() if k != "tags")
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            step += 1
            decay = min(0.998, step / (step + 10))
            with torch.no_grad():
                torch._foreach_lerp_(list(average.parameters()), list(net.parameters()), 1 - decay)
            for k, v in parts.items():
                seen.setdefault(k, []).append(v.item())
            if step % 50 == 0:
                say(f"step {step} {time.time() - started:.0f}s", {k: round(sum(v[-50:]) / len(v[-50:]), 4) for k, v in seen.items()})
        torch.save({"shape": shape.__dict__, "weights": average.state_dict()}, a.out / "checkpoint.pt")
        if epoch % 2 == 1 or epoch == min(a.epochs, a.stop_after) - 1:
            say(f"epoch {epoch + 1} {time.time() - started:.0f}s")
            average.eval()
            average.fast = True
            score = decode.scorer(a.score)
            decode.evaluate(average, dev, stop_ids, score)


if __name__ == "__main__":
    main()
