"""Figures of a checkpoint on the development data: roles, names, mentions and coreference.

    python evaluate.py CHECKPOINT --data DATA --score SCORE.py --xtask PATH --weights DIR
"""
import argparse
import contextlib
import importlib.util
import io
import json
import pathlib
import random

import numpy as np
import torch

import coreference
import decode
import names
from data import CLS, SEP, cut_texts, read, windows, words_of
from examples import Reader, Strings
from model import LAYERS, NAME_TAGS, NAME_TYPES, Network, Shape
from pairs import mention_features, running
from places import Places

# Of every five Wikigold articles, the one that is not trained on.
HELD_OUT = 4


def bies(scores):
    """[w,1+4k] scores -> (first word, end word, class) of the best legal tags."""
    n = scores.shape[1]
    if not len(scores):
        return []
    kind, position = (np.arange(n) - 1) // 4, (np.arange(n) - 1) % 4
    kind[0] = position[0] = -1
    opens, starts = np.isin(position, (0, 1)), ~np.isin(position, (1, 2))
    legal = np.where(opens[:, None], np.isin(position, (1, 2))[None] & (kind[:, None] == kind[None]), starts[None])
    move = np.where(legal, 0.0, -1e9)
    best, back = scores[0] + np.where(starts, 0, -1e9), []
    for s in scores[1:]:
        step = best[:, None] + move
        back.append(step.argmax(0))
        best = step.max(0) + s
    tag = int((best + np.where(opens, -1e9, 0)).argmax())
    tags = [tag]
    for b in reversed(back):
        tag = int(b[tag])
        tags.append(tag)
    out, begin = [], 0
    for i, t in enumerate(reversed(tags)):
        if t and position[t] in (0, 3):
            begin = i
        if t and position[t] in (2, 3):
            out.append((begin, i + 1, int(kind[t])))
    return out


class Whole:
    """A document with the vector of each word and the windows they are from."""

    def __init__(self, net, text, pieces):
        self.text, self.pieces, self.words = text, pieces, words_of(pieces)
        self.windows = decode.encode(net, self)
        self.owner = np.zeros(len(self.words), int)
        depth = np.full(len(self.words), -1.0)
        self.vectors = torch.zeros(len(self.words), net.shape.width)
        for i, (begin, end, x) in enumerate(self.windows):
            w = np.flatnonzero((self.words[:, 0] >= begin) & (self.words[:, 1] <= end))
            at = self.words[w, 0] - begin
            edge = np.minimum(at + (1e6 if begin == 0 else 0), end - begin - at + (1e6 if end == len(pieces) else 0))
            better = edge > depth[w]
            depth[w[better]] = edge[better]
            self.owner[w[better]] = i
            self.vectors[w[better]] = x[0, at[better]]

    def chars(self, b, e):
        return [int(self.words[b, 2]), int(self.words[e - 1, 3])]


@torch.inference_mode()
def name_spans(net, doc):
    scores = net.names(doc.vectors).log_softmax(-1).numpy()
    return [(*doc.chars(b, e), NAME_TYPES[k]) for b, e, k in bies(scores)]


@torch.inference_mode()
def mention_spans(net, doc):
    scores = net.mentions(doc.vectors).unflatten(-1, (LAYERS, 5)).log_softmax(-1).numpy()
    return sorted({(b, e) for l in range(LAYERS) for b, e, _ in bies(scores[:, l])}, key=lambda w: (w[0], -w[1]))


@torch.inference_mode()
def antecedents(net, doc, mentions, kinds, stop_ids, strings):
    """The index of each mention's best antecedent, or None."""
    out = [None] * len(mentions)
    pieces = np.array([(doc.words[b, 0], doc.words[e - 1, 1]) for b, e in mentions]).reshape(-1, 2)
    for i, (begin, end, x) in enumerate(doc.windows):
        seen = [m for m in range(len(mentions)) if pieces[m, 0] >= begin and pieces[m, 1] <= end]
        if not seen:
            continue
        p, spans = doc.pieces[begin:end], pieces[seen] - begin
        pair = mention_features(spans, *running(p, stop_ids), kinds[seen], strings.classes(p, spans, kinds[seen]))
        v = net.span_vectors(x, torch.tensor(spans)[None])
        score = net.linkers["mention"](v, v, torch.tensor(pair)[None])[0].numpy()
        for row, m in enumerate(seen):
            if doc.owner[mentions[m][0]] == i:
                best = int(score[row, :row + 1].argmax())
                out[m] = seen[best - 1] if best else None
    return out


def clusters(links):
    root = list(range(len(links)))
    for i, to in enumerate(links):
        if to is not None:
            root[i] = root[to]
    out = {}
    for i, r in enumerate(root):
        out.setdefault(r, []).append(i)
    return [c for c in out.values() if len(c) > 1]


def documents(net, texts, a, vocabulary):
    return [Whole(net, t, p) for t, p in zip(texts, cut_texts(a.xtask, vocabulary, texts))]


