"""Trains all heads together: roles and links, attributions within attributions, names, mentions and their antecedents.

    python train_heads.py --data ../../shared/data --score SCORE.py --xtask PATH --weights DIR --start CHECKPOINT
        --silver SILVER.jsonl --out runs/NAME [--steps N]

Each step takes a batch of one task. CHECKPOINT is train.py's; SILVER is nested.py's.
"""
import argparse
import copy
import json
import pathlib
import queue
import random
import threading
import time

import numpy as np
import torch
import torch.nn.functional as F

import coreference
import evaluate
import names
from damage import varied
from data import cut, read, to_words, windows, word_spans, words_of, Doc, tags_of
from examples import (IGNORE, Reader, Strings, bits, collate_entities, collate_roles, entity_example, role_example)
from invented import Inventor
from model import LAYERS, ROLES, Network, Shape
from places import Places

# How many steps of a hundred each task gets, and what each source gives to its task's examples.
TASKS = {"roles": 0.38, "names": 0.32, "mentions": 0.30}
# GAP's texts are a quarter as long as windows of the others.
SOURCES = {
    "roles": {"polnear": 0.91, "invented": 0.09},
    "names": {"uner": 0.55, "gmb": 0.18, "wikigold": 0.12, "crossner": 0.05, "gum": 0.10},
    "mentions": {"gum": 0.20, "litbank": 0.05, "gap": 0.68, "meantime": 0.07},
}
INVENTED = 400
EVERY = 6 * 60  # seconds between checkpoints


def arguments():
    p = argparse.ArgumentParser(description=__doc__)
    for name in ("data", "score", "weights", "out"):
        p.add_argument("--" + name, type=pathlib.Path, required=True)
    p.add_argument("--xtask", required=True)
    p.add_argument("--start", required=True)
    p.add_argument("--silver", required=True)
    p.add_argument("--steps", type=int, default=4000)
    p.add_argument("--minutes", type=float, default=1e9, help="finish the schedule in this time, if need be in fewer steps")
    p.add_argument("--rate", type=float, default=1.2e-4)
    p.add_argument("--batch", type=int, default=2900, help="word pieces, about")
    p.add_argument("--seed", type=int, default=1)
    return p.parse_args()


# ---------------------------------------------------------------- documents


def articles(a, vocabulary):
    """PolNeAR with silver inner attributions."""
    docs = read(a.data / "polnear/train.jsonl", a.xtask, vocabulary)
    silver = {str(d["id"]): d for d in map(json.loads, open(a.silver, encoding="utf8"))}
    for d in docs:
        d.inner = [word_spans(d.words, x) for x in silver[d.id]["inner"]]
        d.unsure = [w for b, e in silver[d.id]["unsure"] if (w := to_words(d.words, b, e))]
    return docs


def clauses(docs):
    """Contents that are clauses of their own, without quotation marks, for invented stories to pass on."""
    out = set()
    for d in docs:
        for x in d.gold:
            for b, e in x.get("content") or []:
                t = d.text[b:e]
                if t.startswith("that ") and 5 <= len(t.split()) <= 28 and not set(t) & set("\"“”‘()[]<>{}\n;:"):
                    out.add(t[5:].strip(" ,."))
    return sorted(out)


def invented(a, vocabulary, corpus, seed):
    inventor = Inventor(seed, corpus)
    stories = [inventor.story() for _ in range(INVENTED)]
    docs = []
    for s, pieces in zip(stories, cut(a.xtask, vocabulary, [json.dumps({"id": s["id"], "text": s["text"]}) + "\n" for s in stories])):
        words = words_of(pieces)
        spans = [word_spans(words, x) for x in s["attributions"]]
        doc = Doc(s["id"], s["text"], s["attributions"], pieces, words, tags_of(spans, len(words)), spans)
        doc.inner = [word_spans(words, x) for x in s["inner"]]
        unknown = [(b, e, None, True) for b, e in s["unknown"]]
        doc.allowed = names.allowed(pieces, words, to_words, s["names"] + unknown, s["elsewhere"])
        docs.append(doc)
    return docs


def readers(records, a, vocabulary):
    records = list(records)
    lines = [json.dumps({"id": str(i), "text": r["text"]}) + "\n" for i, r in enumerate(records)]
    return [Reader(r, p) for r, p in zip(records, cut(a.xtask, vocabulary, lines)) if len(p) > 1]


