"""Corpora of names as documents with partial labels.

Each corpus has its own classes and leaves some names unlabelled. A word's label is therefore the set of tags that the
corpus allows it, a bit for each, and training asks for the sum of their probabilities.
"""
import csv
import re

import numpy as np

from model import NAME_TAGS, NAME_TYPES

TYPE = {t: i for i, t in enumerate(NAME_TYPES)}
PLACE = {"GPE", "LOC", "FAC"}
# What corpora without a class for them leave unlabelled.
OTHERS = {"NORP", "EVENT", "LAW", "PRODUCT"}
TITLES = set("""mr mr. mrs mrs. ms ms. miss dr dr. president president-elect vice-president vice prime minister ministers premier
chancellor senator sen sen. representative rep rep. congressman congresswoman governor gov gov. mayor king queen prince princess
pope bishop archbishop cardinal ayatollah sheikh shaikh sultan emir general gen gen. lieutenant lt lt. colonel col col. major maj maj.
captain capt capt. sergeant sgt sgt. admiral commander marshal ambassador secretary secretary-general judge justice professor
prof prof. sir lord lady dame chairman chairwoman spokesman spokeswoman director chief foreign defense defence interior finance
deputy former attorney leader reverend rev rev. father opposition candidate lawmaker shah of state""".split())


def bit(tag):
    return np.uint64(1) << np.uint64(tag)


def everything():
    return np.uint64((1 << NAME_TAGS) - 1)


OUTSIDE = bit(0)


def mask(types, positions="BIES"):
    out = np.uint64(0)
    for t in types:
        for p in positions:
            out |= bit(1 + 4 * TYPE[t] + "BIES".index(p))
    return out


def allowed(pieces, words, to_words, spans, elsewhere):
    """The allowed tags of each word: `spans` are (start, end, types, whether it may be no name at all) in code
    points, no types standing for anything; `elsewhere` the types that names outside of them may have; lower-case words are no names but between others."""
    case = pieces[words[:, 0], 4] > 0 if len(words) else np.zeros(0, bool)
    near = case.copy()
    near[1:-1] |= case[:-2] & case[2:]
    out = np.where(near, OUTSIDE | mask(elsewhere), OUTSIDE).astype(np.uint64)
    for start, end, types, perhaps in spans:
        found = to_words(words, start, end)
        if not found:
            continue
        b, e = found
        if types is None:  # part of some name, or not
            out[b:e] = everything()
            continue
        labels = [mask(types, "S")] if e == b + 1 else [mask(types, "B"), *[mask(types, "I")] * (e - b - 2), mask(types, "E")]
        out[b:e] = [l | OUTSIDE if perhaps else l for l in labels]
    return out


def tidy(text, start, end):
    """A name without article, possessive and marks around it."""
    name = text[start:end]
    start += len(name) - len(name.lstrip(" \"'“”‘’(["))
    if text[start:end].lower().startswith("the "):
        start += 4
    end = start + len(re.sub(r"( ?['’]s?)?[\s\"“”‘’,;:)\]]*$", "", text[start:end]))
    return start, end


def untitled(text, start, end):
    """A person's name without the titles before it."""
    while (m := re.match(r"\S+\s+|\S+$", text[start:end])) and m[0].strip().lower().rstrip(",") in TITLES:
        start += len(m[0])
    return start, end


def spans_of(tags):
    """(first token, end token, class) of BIO tags of either kind."""
    out, begin, kind = [], None, None
    for i, tag in enumerate([*tags, "O"]):
        prefix, _, cls = tag.partition("-")
        if begin is not None and (prefix != "I" or cls != kind):
            out.append((begin, i, kind))
            begin = None
        if begin is None and cls:
            begin, kind = i, cls
    return out


NO_SPACE_BEFORE = set(". , ; : ! ? % ) ] } ' 's 'll 're 've 'd 'm n't ’s ’ ''".split())
NO_SPACE_AFTER = set("( [ { $ £ € # ``".split())


def joined(tokens, text=""):
    """The tokens set as text behind `text`, with the place of each."""
    places, quoted, glue = [], False, not text
    for t in tokens:
        closing = t == '"' and quoted
        if not (glue or closing or t.lower() in NO_SPACE_BEFORE):
            text += " "
        places.append((len(text), len(text) + len(t)))
        text += t
        glue = t in NO_SPACE_AFTER or t == '"' and not quoted
        if t == '"':
            quoted = not quoted
    return text, places


def article(sentences, convert, elsewhere, name, rng, paragraph=0.4):
    """Sentences of (tokens, tags) as one record."""
    text, spans = "", []
    for tokens, tags in sentences:
        if text:
            text += "\n\n" if rng.random() < paragraph else " "
        base = len(text)
        sentence, places = joined(tokens)
        text += sentence
        found = [(base + places[b][0], base + places[e - 1][1], cls) for b, e, cls in spans_of(tags)]
        spans += [s for s in (convert(text, *f) for f in found) if s]
        spans += extra(text, base, places, tags)
    return {"id": name, "text": text, "names": spans, "elsewhere": elsewhere}


PLACES = None


