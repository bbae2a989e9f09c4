"""Trains all heads together: roles and links, attributions within attributions, names, mentions and their antecedents.

    python train_heads.py --data ../../shared/data --score SCORE.py --xtask PATH --weights DIR --start CHECKPOINT
        --silver SILVER.jsonl --out runs/NAME [--steps N]

Each step takes a batch of one task. CHECKPOINT is train.py's; SILVER is nested.py's.
"""
import argparse
import copy
import json
import multiprocessing
import pathlib
import pickle
import random
import time

import numpy as np
import torch
import torch.nn.functional as F

import coreference
import evaluate
import names
from damage import varied
from data import cut_texts, read, to_words, windows, word_spans, words_of, Doc, tags_of
from examples import (IGNORE, Reader, Strings, bits, collate_entities, collate_roles, entity_example, role_example)
from invented import Inventor
from model import LAYERS, ROLES, Network, Shape
from places import Places

# What part of the steps each task gets, and what each source gives to its task's examples.
TASKS = {"roles": 0.38, "names": 0.32, "mentions": 0.30}
# GAP's texts are a quarter as long as windows of the others.
SOURCES = {
    "roles": {"polnear": 0.91, "invented": 0.09},
    "names": {"uner": 0.55, "gmb": 0.18, "wikigold": 0.12, "crossner": 0.05, "gum": 0.10},
    "mentions": {"gum": 0.20, "litbank": 0.05, "gap": 0.68, "meantime": 0.07},
}
INVENTED = 400
EVERY = 6 * 60  # seconds between checkpoints
# Parts that train.py does not train.
NEW = ("inner", "names", "mentions", "linkers.mention")


def arguments(description, rate, steps):
    p = argparse.ArgumentParser(description=description)
    for name in ("data", "score", "weights", "out"):
        p.add_argument("--" + name, type=pathlib.Path, required=True)
    p.add_argument("--xtask", required=True)
    p.add_argument("--start", required=True)
    p.add_argument("--silver", required=True)
    p.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    p.add_argument("--steps", type=int, default=steps)
    p.add_argument("--minutes", type=float, default=1e9, help="finish the schedule in this time, if need be in fewer steps")
    p.add_argument("--rate", type=float, default=rate)
    p.add_argument("--batch", type=int, default=2900, help="word pieces, about")
    p.add_argument("--seed", type=int, default=1)
    return p


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
    for s, pieces in zip(stories, cut_texts(a.xtask, vocabulary, [s["text"] for s in stories])):
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
    pieces = cut_texts(a.xtask, vocabulary, [r["text"] for r in records])
    return [Reader(r, p) for r, p in zip(records, pieces) if len(p) > 1]


