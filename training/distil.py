"""Trains the product's network to find the names and mentions that teachers find, in annotated texts and in others.

    python distil.py --teachers CHECKPOINT… --data ../../shared/data --score SCORE.py --xtask PATH --weights DIR
        --start CHECKPOINT --silver SILVER.jsonl --out runs/NAME [--steps N]

The teachers' probabilities are averaged. Annotations count too, as in train_heads.py. In texts without annotated mentions
the pairs are of mentions that the network to be trained finds as it is at first.
"""
import csv
import random

import numpy as np
import torch

import evaluate
import train_heads
from data import cut_texts
from model import LAYERS

TASKS = {"roles": 0.5, "names": 0.18, "mentions": 0.18, "unlabelled": 0.14}
SOURCES = train_heads.SOURCES | {"unlabelled": {"news": 0.5, "web": 0.2, "voice": 0.2, "pronouns": 0.1}}
# What the annotations of names and mentions count for beside the teachers. Roles are learnt from annotations alone: taught by
# networks that had learnt names well and roles less so (relation F1 24), the network forgot half of them (60; 77 without).
ANNOTATED = 0.3
ANTECEDENTS = 0.5


def unlabelled(a, documents, polnear):
    """Texts by source, as records: the annotated ones too, without what is annotated."""
    articles = [row["text"] for path in sorted((a.data / "unlabelled/wikinews").glob("*.csv"))
                for row in csv.DictReader(open(path, encoding="utf8"))]
    plain = lambda *names: [d.text for n in names for d in documents[n] if not d.renamed]
    return {"news": [d.text for d in polnear] + articles, "web": plain("uner", "wikigold", "crossner"),
            "voice": plain("gmb"), "pronouns": plain("gap")}


def with_mentions(texts, net, a, vocabulary):
    """The texts with the mentions that the network finds; which of them belong together is not known."""
    net.fast = True
    for i, (text, pieces) in enumerate(zip(texts, cut_texts(a.xtask, vocabulary, texts))):
        doc = evaluate.Whole(net, text, pieces)
        named = [span[:2] for span in evaluate.name_spans(net, doc)]
        spans = evaluate.mention_spans(net, doc)
        mentions = [(*doc.chars(b, e), None, evaluate.kind_of(doc, named, b, e)) for b, e in spans]
        yield {"id": str(i), "text": doc.text, "mentions": mentions, "only": "none"}


def compared(net, x, b):
    """The scores of names, of mentions at each level, and of mentions' antecedents, by head, and which of them count."""
    words = b["starts"]
    out = {"names": (net.names(x), words), "mentions": (net.mentions(x).unflatten(-1, (LAYERS, 5)), words[..., None])}
    if "pair" in b:
        out["antecedents"] = (train_heads.antecedent_scores(net, x, b), b["spans"][..., 1] > b["spans"][..., 0])
    return out


@torch.no_grad()
def taught(teachers, b):
    """The teachers' mean probabilities by head."""
    out = {}
    for net in teachers:
        for head, (score, _) in compared(net, train_heads.encoded(net, b), b).items():
            out[head] = out.get(head, 0) + score.float().softmax(-1) / len(teachers)
    return out


def losses(teachers, net, task, b):
    """How far the network is from the teachers, and from what is annotated."""
    right = taught(teachers, b)
    x = train_heads.encoded(net, b)
    out = {}
    for head, (score, counted) in compared(net, x, b).items():
        loss = train_heads.mean(-(right[head] * score.float().log_softmax(-1)).sum(-1), counted)
        out["taught " + head] = ANTECEDENTS * loss if head == "antecedents" else loss
    if task == "roles":
        out |= train_heads.role_losses(net, x, b)
    elif task != "unlabelled":
        out |= {head: ANNOTATED * loss for head, loss in train_heads.entity_losses(net, x, b).items()}
    return out


def main():
    p = train_heads.arguments(__doc__, rate=2e-4, steps=2500)
    p.add_argument("--teachers", nargs="+", required=True)
    a = p.parse_args()
    torch.manual_seed(a.seed), np.random.seed(a.seed), random.seed(a.seed)
    say = train_heads.logger(a.out)
    torch.set_flush_denormal(True)
    corpus = train_heads.Corpus(a)
    net, _ = train_heads.loaded(a.start)
    texts = unlabelled(a, {n: d() for n, d in corpus.documents.items() if n != "invented"}, corpus.polnear)
    for name, some in texts.items():
        records = with_mentions(some, net.eval(), a, corpus.vocabulary)
        corpus.documents[name] = lambda d=train_heads.readers(records, a, corpus.vocabulary): d
    streams = corpus.streams(SOURCES)
    teachers = [train_heads.loaded(path)[0].to(a.device).eval() for path in a.teachers]
    train_heads.train(net.to(a.device), (), a, TASKS, streams, lambda *x: losses(teachers, *x), corpus, say)


if __name__ == "__main__":
    main()