def entity_documents(a, vocabulary, rng):
    d = a.data
    trained = [x for i, x in enumerate(names.wikigold(d / "wikigold")) if i % 5 != evaluate.HELD_OUT]
    wikigold = [names.article(x, names.from_conll, set(), f"wikigold-{i}", rng) for i, x in enumerate(trained)]
    renamer = names.Renamer(d / "gaz", rng)
    doubled = lambda records: [y for x in records for y in (x, renamer.renamed(x))]
    records = {
        "uner": doubled(names.uner(d / "uner-ewt")), "gmb": doubled(names.gmb(d / "gmb-voa", rng)), "wikigold": wikigold,
        "crossner": names.crossner(d / "crossner-politics", rng), "gum": coreference.gum(d / "gum/train"),
        "litbank": coreference.litbank(d / "litbank"), "gap": coreference.gap(d / "gap"), "meantime": coreference.meantime(d / "meantime"),
    }
    return {name: readers(r, a, vocabulary) for name, r in records.items()}


# ---------------------------------------------------------------- batches


def examples_of(name, docs, ids, strings, stop_ids, rng):
    """Endless examples of a source, in a new order and cut elsewhere each time round."""
    shuffle = random.Random(int(rng.integers(1 << 30)))
    while True:
        order = list(docs())
        shuffle.shuffle(order)
        for doc in order:
            if name in ("polnear", "invented"):
                # most of the variations are made to few articles
                if rng.random() < 0.6:
                    doc = varied(doc, ids, rng)
                for b, e in windows(doc, shuffle.random()):
                    yield role_example(doc, b, e, stop_ids)
            else:
                for b, e in windows(doc, shuffle.random()):
                    if e - b > 3:
                        yield entity_example(doc, b, e, stop_ids, strings, rng)


def batches(task, sources, size, rng, count=64):
    """Endless batches of like lengths."""
    shuffle = random.Random(int(rng.integers(1 << 30)))
    collate = collate_roles if task == "roles" else collate_entities
    chances = list(SOURCES[task].values())
    streams = [sources[name] for name in SOURCES[task]]
    while True:
        pool = [next(s) for s in shuffle.choices(streams, chances, k=count)]
        pool.sort(key=lambda e: len(e["pieces"]))
        groups, group = [], []
        for e in pool:
            group.append(e)
            if len(e["pieces"]) * len(group) >= size:
                groups.append(group)
                group = []
        shuffle.shuffle(groups)
        for g in groups:
            yield collate(g)


def prefetched(stream, size=6):
    """Batches made in a thread of their own."""
    waiting = queue.Queue(size)

    def fill():
        for item in stream:
            waiting.put(item)

    threading.Thread(target=fill, daemon=True).start()
    while True:
        yield waiting.get()


# ---------------------------------------------------------------- losses


def name_loss(scores, masks):
    """The probability of the allowed tags together; pieces that may have any tag do not count."""
    allowed = bits(masks)
    counted = ~allowed.all(-1)
    if not counted.any():
        return None
    scores, allowed = scores.float()[counted], allowed[counted]
    return (scores.logsumexp(-1) - scores.masked_fill(~allowed, -1e9).logsumexp(-1)).mean()


def link_losses(net, x, links, prefix):
    out = {}
    vectors = {r: net.span_vectors(x, links["spans"][r]) for r in ROLES}
    for kind, q, k in (("content", "content", "cue"), ("source", "cue", "source")):
        target = links["belongs-" + kind]
        if not (target != IGNORE).any():
            continue
        score = net.linkers[kind](vectors[q], vectors[k], links["pair-" + kind]).float()
        absent = torch.arange(score.shape[2])[None] > links["keys-" + kind][:, None]
        score = score.masked_fill(absent[:, None], -1e4)
        out[prefix + kind] = 0.3 * F.cross_entropy(score.flatten(0, 1), target.flatten(), ignore_index=IGNORE)
    return out


def role_losses(net, b):
    x = net(b["pieces"], b["surface"], b["lengths"])
    tags = lambda head, key: F.cross_entropy(head(x).float().flatten(0, 1), b[key].flatten(), ignore_index=IGNORE)
    out = {"tags": tags(net.tags, "tags"), "inner": tags(net.inner, "inner")}
    out |= link_losses(net, x, b["outer links"], "") | link_losses(net, x, b["inner links"], "inner ")
    if (named := name_loss(net.names(x), b["names"])) is not None:
        out["names (invented)"] = 0.3 * named
    return out


def antecedent_loss(net, x, b):
    """The probability of all right antecedents together; "none" is right for an entity's first mention."""
    vectors = net.span_vectors(x, b["spans"])
    score = net.linkers["mention"](vectors, vectors, b["pair"]).float()
    m = score.shape[1]
    later = torch.ones(m, m + 1, dtype=torch.bool).triu(1)
    score = score.masked_fill(later, -1e4)
    right = score.masked_fill(~b["right"], -1e4)
    return (score.logsumexp(-1) - right.logsumexp(-1))[b["asked"]].mean()


