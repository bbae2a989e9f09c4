"""Variants of an article: other quotation marks, damaged text, other line breaks. They make the network read what scraping,
machine translation and other newsrooms' styles leave, and change neither words nor labels otherwise."""
from dataclasses import replace

import numpy as np

from data import tags_of
from model import ROLES

# How many articles of a hundred are varied in each way.
QUOTE_STYLE, STOPS, SWAPS, PARAGRAPHS, LETTER_CASE, DROPPED = 0.30, 0.15, 0.10, 0.15, 0.08, 0.10


def varied(doc, ids, rng):
    """The article with a random choice of variations. `ids` maps pieces to their ids."""
    words = [doc.pieces[b:e].copy() for b, e in doc.words[:, :2]]
    keep = list(range(len(words)))  # the original word that each word stands for
    if rng.random() < QUOTE_STYLE:
        restyle(words, ids, rng)
    if rng.random() < STOPS:
        words, keep = stray_stops(words, keep, ids, rng)
    if rng.random() < DROPPED:
        words, keep = drop_words(words, keep, doc, rng)
    if rng.random() < SWAPS:
        swap_neighbours(words, rng)
    if rng.random() < PARAGRAPHS:
        rebreak(words, ids, rng)
    if rng.random() < LETTER_CASE:
        case = rng.choice([0, 2])
        for w in words:
            w[:, 4] = case
    return rebuilt(doc, words, keep)


def restyle(words, ids, rng):
    """All double marks of one style, or straight ones."""
    styles = [("“", "”"), ('"', '"'), ("«", "»"), ("„", "“")]
    opening, closing = (ids[c] for c in styles[rng.integers(len(styles))])
    double = {ids[c] for c in "“”\""}
    for w in words:
        if w[0, 0] in double and w[0, 5] in (2, 3):
            w[0, 0] = opening if w[0, 5] == 2 else closing


def stray_stops(words, keep, ids, rng):
    """Full stops, at times with a comma, inside sentences, as machine translation leaves them."""
    out, kept = [], []
    for w, k in zip(words, keep):
        out.append(w), kept.append(k)
        if w[-1, 4] == 0 and w[0, 0] not in (ids["."], ids[","]) and rng.random() < 0.01:
            for mark in ".," if rng.random() < 0.3 else ".":
                stop = w[-1:].copy()
                stop[0, 0], stop[0, 3], stop[0, 4], stop[0, 6] = ids[mark], 1, 0, 0
                out.append(stop), kept.append(-1)
    return out, kept


def drop_words(words, keep, doc, rng):
    """Single words lost, never a whole span."""
    gone = rng.random(len(words)) < 0.01
    alone = {b for a in doc.spans for r in ROLES for b, e in a[r] if e == b + 1}
    pairs = [(w, k) for i, (w, k) in enumerate(zip(words, keep)) if not gone[i] or k in alone or w[0, 6]]
    return [w for w, _ in pairs], [k for _, k in pairs]


def swap_neighbours(words, rng):
    """Two neighbouring lower-case words change places."""
    for i in range(1, len(words) - 2):
        if rng.random() < 0.01 and all(w[0, 4] == 0 and not w[0, 6] and w[0, 5] < 2 for w in words[i:i + 2]):
            a, b = words[i], words[i + 1]
            words[i], words[i + 1] = b, a


def rebreak(words, ids, rng):
    """Paragraph breaks lost, or set after every sentence."""
    more = rng.random() < 0.5
    for i in range(1, len(words)):
        if not more and words[i][0, 6] and rng.random() < 0.5:
            words[i][0, 6] = 0
        elif more and words[i - 1][0, 0] == ids["."] and words[i][0, 4] and words[i][0, 5] == 0 and rng.random() < 0.5:
            words[i][0, 6] = 1


def rebuilt(doc, words, keep):
    """The document of the changed words; a span covers what stands between its first and last word."""
    place = {k: i for i, k in enumerate(keep) if k >= 0}
    n = len(words)

    def moved(span):
        inside = [place[k] for k in range(*span) if k in place]
        return (min(inside), max(inside) + 1) if inside else None

    mapped = lambda attributions: [{r: sorted({m for s in a[r] if (m := moved(s))}) for r in ROLES} for a in attributions]
    spans = mapped(doc.spans)
    pieces = np.concatenate(words) if words else doc.pieces
    lengths = np.array([len(w) for w in words])
    first = np.cumsum(lengths) - lengths
    table = np.stack([first, first + lengths, pieces[first, 1], pieces[first + lengths - 1, 2]], 1) if n else doc.words
    unsure = [m for s in doc.unsure if (m := moved(s))]
    # an added stop is no name
    allowed = None if doc.allowed is None else np.where(np.array(keep) < 0, np.uint64(1), doc.allowed[keep])
    return replace(doc, pieces=pieces, words=table, spans=spans, tags=tags_of(spans, n), inner=mapped(doc.inner),
                   unsure=unsure, allowed=allowed)
