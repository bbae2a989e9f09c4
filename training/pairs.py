"""Features of a pair of spans, as in src/encoder/link.rs."""
import numpy as np


def bucket(n):
    """0, 1, 2, 3-4, 5-8, 9-16, ... as 0, 1, 2, 3, 4, 5, ..., at most 9"""
    return np.minimum(np.ceil(np.log2(np.maximum(n, 1))).astype(int) + (n > 0), 9)


def features(queries, keys, paragraphs, stops, cues):
    """Piece ranges [Q,2] and [K,2]; running counts before each piece of paragraph starts and of full stops; the cues'
    first pieces -> [Q,K,5]: distance, paragraphs apart (both signed), stops, cues and keys in between."""
    q, k = queries[:, None], keys[None]
    after = k[..., 0] >= q[..., 0]
    lo = np.where(after, q[..., 1], k[..., 1])
    hi = np.maximum(np.where(after, k[..., 0], q[..., 0]), lo)
    distance = bucket(hi - lo) + 10 * after
    apart = np.minimum(np.abs(paragraphs[k[..., 0]] - paragraphs[q[..., 0]]), 3) + 4 * after
    between = lambda starts: np.searchsorted(starts, hi) - np.searchsorted(starts, lo)
    stop = np.minimum(stops[hi] - stops[lo], 3)
    cue = np.minimum(between(np.sort(cues)), 3)
    key = np.minimum(between(np.sort(keys[:, 0])), 4)
    return np.stack(np.broadcast_arrays(distance, apart, stop, cue, key), -1).astype(np.int64)


def mention_features(mentions, paragraphs, stops, kinds, strings):
    """Piece ranges [M,2] in order of their starts, the longer first; running counts as above; the kind of each (0 pronoun,
    1 name, 2 nominal) and its string match class with each other [M,M] -> [M,M,7] for mention i and candidate j."""
    q, k = mentions[:, None], mentions[None]
    lo = np.broadcast_to(k[..., 1], (len(mentions), len(mentions)))
    hi = np.maximum(q[..., 0], lo)
    distance = bucket(hi - lo)
    rank = bucket(np.maximum(np.arange(len(mentions))[:, None] - np.arange(len(mentions))[None], 0))
    apart = np.minimum(np.abs(paragraphs[k[..., 0]] - paragraphs[q[..., 0]]), 3)
    stop = np.minimum(stops[hi] - stops[lo], 3)
    kind = 3 * kinds[:, None] + kinds[None]
    nested = (k[..., 1] > q[..., 0]).astype(int)
    return np.stack(np.broadcast_arrays(distance, rank, apart, stop, strings, kind, nested), -1).astype(np.int64)


def running(pieces, stop_ids):
    """Running counts for `features` from the piece table of a window."""
    paragraphs = np.cumsum(pieces[:, 6])
    stops = np.concatenate([[0], np.cumsum(np.isin(pieces[:, 0], stop_ids))])
    return np.append(paragraphs, paragraphs[-1:]), stops
