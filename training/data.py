"""Annotated documents as the network sees them: pieces cut by the Rust core, labels for words, windows."""
import json
import subprocess
from dataclasses import dataclass, field

import numpy as np

from model import ROLES, TAGS

CLS, SEP = 101, 102
WINDOW, OVERLAP = 384, 96
TAG = {t: i for i, t in enumerate(TAGS)}


@dataclass
class Doc:
    id: str
    text: str
    gold: list  # attributions as in the file
    pieces: np.ndarray  # [n, 7]: id, start, end, starts word, case, quote, paragraph (offsets in code points)
    words: np.ndarray  # [w, 4]: first piece, end piece, start, end
    tags: np.ndarray  # [w]
    spans: list  # for each attribution: role -> [(first word, end word)]
    inner: list = field(default_factory=list)  # the same for attributions within others' contents
    unsure: list = field(default_factory=list)  # word ranges in which those are not known
    allowed: np.ndarray | None = None  # [w]: the name tags that each word may have, as bits; none if not known


def word_spans(words, attribution):
    """The words of each role of an attribution whose spans are code points."""
    return {r: sorted({w for b, e in attribution.get(r) or [] if (w := to_words(words, b, e))}) for r in ROLES}


def cut(xtask, vocabulary, lines):
    """Runs the core's tokenizer over JSON lines."""
    out = subprocess.run([xtask, "pieces", vocabulary], input="".join(lines).encode(), capture_output=True, check=True)
    return [np.array(json.loads(l)["pieces"], dtype=np.int32).reshape(-1, 7) for l in out.stdout.decode().splitlines()]


def cut_texts(xtask, vocabulary, texts):
    """The same of texts, one for each."""
    return cut(xtask, vocabulary, [json.dumps({"id": str(i), "text": t}) + "\n" for i, t in enumerate(texts)])


def words_of(pieces):
    first = np.flatnonzero(pieces[:, 3])
    end = np.append(first[1:], len(pieces))[: len(first)]
    return np.stack([first, end, pieces[first, 1], pieces[end - 1, 2]], 1) if len(first) else np.zeros((0, 4), np.int32)


def to_words(words, start, end):
    """The words of which the character span holds at least half."""
    inside = np.minimum(words[:, 3], end) - np.maximum(words[:, 2], start)
    hit = np.flatnonzero(2 * inside >= np.maximum(1, words[:, 3] - words[:, 2]))
    return (int(hit[0]), int(hit[-1]) + 1) if len(hit) else None


def tags_of(spans, count):
    """The role tag of each word. Where two attributions share a source or, rarely, overlap, the first one counts."""
    tags = np.zeros(count, np.int64)
    for own in spans:
        for r in ROLES:
            for b, e in own[r]:
                if tags[b:e].any():
                    continue
                tags[b:e] = TAG[f"I-{r}"]
                tags[b], tags[e - 1] = TAG[f"B-{r}"], TAG[f"E-{r}"]
                if e == b + 1:
                    tags[b] = TAG[f"S-{r}"]
    return tags


def read(path, xtask, vocabulary):
    lines = open(path, encoding="utf8").readlines()
    docs = []
    for line, pieces in zip(lines, cut(xtask, vocabulary, lines)):
        d = json.loads(line)
        words = words_of(pieces)
        spans = [word_spans(words, a) for a in d["attributions"]]
        tags = tags_of(spans, len(words))
        docs.append(Doc(str(d["id"]), d["text"], d["attributions"], pieces, words, tags, spans))
    return docs


def windows(doc, phase=None):
    """Piece ranges that cover the document, each at most WINDOW - 2 long, cut where words start.

    Without a phase they are spread evenly, as the product spreads them; with one (0..1) the first is cut short by it.
    """
    n, room = len(doc.pieces), WINDOW - 2
    start_of_word = lambda i: int(doc.words[np.searchsorted(doc.words[:, 0], i, "right") - 1, 0]) if 0 < i < n else i
    if phase is None:
        if n <= room:
            return [(0, n)]
        count = -(-(n - OVERLAP) // (room - OVERLAP))
        length = -(-(n + (count - 1) * OVERLAP) // count)
        starts = [start_of_word(i * (length - OVERLAP)) for i in range(count)]
        return [(s, start_of_word(min(n, s + min(room, length + 16)))) for s in starts]
    out, s = [], 0
    end = start_of_word(min(n, int(room * (0.3 + 0.7 * phase))))
    while True:
        out.append((s, end))
        if end >= n:
            return out
        s = start_of_word(max(s + 1, end - OVERLAP // 2))
        end = start_of_word(min(n, s + room))