def f1(right, found, gold):
    return 200 * right / max(1, found + gold)


def score_module(path):
    spec = importlib.util.spec_from_file_location("score", pathlib.Path(path))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def scored(score, task, gold, predicted, folder):
    """The scorer's own lines for predictions."""
    files = [folder / f"{task}-gold.jsonl", folder / f"{task}-found.jsonl"]
    for path, rows in zip(files, (gold, predicted)):
        path.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf8")
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        getattr(score, task)(*files)
    return out.getvalue().rstrip()


def entities(spans):
    return [{"id": i, "type": t, "mentions": [{"span": [b, e], "kind": "name"}]} for i, (b, e, t) in enumerate(spans)]


def everything(net, a, vocabulary, stop_ids, strings, say):
    score = score_module(a.score)
    net.fast = True
    names.PLACES = names.PLACES or Places(a.data / "gaz")
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        decode.evaluate(net, read(a.data / "polnear/dev.jsonl", a.xtask, vocabulary), stop_ids, score.AttributionScore())
    say("polnear/dev\n" + out.getvalue().rstrip())

    ewt = [json.loads(line) for line in open(a.data / "eval/entities-ewt-dev.jsonl", encoding="utf8")]
    rng = random.Random(1)
    held = [x for i, x in enumerate(names.wikigold(a.data / "wikigold")) if i % 5 == HELD_OUT]
    wiki = []
    for i, sentences in enumerate(held):
        plain = names.article(sentences, lambda text, b, e, cls: (b, e, cls, False), set(), f"wikigold-{i}", rng)
        spans = [[b, e, t] for b, e, t, _ in plain["names"] if isinstance(t, str)]
        wiki.append({"id": plain["id"], "text": plain["text"], "entities": spans})
    for title, gold in (("entities-ewt-dev", ewt), ("wikigold held out", wiki)):
        docs = documents(net, [d["text"] for d in gold], a, vocabulary)
        found = [{"id": d["id"], "entities": entities(name_spans(net, w))} for d, w in zip(gold, docs)]
        say(title + "\n" + scored(score, "entities", gold, found, a.out))

    right = found = total = 0
    predicted, given, gold = [], [], []
    for record in coreference.gum(a.data / "gum/dev"):
        doc = documents(net, [record["text"]], a, vocabulary)[0]
        reader = Reader(record, doc.pieces)
        mentions = mention_spans(net, doc)
        right += len(set(mentions) & set(reader.mentions))
        found += len(mentions)
        total += len(reader.mentions)
        named = [s[:2] for s in name_spans(net, doc)]
        kinds = np.array([kind_of(doc, named, b, e) for b, e in mentions], np.int64)
        chars = lambda spans, links: [
            {"id": i, "type": "PER", "mentions": [{"span": doc.chars(*spans[m])} for m in c]} for i, c in enumerate(clusters(links))]
        links = antecedents(net, doc, mentions, kinds, stop_ids, strings)
        predicted.append({"id": record["id"], "entities": chars(mentions, links)})
        links = antecedents(net, doc, reader.mentions, reader.kinds, stop_ids, strings)
        given.append({"id": record["id"], "entities": chars(reader.mentions, links)})
        groups = {}
        for w, entity in zip(reader.mentions, reader.entities):
            groups.setdefault(entity, []).append(doc.chars(*w))
        gold.append({"id": record["id"], "text": record["text"], "clusters": [c for c in groups.values() if len(c) > 1]})
    say(f"GUM dev mentions F1 {f1(right, found, total):.1f} ({right} of {found} found, {total} gold)")
    say("GUM dev coreference, own mentions\n" + scored(score, "coref", gold, predicted, a.out))
    say("GUM dev coreference, annotated mentions\n" + scored(score, "coref", gold, given, a.out))


def kind_of(doc, named, b, e):
    """0 pronoun, 1 name, 2 description, by the names that were found."""
    start, end = doc.chars(b, e)
    if e == b + 1 and doc.text[start:end].lower() in coreference.PRONOUNS:
        return 0
    return 1 if any(start <= s and t <= end and s - start <= 12 and end - t <= 1 for s, t in named) else 2


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("checkpoint", type=pathlib.Path)
    for name in ("data", "score", "weights"):
        p.add_argument("--" + name, type=pathlib.Path, required=True)
    p.add_argument("--xtask", required=True)
    a = p.parse_args()
    a.out = a.checkpoint.parent
    saved = torch.load(a.checkpoint, weights_only=True)
    net = Network(Shape(**saved["shape"])).eval()
    net.load_state_dict(saved["weights"])
    vocabulary = a.weights / "vocab.txt"
    ids = {piece: i for i, piece in enumerate(vocabulary.read_text(encoding="utf8").splitlines())}
    everything(net, a, vocabulary, [ids[c] for c in ".!?"], Strings(ids), print)


if __name__ == "__main__":
    main()