def extra(text, base, places, tags):
    """Nationalities that are not labelled."""
    out = []
    for (b, e), tag in zip(places, tags):
        word = text[base + b:base + e]
        if tag == "O" and word[:1].isupper() and PLACES.people(word):
            out.append((base + b, base + e, {"NORP"}, word in ("Western", "Orthodox", "English")))
    return out


def plain(text, b, e, types, perhaps=False):
    b, e = tidy(text, b, e)
    if types == {"PER"}:
        b, e = untitled(text, b, e)
    return (b, e, types, perhaps) if e > b and any(c.isalnum() for c in text[b:e]) else None


def gmb(path, rng, length=14):
    sentences, tokens, tags = [], [], []
    for row in list(csv.reader(open(path / "ner_dataset.csv", encoding="latin-1")))[1:]:
        if row[0] and tokens:
            sentences.append((tokens, tags))
            tokens, tags = [], []
        tokens.append(row[1]), tags.append(row[3].replace("O-", "O"))
    sentences.append((tokens, tags))

    def convert(text, b, e, cls):
        b, e = tidy(text, b, e)
        name = text[b:e]
        low = name.lower()
        if cls == "tim" or not name:
            return None
        if PLACES.people(low) or low.split()[-1] in PLACES.peoples and low.split()[0] in ("north", "south"):
            return b, e, {"NORP"}, False
        if low in ("u.n.", "un", "united nations"):
            return b, e, {"ORG"}, False
        if cls == "gpe":
            place = PLACES.place(name)
            return b, e, {"GPE"} if place == {"GPE"} else {"NORP"} if place != {"LOC"} else place, False
        if cls == "geo":
            return b, e, PLACES.place(name), False
        if cls == "org":
            place = PLACES.place(name)
            return (b, e, place, False) if low in PLACES.countries or low in ("west bank", "tehran") else (b, e, {"ORG"}, False)
        if cls == "per":
            b, e = untitled(text, b, e)
            return (b, e, {"PER"}, False) if e > b and text[b].isupper() else None
        if cls == "eve":
            return b, e, {"EVENT"}, len(name) < 3
        if cls == "nat":
            return b, e, {"EVENT", "PRODUCT"}, True
        return b, e, {"PRODUCT", "LAW", "ORG", "FAC"}, True

    for i in range(0, len(sentences), length):
        yield article(sentences[i:i + length], convert, {"EVENT", "LAW", "PRODUCT"}, f"gmb-{i}", rng)


def wikigold(path):
    """Documents, with the sentences of each."""
    docs, tokens, tags = [[]], [], []
    for line in open(path / "wikigold.conll.txt", encoding="utf8"):
        part = line.split()
        if len(part) == 2 and part[0] != "-DOCSTART-":
            tokens.append(part[0]), tags.append(part[1])
            continue
        if tokens:
            docs[-1].append((tokens, tags))
            tokens, tags = [], []
        if part:
            docs.append([])
    return [d for d in docs if d]


def from_conll(text, b, e, cls):
    b, e = tidy(text, b, e)
    if cls == "PER":
        return plain(text, b, e, {"PER"})
    if cls == "ORG":
        return b, e, {"ORG"}, False
    if cls == "LOC":
        return b, e, PLACES.place(text[b:e]), False
    if PLACES.people(text[b:e]):
        return b, e, {"NORP"}, False
    return b, e, OTHERS, True


def crossner(path, rng, length=10):
    def convert(text, b, e, cls):
        b, e = tidy(text, b, e)
        if cls in ("politician", "person"):
            return plain(text, b, e, {"PER"})
        if cls in ("politicalparty", "organisation"):
            return b, e, {"ORG"}, False
        if cls == "country":
            return b, e, {"NORP"} if PLACES.people(text[b:e]) else {"GPE"}, False
        if cls == "location":
            return b, e, PLACES.place(text[b:e]), False
        if cls in ("election", "event"):
            return b, e, {"EVENT"}, False
        if PLACES.people(text[b:e]):
            return b, e, {"NORP"}, False
        return b, e, {"NORP", "LAW", "PRODUCT", "ORG"}, True

    for part in ("train", "dev"):
        sentences, tokens, tags = [], [], []
        for line in [*open(path / f"{part}.txt", encoding="utf8"), "\n"]:
            if line.strip():
                token, tag = line.rstrip("\n").split("\t")
                tokens.append(token), tags.append(tag)
            elif tokens:
                sentences.append((tokens, tags))
                tokens, tags = [], []
        for i in range(0, len(sentences), length):
            yield article(sentences[i:i + length], convert, {"LAW"}, f"crossner-{part}-{i}", rng, 0.1)