def entity_losses(net, b):
    x = net(b["pieces"], b["surface"], b["lengths"])
    out = {}
    if (named := name_loss(net.names(x), b["names"])) is not None:
        out["names"] = named
    if (b["levels"] != IGNORE).any():
        scores = net.mentions(x).float().unflatten(-1, (LAYERS, 5))
        out["mentions"] = F.cross_entropy(scores.flatten(0, 2), b["levels"].flatten(), ignore_index=IGNORE)
    if b["asked"].any():
        out["antecedents"] = 0.3 * antecedent_loss(net, x, b)
    return out


def optimiser(net, rate):
    fresh = ("inner", "names", "mentions", "linkers.mention")
    new = [p for n, p in net.named_parameters() if n.startswith(fresh)]
    old = [p for n, p in net.named_parameters() if not n.startswith(fresh)]
    return torch.optim.AdamW([{"params": old, "lr": rate}, {"params": new, "lr": 6 * rate}], weight_decay=0.01, fused=True)


def main():
    a = arguments()
    torch.manual_seed(a.seed), np.random.seed(a.seed), random.seed(a.seed)
    a.out.mkdir(parents=True, exist_ok=True)
    log = open(a.out / "log.txt", "a", buffering=1)
    say = lambda *t: (print(*t, flush=True), print(*t, file=log))
    # Moments of rows that are rarely trained decay into denormals, which are many times slower.
    torch.set_flush_denormal(True)
    vocabulary = a.weights / "vocab.txt"
    ids = {piece: i for i, piece in enumerate(vocabulary.read_text(encoding="utf8").splitlines())}
    stop_ids, strings = [ids[c] for c in ".!?"], Strings(ids)
    rng = np.random.default_rng(a.seed)
    names.PLACES = Places(a.data / "gaz")
    polnear = articles(a, vocabulary)
    corpus = clauses(polnear)
    documents = {name: (lambda d=d: d) for name, d in entity_documents(a, vocabulary, random.Random(a.seed)).items()}
    documents["polnear"] = lambda: polnear
    seeds = iter(range(a.seed * 1000, a.seed * 1000 + 1000))
    documents["invented"] = lambda: invented(a, vocabulary, corpus, next(seeds))
    say({name: len(d()) for name, d in documents.items() if name != "invented"}, "clauses", len(corpus))
    streams = {}
    for task in TASKS:
        sources = {name: examples_of(name, documents[name], ids, strings, stop_ids, rng) for name in SOURCES[task]}
        streams[task] = prefetched(batches(task, sources, a.batch, np.random.default_rng(rng.integers(1 << 30))))

    saved = torch.load(a.start, weights_only=True)
    shape = Shape(**saved["shape"])
    net = Network(shape)
    net.load_state_dict(saved["weights"])
    optimizer = optimiser(net, a.rate)
    started = last = time.time()
    done = lambda step: max(step / a.steps, (time.time() - started) / 60 / a.minutes)
    warm = 0.05
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: max(0.02, min((done(s) + 0.002) / warm, (1 - done(s)) / (1 - warm))))
    average = copy.deepcopy(net).eval()
    net.train()
    seen, spent = {}, dict.fromkeys(TASKS, 0.0)
    save = lambda: torch.save({"shape": shape.__dict__, "weights": average.state_dict(), "heads": True}, a.out / "checkpoint.pt")
    say(json.dumps({k: str(v) for k, v in vars(a).items()}))
    # tasks spread evenly
    due = dict.fromkeys(TASKS, 0.0)
    halfway = False
    for step in range(1, a.steps + 1):
        if done(step) > 1:
            break
        for task, share in TASKS.items():
            due[task] += share
        task = max(due, key=due.get)
        due[task] -= 1
        batch = next(streams[task])
        began = time.time()
        with torch.autocast("cpu", torch.bfloat16):
            parts = (role_losses if task == "roles" else entity_losses)(net, batch)
        optimizer.zero_grad(set_to_none=True)
        sum(parts.values()).backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        with torch.no_grad():
            torch._foreach_lerp_(list(average.parameters()), list(net.parameters()), 1 - min(0.998, step / (step + 10)))
        spent[task] += time.time() - began
        for k, v in parts.items():
            seen.setdefault(k, []).append(v.item())
        if step % 50 == 0:
            say(f"step {step} {time.time() - started:.0f}s", {k: round(sum(v) / len(v), 4) for k, v in seen.items()},
                {k: round(v) for k, v in spent.items()})
            seen = {}
        if time.time() - last > EVERY:
            save()
            last = time.time()
        if not halfway and done(step) >= 0.5:
            halfway = True
            evaluate.everything(average, a, vocabulary, stop_ids, strings, say)
    save()
    evaluate.everything(average, a, vocabulary, stop_ids, strings, say)


if __name__ == "__main__":
    main()
