"""Tags and links -> attributions, as src/attribution/ does it; used to follow training on the development set."""
import importlib.util
import pathlib

import numpy as np
import torch

from data import CLS, SEP, WINDOW, windows
from model import ROLES, TAGS
from pairs import features, running

N = len(TAGS)


def transitions():
    """0 where tag j may follow tag i, else minus infinity. Tag 0 is O; role r has B, I, E, S at 4r+1..4r+4."""
    opens = lambda t: t and (t - 1) % 4 in (0, 1)
    ok = np.zeros((N, N), bool)
    for i in range(N):
        for j in range(N):
            if opens(i):
                ok[i, j] = j and (j - 1) // 4 == (i - 1) // 4 and (j - 1) % 4 in (1, 2)
            else:
                ok[i, j] = not j or (j - 1) % 4 in (0, 3)
    return np.where(ok, 0.0, -1e9)


TRANSITIONS = transitions()


def viterbi(scores):
    """[w,N] log probabilities -> best legal tag of each word"""
    if not len(scores):
        return np.zeros(0, int)
    starts = np.array([0.0 if not t or (t - 1) % 4 in (0, 3) else -1e9 for t in range(N)])
    ends = np.array([0.0 if not t or (t - 1) % 4 in (2, 3) else -1e9 for t in range(N)])
    best, back = scores[0] + starts, []
    for s in scores[1:]:
        step = best[:, None] + TRANSITIONS
        back.append(step.argmax(0))
        best = step.max(0) + s
    tag = int((best + ends).argmax())
    out = [tag]
    for b in reversed(back):
        tag = int(b[tag])
        out.append(tag)
    return np.array(out[::-1])


def spans_of(tags):
    """role -> [(first word, end word)]"""
    out = {r: [] for r in ROLES}
    begin = 0
    for i, t in enumerate(tags):
        if t and (t - 1) % 4 in (0, 3):
            begin = i
        if t and (t - 1) % 4 in (2, 3):
            out[ROLES[(t - 1) // 4]].append((begin, i + 1))
    return out


@torch.inference_mode()
def encode(net, doc):
    """The windows of a document with the vectors of their pieces, CLS and SEP stripped."""
    out = []
    for begin, end in windows(doc):
        p = doc.pieces[begin:end]
        ids = torch.tensor(np.concatenate([[CLS], p[:, 0], [SEP]]))[None].long()
        surface = torch.tensor(np.pad(p[:, 4:7], ((1, 1), (0, 0))))[None].long()
        with torch.autocast("cpu", torch.bfloat16, enabled=net.fast):
            x = net(ids, surface, torch.tensor([len(ids[0])]))
        out.append((begin, end, x[:, 1:-1].float()))
    return out


@torch.inference_mode()
def predict(net, doc, stop_ids):
    """The attributions of a document: role -> word spans."""
    wins = encode(net, doc)
    depth = np.full(len(doc.words), -1)
    logp = np.zeros((len(doc.words), N))
    for begin, end, x in wins:
        w = np.flatnonzero((doc.words[:, 0] >= begin) & (doc.words[:, 1] <= end))
        at = doc.words[w, 0] - begin
        edge = np.minimum(at + (1e6 if begin == 0 else 0), end - begin - at + (1e6 if end == len(doc.pieces) else 0))
        better = edge > depth[w]
        depth[w[better]] = edge[better]
        logp[w[better]] = net.tags(x[0, at[better]]).log_softmax(-1).numpy()
    return link(net, doc, spans_of(viterbi(logp)), wins, stop_ids), logp


def link(net, doc, spans, wins, stop_ids):
    pieces = {r: np.array([(doc.words[b, 0], doc.words[e - 1, 1]) for b, e in spans[r]]).reshape(-1, 2) for r in ROLES}
    chosen = {}
    for kind, query, key in (("content", "content", "cue"), ("source", "cue", "source")):
        chosen[kind] = [None] * len(spans[query])
        best = [-1] * len(spans[query])
        for begin, end, x in wins:
            inside = lambda r: np.flatnonzero((pieces[r][:, 0] >= begin) & (pieces[r][:, 1] <= end))
            q, k = inside(query), inside(key)
            if not len(q) or not len(k):
                continue
            counts = running(doc.pieces[begin:end], stop_ids)
            Q, K, C = pieces[query][q] - begin, pieces[key][k] - begin, pieces["cue"][inside("cue")] - begin
            f = features(Q, K, *counts, C[:, 0])
            v = lambda s: net.span_vectors(x, torch.tensor(s)[None])
            score = net.linkers[kind](v(Q), v(K), torch.tensor(f)[None])[0].numpy()
            if kind == "content":
                score[:, 0] = -1e9
            for row, i in zip(score, q):
                b, e = pieces[query][i]
                edge = min(b - begin + (1e6 if begin == 0 else 0), end - e + (1e6 if end == len(doc.pieces) else 0))
                if edge > best[i]:
                    best[i] = edge
                    chosen[kind][i] = None if row.argmax() == 0 else int(k[row.argmax() - 1])
    out = []
    for c, cue in enumerate(spans["cue"]):
        content = [spans["content"][i] for i, to in enumerate(chosen["content"]) if to == c]
        source = chosen["source"][c]
        if content:
            out.append({"cue": [cue], "source": [] if source is None else [spans["source"][source]], "content": content})
    return out


def scorer(path):
    spec = importlib.util.spec_from_file_location("score", pathlib.Path(path))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.AttributionScore()


def evaluate(net, docs, stop_ids, score):
    for doc in docs:
        found, _ = predict(net, doc, stop_ids)
        chars = [{r: [(int(doc.words[b, 2]), int(doc.words[e - 1, 3])) for b, e in a[r]] for r in ROLES} for a in found]
        score.add(doc.text, doc.gold, chars)
    score.report()