def uner(path):
    """The web treebank, whose sentences come with their text."""
    text, spans, name = "", [], None
    rows, sentence = [], ""

    def flush():
        nonlocal text, rows
        if not rows:
            return
        base = len(text) + (1 if text else 0)
        text = f"{text} {sentence}" if text else sentence
        at, places = base, []
        for token, _ in rows:
            found = text.find(token, at)
            places.append((found, found + len(token)) if found >= 0 else (at, at))
            at = places[-1][1]
        for b, e, cls in spans_of([tag for _, tag in rows]):
            start, end = tidy(text, places[b][0], places[e - 1][1])
            low = text[start:end]
            if end <= start:
                continue
            if cls == "PER":
                start, end = untitled(text, start, end)
                if end > start:
                    spans.append((start, end, {"PER"}, False))
            elif cls == "ORG":
                spans.append((start, end, {"ORG"}, False))
            elif cls == "LOC":
                spans.append((start, end, PLACES.place(low), False))
            elif cls == "OTH":
                spans.append((start, end, {"NORP"} if PLACES.people(low) else OTHERS, not PLACES.people(low)))
        taken = {i for b, e, cls in spans_of([tag for _, tag in rows]) if cls != "O" for i in range(b, e)}
        for i, (b, e) in enumerate(places):
            if i not in taken and text[b:b + 1].isupper() and PLACES.people(text[b:e]):
                spans.append((b, e, {"NORP"}, text[b:e] in ("Western", "Orthodox", "English")))
        rows = []

    for line in [*open(path / "en_ewt-ud-train.early-2022-12.iob2", encoding="utf8"), "# newdoc id = end\n"]:
        if line.startswith("# newdoc"):
            flush()
            if text:
                yield {"id": f"uner-{name}", "text": text, "names": spans, "elsewhere": OTHERS}
            text, spans, name = "", [], line.split("=")[1].strip()
        elif line.startswith("# text = "):
            sentence = line[9:].rstrip("\n")
        elif line.startswith("#"):
            pass
        elif line.strip():
            part = line.rstrip("\n").split("\t")
            rows.append((part[1], "O" if part[2] in ("B-O", "I-O") else part[2]))
        else:
            flush()


class Renamer:
    """Puts other names in the place of people's and towns': what stands around a name should tell it, not the few that a
    corpus has. Names of people are drawn as often as the census counts them, and evenly from lists of leaders."""

    def __init__(self, gaz, rng):
        self.rng = rng
        column = lambda file: [line.split("\t")[0].title() for line in open(gaz / "names-us-census1990" / file, encoding="utf8")]
        self.women, self.men = column("female.tsv")[:1000], column("male.tsv")[:1000]
        self.first = self.women + self.men
        self.last = column("surname.tsv")[:30000]
        with open(gaz / "world-leaders/2021-wikidata.csv", encoding="utf8") as f:
            cells = {c for row in csv.reader(f) for c in row}
        self.leaders = sorted(c for c in cells if re.fullmatch(r"[^\W\d_]+([ -][^\W\d_]+){1,2}", c) and c.istitle())
        self.towns = sorted(t.title() for t in PLACES.towns if re.fullmatch(r"[^\W\d_]{4,12}( [^\W\d_]{4,10})?", t))

    def person(self, words):
        pick = self.rng.choice
        if self.rng.random() < 0.4 and self.leaders:
            parts = pick(self.leaders).split()
            return " ".join(parts if words > 1 else parts[-1:])
        if words == 1:
            return pick(self.last if self.rng.random() < 0.6 else self.first)
        return " ".join([pick(self.first), *([pick("ABCDEFGHJKLMNPRSTW") + "."] if words > 2 else []), pick(self.last)])

    def renamed(self, record, chance=0.5):
        """A copy of the record; a name that comes again gets the same other name."""
        text, out, spans, at, other = record["text"], "", [], 0, {}
        for b, e, types, perhaps in sorted(record["names"], key=lambda s: (s[0], -s[1])):
            if b < at:
                continue
            out += text[at:b]
            name = text[b:e]
            if types in ({"PER"}, {"GPE"}) and not perhaps and name not in other:
                other[name] = name
                if self.rng.random() < chance:
                    new = self.person(len(name.split())) if types == {"PER"} else self.rng.choice(self.towns)
                    other[name] = new.lower() if name.islower() else new.upper() if name.isupper() and len(name) > 4 else new
            new = other.get(name, name)
            spans.append((len(out), len(out) + len(new), types, perhaps))
            out, at = out + new, e
        return {**record, "id": record["id"] + "-renamed", "text": out + text[at:], "names": spans}

    def people(self, record, woman):
        """A copy of a record of mentions in which all people with names are women, or men, with other names."""
        text, other = record["text"], {}
        for b, e, _, kind in record["mentions"]:
            words = re.findall(r"[^\W\d_]{3,}", text[b:e]) if kind == 1 else []
            for i, word in enumerate(words):
                first = i == 0 and (len(words) > 1 or word in self.first)
                other.setdefault(word, self.rng.choice((self.women if woman else self.men) if first else self.last))
        if not other:
            return record
        out, at, moves = "", 0, []
        for m in re.finditer(r"\b(" + "|".join(map(re.escape, other)) + r")\b", text):
            out += text[at:m.start()] + other[m[0]]
            at = m.end()
            moves.append((at, len(out) - at))
        shift = lambda i: i + next((by for end, by in reversed(moves) if end <= i), 0)
        mentions = [(shift(b), shift(e), *rest) for b, e, *rest in record["mentions"]]
        return {**record, "id": record["id"] + "-renamed", "text": out + text[at:], "mentions": mentions}