def entity_documents(a, vocabulary, rng):
    d = a.data
    trained = [x for i, x in enumerate(names.wikigold(d / "wikigold")) if i % 5 != evaluate.HELD_OUT]
    wikigold = [names.article(x, names.from_conll, set(), f"wikigold-{i}", rng) for i, x in enumerate(trained)]
    renamer = names.Renamer(d / "gaz", rng)
    copied = lambda records, copies: [y for x in records for y in (x, *(renamer.renamed(x) for _ in range(copies)))]
    records = {
        "uner": copied(names.uner(d / "uner-ewt"), 3), "gmb": copied(names.gmb(d / "gmb-voa", rng), 1), "wikigold": copied(wikigold, 2),
        "crossner": copied(names.crossner(d / "crossner-politics", rng), 2), "gum": coreference.gum(d / "gum/train"),
        "litbank": coreference.litbank(d / "litbank"), "gap": coreference.gap(d / "gap", renamer),
        "meantime": coreference.meantime(d / "meantime"),
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


def batches(task, sources, chances, size, rng, count=64):
    """Endless batches of like lengths."""
    shuffle = random.Random(int(rng.integers(1 << 30)))
    collate = collate_roles if task == "roles" else collate_entities
    chances, streams = list(chances), list(sources.values())
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


def prefetched(stream, size=12):
    """Batches made in a process of their own."""
    fork = multiprocessing.get_context("fork")
    waiting = fork.Queue(size)

    def fill():
        torch.set_num_threads(1)
        for item in stream:
            waiting.put(pickle.dumps(each(torch.Tensor.numpy, item), 5))

    fork.Process(target=fill, daemon=True).start()
    while True:
        yield each(torch.from_numpy, pickle.loads(waiting.get()))


def each(change, batch):
    return {k: each(change, v) for k, v in batch.items()} if isinstance(batch, dict) else change(batch)


# ---------------------------------------------------------------- losses


# Nothing here waits for what a batch holds, as a GPU would with it: where nothing counts a loss is 0.


def mean(values, counted):
    counted = counted.expand_as(values)
    return (values * counted).sum() / counted.sum().clamp(min=1)


def tag_loss(scores, tags):
    """Scores of tags in the last dimension, tags of which some may be IGNORE."""
    losses = F.cross_entropy(scores.float().flatten(0, -2), tags.flatten(), ignore_index=IGNORE, reduction="none")
    return mean(losses, tags.flatten() != IGNORE)


def name_loss(scores, masks):
    """The probability of the allowed tags together; pieces that may have any tag do not count."""
    allowed, scores = bits(masks), scores.float()
    return mean(scores.logsumexp(-1) - scores.masked_fill(~allowed, -1e9).logsumexp(-1), ~allowed.all(-1))


def link_losses(net, x, links, prefix):
    out = {}
    vectors = {r: net.span_vectors(x, links["spans"][r]) for r in ROLES}
    for kind, q, k in (("content", "content", "cue"), ("source", "cue", "source")):
        score = net.linkers[kind](vectors[q], vectors[k], links["pair-" + kind]).float()
        absent = torch.arange(score.shape[2], device=score.device)[None] > links["keys-" + kind][:, None]
        score = score.masked_fill(absent[:, None], -1e4)
        out[prefix + kind] = 0.3 * tag_loss(score, links["belongs-" + kind])
    return out


def encoded(net, b):
    return net(b["pieces"], b["surface"], b["lengths"])


def role_losses(net, x, b):
    out = {"tags": tag_loss(net.tags(x), b["tags"]), "inner": tag_loss(net.inner(x), b["inner"])}
    out |= link_losses(net, x, b["outer links"], "") | link_losses(net, x, b["inner links"], "inner ")
    return out | {"names (invented)": 0.3 * name_loss(net.names(x), b["names"])}


def antecedent_scores(net, x, b):
    vectors = net.span_vectors(x, b["spans"])
    score = net.linkers["mention"](vectors, vectors, b["pair"]).float()
    m = score.shape[1]
    later = torch.ones(m, m + 1, dtype=torch.bool, device=x.device).triu(1)
    return score.masked_fill(later, -1e4)


def antecedent_loss(score, b):
    """The probability of all right antecedents together; "none" is right for an entity's first mention."""
    right = score.masked_fill(~b["right"], -1e4)
    return mean(score.logsumexp(-1) - right.logsumexp(-1), b["asked"])


def entity_losses(net, x, b):
    return {
        "names": name_loss(net.names(x), b["names"]),
        "mentions": tag_loss(net.mentions(x).unflatten(-1, (LAYERS, 5)), b["levels"]),
        "antecedents": 0.3 * antecedent_loss(antecedent_scores(net, x, b), b),
    }


def losses(net, task, b):
    return (role_losses if task == "roles" else entity_losses)(net, encoded(net, b), b)


# ---------------------------------------------------------------- training


def optimiser(net, rate, fresh):
    """With a higher rate for what is new: parts by the beginning of their names."""
    new = [p for n, p in net.named_parameters() if n.startswith(fresh)]
    old = [p for n, p in net.named_parameters() if not n.startswith(fresh)]
    return torch.optim.AdamW([{"params": old, "lr": rate}, {"params": new, "lr": 6 * rate}], weight_decay=0.01, fused=True)


def loaded(path):
    """The network of a checkpoint, and which of its parts are new."""
    saved = torch.load(path, weights_only=True)
    net = Network(Shape(**saved["shape"]))
    net.load_state_dict(saved["weights"])
    return net, (*NEW, "tags", "linkers", "surface") if "encoder only" in saved else NEW


class Corpus:
    """What is read from, as examples and batches."""

    def __init__(self, a):
        self.a, self.vocabulary = a, a.weights / "vocab.txt"
        self.ids = {piece: i for i, piece in enumerate(self.vocabulary.read_text(encoding="utf8").splitlines())}
        self.stop_ids, self.strings = [self.ids[c] for c in ".!?"], Strings(self.ids)
        names.PLACES = Places(a.data / "gaz")
        self.polnear = articles(a, self.vocabulary)
        corpus = clauses(self.polnear)
        seeds = iter(range(a.seed * 1000, a.seed * 1000 + 1000))
        self.documents = {name: (lambda d=d: d) for name, d in entity_documents(a, self.vocabulary, random.Random(a.seed)).items()}
        self.documents["polnear"] = lambda: self.polnear
        self.documents["invented"] = lambda: invented(a, self.vocabulary, corpus, next(seeds))

    def streams(self, sources):
        """Endless batches of each task."""
        rng = np.random.default_rng(self.a.seed)
        out = {}
        for task in sources:
            examples = {n: examples_of(n, self.documents[n], self.ids, self.strings, self.stop_ids, rng) for n in sources[task]}
            chances = sources[task].values()
            out[task] = prefetched(batches(task, examples, chances, self.a.batch, np.random.default_rng(rng.integers(1 << 30))))
        return out


def logger(folder):
    folder.mkdir(parents=True, exist_ok=True)
    log = open(folder / "log.txt", "a", buffering=1)
    return lambda *t: (print(*t, flush=True), print(*t, file=log))


def train(net, fresh, a, shares, streams, losses, corpus, say):
    """Steps of the tasks by turns; the checkpoint is an average over the last of them."""
    optimizer = optimiser(net, a.rate, fresh)
    started = last = time.time()
    done = lambda step: max(step / a.steps, (time.time() - started) / 60 / a.minutes)
    warm = 0.05
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: max(0.02, min((done(s) + 0.002) / warm, (1 - done(s)) / (1 - warm))))
    average = copy.deepcopy(net).eval()
    net.train()
    seen, spent = {}, dict.fromkeys(shares, 0.0)

    def save():
        weights = {k: v.cpu() for k, v in average.state_dict().items()}
        torch.save({"shape": net.shape.__dict__, "weights": weights, "heads": True}, a.out / "checkpoint.pt")

    say(json.dumps({k: str(v) for k, v in vars(a).items()}))
    # tasks spread evenly
    due = dict.fromkeys(shares, 0.0)
    for step in range(1, a.steps + 1):
        if done(step) > 1:
            break
        for task, share in shares.items():
            due[task] += share
        task = max(due, key=due.get)
        due[task] -= 1
        batch = each(lambda part: part.to(a.device), next(streams[task]))
        began = time.time()
        with torch.autocast(a.device, torch.bfloat16):
            parts = losses(net, task, batch)
        optimizer.zero_grad(set_to_none=True)
        sum(parts.values()).backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        with torch.no_grad():
            torch._foreach_lerp_(list(average.parameters()), list(net.parameters()), 1 - min(0.998, step / (step + 10)))
        spent[task] += time.time() - began
        for k, v in parts.items():
            seen.setdefault(k, []).append(v.detach())
        if step % 50 == 0:
            say(f"step {step} {time.time() - started:.0f}s", {k: round(torch.stack(v).mean().item(), 4) for k, v in seen.items()},
                {k: round(v) for k, v in spent.items()})
            seen = {}
        if time.time() - last > EVERY:
            save()
            last = time.time()
    save()
    evaluate.everything(average.cpu(), a, corpus.vocabulary, corpus.stop_ids, corpus.strings, say)


def main():
    p = arguments(__doc__, rate=1.2e-4, steps=4000)
    p.add_argument("--shares", type=float, nargs=3, default=TASKS.values(), help="of the steps, for " + ", ".join(TASKS))
    a = p.parse_args()
    torch.manual_seed(a.seed), np.random.seed(a.seed), random.seed(a.seed)
    say = logger(a.out)
    # Moments of rows that are rarely trained decay into denormals, which are many times slower.
    torch.set_flush_denormal(True)
    corpus = Corpus(a)
    streams = corpus.streams(SOURCES)
    net, fresh = loaded(a.start)
    train(net.to(a.device), fresh, a, dict(zip(TASKS, a.shares)), streams, losses, corpus, say)


if __name__ == "__main__":
    main()
