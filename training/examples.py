"""Windows of documents as training examples, and batches of them, for each of the network's tasks."""
import numpy as np
import torch

import names
from data import CLS, SEP, tags_of, to_words, words_of
from model import LAYERS, NAME_TAGS, ROLES
from pairs import features, mention_features, running

IGNORE = -100
FREE = names.everything()


def padded(arrays, shape, fill, dtype=np.int64):
    out = np.full((len(arrays), *shape), fill, dtype)
    for o, a in zip(out, arrays):
        o[tuple(slice(0, k) for k in a.shape)] = a
    return torch.from_numpy(out)


def room(examples):
    """Pieces with the frame, in eights, which suit a GPU."""
    return -(-(max(len(e["pieces"]) for e in examples) + 2) // 8) * 8


def inputs(examples):
    n = room(examples)
    frame = lambda p: np.concatenate([[CLS], p[:, 0], [SEP]])
    return {
        "pieces": padded([frame(e["pieces"]) for e in examples], (n,), 0),
        "surface": padded([np.pad(e["pieces"][:, 4:7], ((1, 1), (0, 0))) for e in examples], (n, 3), 0),
        "starts": padded([np.pad(e["pieces"][:, 3], (1, 1)) for e in examples], (n,), 0).bool(),
        "lengths": torch.tensor([len(e["pieces"]) + 2 for e in examples]),
    }


def labels(examples, key, fill=IGNORE, dtype=np.int64):
    """Labels of pieces, with room for the frame."""
    n = room(examples)
    more = examples[0][key].shape[1:]
    pad = lambda a: np.pad(a, ((1, 1), *[(0, 0)] * len(more)), constant_values=fill)
    return padded([pad(e[key]) for e in examples], (n, *more), fill, dtype)


# ---------------------------------------------------------------- roles


def belonging(attributions, place, whole, p, stop_ids):
    """The spans of a window by role, whom each belongs to, and the features of their pairs."""
    lists = {r: sorted({place(s) for a in attributions for s in a[r] if whole(place(s))}) for r in ROLES}
    index = {r: {s: i for i, s in enumerate(lists[r])} for r in ROLES}
    belongs = {"content": [IGNORE] * len(lists["content"]), "source": [IGNORE] * len(lists["cue"])}
    for a in attributions:
        for s in a["cue"]:
            if place(s) not in index["cue"]:
                continue
            cue = index["cue"][place(s)]
            if not a["source"]:
                belongs["source"][cue] = 0
            for s in a["source"]:
                if place(s) in index["source"]:
                    belongs["source"][cue] = index["source"][place(s)] + 1
        cue = next((index["cue"][place(s)] for s in a["cue"] if place(s) in index["cue"]), None)
        for s in a["content"]:
            if cue is not None and place(s) in index["content"]:
                belongs["content"][index["content"][place(s)]] = cue + 1
    spans = {r: np.array(lists[r], np.int64).reshape(-1, 2) for r in ROLES}
    counts, first = running(p, stop_ids), spans["cue"][:, 0]
    pair = {
        "content": features(spans["content"], spans["cue"], *counts, first),
        "source": features(spans["cue"], spans["source"], *counts, first),
    }
    return {"spans": spans, "pair": pair, "belongs": {k: np.array(v, np.int64) for k, v in belongs.items()}}


def role_example(doc, begin, end, stop_ids):
    p = doc.pieces[begin:end]
    inside = (doc.words[:, 0] >= begin) & (doc.words[:, 1] <= end)
    at = doc.words[inside, 0] - begin
    place = lambda s: (int(doc.words[s[0], 0]) - begin, int(doc.words[s[1] - 1, 1]) - begin)
    whole = lambda s: s[0] >= 0 and s[1] <= end - begin
    out = {"pieces": p, "tags": np.full(len(p), IGNORE), "inner": np.full(len(p), IGNORE), "names": np.full(len(p), FREE)}
    out["tags"][at] = doc.tags[inside]
    inner = inner_tags(doc)
    out["inner"][at] = inner[inside]
    if doc.allowed is not None:
        out["names"][at] = doc.allowed[inside]
    out["outer links"] = belonging(doc.spans, place, whole, p, stop_ids)
    out["inner links"] = belonging(doc.inner, place, whole, p, stop_ids)
    return out


def inner_tags(doc):
    tags = tags_of(doc.inner, len(doc.words))
    for b, e in doc.unsure:
        free = tags[b:e] == 0
        tags[b:e][free] = IGNORE
    return tags


def collate_roles(examples):
    out = inputs(examples) | {k: labels(examples, k) for k in ("tags", "inner")}
    out["names"] = labels(examples, "names", FREE, np.uint64).view(torch.int64)
    for level in ("outer links", "inner links"):
        parts = [e[level] for e in examples]
        most = {r: max(1, max(len(x["spans"][r]) for x in parts)) for r in ROLES}
        # one further for CLS
        links = {"spans": {r: padded([x["spans"][r] + 1 for x in parts], (most[r], 2), 0) for r in ROLES}}
        for kind, q, k in (("content", "content", "cue"), ("source", "cue", "source")):
            links["pair-" + kind] = padded([x["pair"][kind] for x in parts], (most[q], most[k], 5), 0)
            links["belongs-" + kind] = padded([x["belongs"][kind] for x in parts], (most[q],), IGNORE)
            links["keys-" + kind] = torch.tensor([len(x["spans"][k]) for x in parts])
        out[level] = links
    return out


# ---------------------------------------------------------------- names and mentions


class Reader:
    """A record of names or mentions as words."""

    def __init__(self, record, pieces):
        self.text, self.pieces, self.words = record["text"], pieces, words_of(pieces)
        self.renamed = record["id"].endswith("-renamed")
        self.allowed = None
        if "names" in record:
            self.allowed = names.allowed(pieces, self.words, to_words, record["names"], record["elsewhere"])
        found = {}
        for b, e, entity, kind in record.get("mentions", []):
            if w := to_words(self.words, b, e):
                found.setdefault(w, (entity, kind))
        # earlier first, of those that start alike the longer
        self.mentions = sorted(found, key=lambda w: (w[0], -w[1]))
        self.entities = [found[w][0] for w in self.mentions]
        self.kinds = np.array([found[w][1] for w in self.mentions], np.int64)
        self.tagged = record.get("tagged", False)
        self.only = record.get("only")
        self.levels = nesting(self.mentions, len(self.words)) if self.tagged else None


def nesting(mentions, count):
    """The tag of each word at each level; a mention's level is how many levels of mentions are in it."""
    tags = np.zeros((count, LAYERS), np.int64)
    level = {}
    for b, e in sorted(mentions, key=lambda w: (w[1] - w[0], w)):
        within = [level[w] for w in level if b <= w[0] and w[1] <= e and w != (b, e)]
        level[b, e] = 1 + max(within, default=-1)
    for (b, e), l in level.items():
        if l < LAYERS and not tags[b:e, l].any():
            tags[b:e, l] = 2
            tags[b, l], tags[e - 1, l] = (1, 3) if e > b + 1 else (4, 4)
    return tags


def varied_surface(pieces, rng, chance):
    """Letter case lost, paragraphs broken elsewhere: labels stay."""
    pieces = pieces.copy()
    if rng.random() < chance:
        pieces[:, 4] = rng.choice([0, 2]) if rng.random() < 0.5 else np.where(pieces[:, 4] == 1, 0, pieces[:, 4])
    if rng.random() < chance:
        pieces[1:, 6] = pieces[1:, 6] * (rng.random(len(pieces) - 1) < 0.5)
    return pieces


def entity_example(doc, begin, end, stop_ids, strip, rng, chance=0.1):
    p = varied_surface(doc.pieces[begin:end], rng, chance)
    inside = (doc.words[:, 0] >= begin) & (doc.words[:, 1] <= end)
    at = doc.words[inside, 0] - begin
    out = {"pieces": p, "names": np.full(len(p), FREE), "levels": np.full((len(p), LAYERS), IGNORE)}
    if doc.allowed is not None:
        out["names"][at] = doc.allowed[inside]
    if doc.levels is not None:
        out["levels"][at] = doc.levels[inside]
    seen = [i for i, (b, e) in enumerate(doc.mentions) if doc.words[b, 0] >= begin and doc.words[e - 1, 1] <= end]
    spans = np.array([(doc.words[b, 0] - begin, doc.words[e - 1, 1] - begin) for b, e in (doc.mentions[i] for i in seen)],
                     np.int64).reshape(-1, 2)
    entities = [doc.entities[i] for i in seen]
    kinds = doc.kinds[seen]
    same = np.array([[a == b for b in entities] for a in entities], bool).reshape(len(seen), len(seen))
    before = np.tril(same, -1)
    right = np.concatenate([~before.any(1, keepdims=True), before], 1)
    asked = np.array([doc.only is None or (x == doc.only and before[i].any()) for i, x in enumerate(entities)], bool)
    pair = mention_features(spans, *running(p, stop_ids), kinds, strip.classes(p, spans, kinds)) if len(seen) else np.zeros((0, 0, 7), np.int64)
    out |= {"spans": spans, "right": right.astype(np.int64), "asked": asked.astype(np.int64), "pair": pair}
    return out


def collate_entities(examples):
    out = inputs(examples)
    out["names"] = labels(examples, "names", FREE, np.uint64).view(torch.int64)
    out["levels"] = labels(examples, "levels")
    most = max(1, max(len(e["spans"]) for e in examples))
    out["spans"] = padded([e["spans"] + 1 for e in examples], (most, 2), 0)
    out["pair"] = padded([e["pair"] for e in examples], (most, most, 7), 0)
    out["right"] = padded([e["right"] for e in examples], (most, most + 1), 0).bool()
    out["asked"] = padded([e["asked"] for e in examples], (most,), 0).bool()
    return out


BITS = torch.from_numpy(np.array([1 << i for i in range(NAME_TAGS)], np.int64))


def bits(masks):
    """[B,n] -> [B,n,NAME_TAGS] of booleans"""
    return (masks[..., None] & BITS.to(masks.device)) != 0


# ---------------------------------------------------------------- strings of mentions


class Strings:
    """Whether mentions are alike as strings, as in src/encoder/mention.rs; all by ids of pieces."""

    DETERMINERS = "the a an this that these those".split()
    AFTER_HEAD = "of in for from who which that with at on to by , (".split()

    def __init__(self, ids):
        self.determiners = {ids[w] for w in self.DETERMINERS}
        self.after = {ids[w] for w in self.AFTER_HEAD}
        self.possessive = {(ids["'"], ids["s"]), (ids["’"], ids["s"])}

    def parts(self, pieces, span):
        """The words of a mention without determiner and possessive, and its head word."""
        rows = pieces[span[0]:span[1]]
        words = []
        for i, starts in zip(rows[:, 0].tolist(), rows[:, 3].tolist()):
            if starts or not words:
                words.append(())
            words[-1] += (i,)
        while len(words) > 1 and len(words[0]) == 1 and words[0][0] in self.determiners:
            words = words[1:]
        if len(words) > 2 and (words[-2] + words[-1]) in self.possessive:
            words = words[:-2]
        end = next((i for i, w in enumerate(words) if i and len(w) == 1 and w[0] in self.after), len(words))
        return words, words[end - 1]

    def classes(self, pieces, spans, kinds):
        """[M,M]: 3 equal, 2 one in the other, 1 the same head word, 0 none of these."""
        found = [self.parts(pieces, s) for s in spans]
        whole = {}
        own = np.array([whole.setdefault(sum(w, ()), len(whole)) for w, _ in found])
        heads = {}
        head = np.array([heads.setdefault(h, len(heads)) for _, h in found])
        strings = [" " + " ".join(map(str, w)) + " " for w in whole]
        part = np.array([[a in b or b in a for b in strings] for a in strings], bool)
        full = kinds != 0
        named = full[:, None] & full[None]
        out = np.where(named & (head[:, None] == head[None]), 1, 0)
        out = np.where(named & part[own[:, None], own[None]], 2, out)
        return np.where(own[:, None] == own[None], 3, out)
