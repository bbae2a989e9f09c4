"""Silver labels for attributions within others' contents: the model reads each content of PolNeAR as a document of its own.

    python nested.py ARTICLES.jsonl --onrecord PATH --model MODEL > silver.jsonl

Writes {"id", "inner": [{source, cue, content}…], "unsure": [[start, end]…]} for each article, spans in code points. What the
model is not sure of, and what speakers say of themselves ("I think"), is left open.
"""
import argparse
import json
import re
import subprocess

SURE = 0.7
ROLES = ("source", "cue", "content")
SELF = {"i", "we", "you", "my", "our", "me", "us"}
# Words that pass a claim on where PolNeAR may have left that out, and how many characters after them are left open.
PASSING_ON = re.compile(r"\b(citing|quoting|quoted|as saying|reference to|according to|attributing)\b", re.I)
REACH = 80


def contents(articles):
    for d in articles:
        for span in sorted({tuple(s) for a in d["attributions"] for s in a.get("content") or []}):
            if len(d["text"][slice(*span)].split()) >= 4:
                yield d["id"], span, d["text"][slice(*span)]


def read_alone(texts, onrecord, model):
    lines = "".join(json.dumps({"id": str(i), "text": t}) + "\n" for i, t in enumerate(texts))
    command = [onrecord, "batch", "--offsets", "codepoint", "--model", model]
    out = subprocess.run(command, input=lines.encode(), capture_output=True, check=True)
    return [json.loads(line)["attributions"] for line in out.stdout.decode().splitlines()]


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("articles")
    p.add_argument("--onrecord", required=True)
    p.add_argument("--model", required=True)
    a = p.parse_args()
    articles = [json.loads(line) for line in open(a.articles, encoding="utf8")]
    found = list(contents(articles))
    rows = {d["id"]: {"id": d["id"], "inner": [], "unsure": []} for d in articles}
    for (name, (start, _), text), attributions in zip(found, read_alone([t for *_, t in found], a.onrecord, a.model), strict=True):
        for x in attributions:
            # found by the head that these labels are to train
            if x["relayedBy"]:
                continue
            spans = {r: [[start + b, start + e] for b, e in x[r]] for r in ROLES}
            source = " ".join(text[b:e] for b, e in x["source"]).lower()
            if x["confidence"] >= SURE and source and source not in SELF and x["content"]:
                rows[name]["inner"].append(spans)
            else:
                every = [s for r in ROLES for s in spans[r]]
                rows[name]["unsure"].append([min(b for b, _ in every), max(e for _, e in every)])
    for d in articles:
        covered = [tuple(s) for x in d["attributions"] for r in ROLES for s in x.get(r) or []]
        for m in PASSING_ON.finditer(d["text"]):
            if not any(b <= m.start() < e for b, e in covered):
                rows[d["id"]]["unsure"].append([m.start(), min(len(d["text"]), m.end() + REACH)])
        print(json.dumps(rows[d["id"]]))


if __name__ == "__main__":
    main()
