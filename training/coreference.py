"""Corpora of coreference as documents with mentions and the entities they belong to.

A mention is (start, end, entity, kind) in code points; the kind is 0 for pronouns, 1 for names, 2 for descriptions. `tagged`
says that all mentions are annotated, so that finding them can be learnt too. GUM has names as well.
"""
import csv
import re
import xml.etree.ElementTree as ElementTree

import names

PRONOUN, NAME, NOMINAL = 0, 1, 2
PRONOUNS = set("""i me my mine myself you your yours yourself yourselves he him his himself she her hers herself it its itself we us
our ours ourselves they them their theirs themselves this that these those who whom whose which one ones someone somebody
everyone everybody anyone anybody nobody something anything everything nothing each other another all both some""".split())
PEOPLE_OF = ("people", "women", "men", "children", "workers", "farmers", "students", "teachers", "veterans", "citizens")
GUM_TYPES = {
    "person": ({"PER"}, False), "organization": ({"ORG"}, False), "place": (names.PLACE, False), "event": ({"EVENT"}, False),
    "object": ({"PRODUCT", "FAC"}, True), "abstract": ({"PRODUCT", "LAW", "EVENT", "ORG", "NORP"}, True),
    "animal": ({"PER"}, True), "substance": ({"PRODUCT"}, True), "plant": ({"LOC"}, True)}


def unescaped(misc, key):
    return next((m[len(key) + 1:] for m in misc.split("|") if m.startswith(key + "=")), "")


def gum(folder):
    for path in sorted(folder.glob("*.conllu")):
        yield gum_document(path)


def gum_document(path):
    text, tokens = "", []  # (start, end, part of speech, fine part of speech, head, entity brackets)
    sentence, glue, fresh, until = [], True, False, 0

    def close():
        base = len(tokens) - len(sentence)
        for i, head in sentence:
            tokens[base + i - 1][4] = base + head - 1 if head else None
        sentence.clear()

    for line in [*open(path, encoding="utf8"), ""]:
        if line.startswith("# newpar"):
            fresh = True
        part = line.rstrip("\n").split("\t")
        if len(part) < 10:
            if not line.strip():
                close()
            continue
        if "-" in part[0]:  # a token of several words
            until = int(part[0].split("-")[1])
            joined_space = "SpaceAfter=No" not in part[9]
            continue
        if not part[0].isdigit():
            continue
        if fresh and text:
            text += "\n\n"
        elif not glue:
            text += " "
        fresh = False
        start = len(text)
        text += part[1]
        number = int(part[0])
        sentence.append((number, int(part[6])))
        tokens.append([start, len(text), part[3], part[4], None, unescaped(part[9], "Entity")])
        if number < until:
            glue = True
        elif number == until and until:
            glue, until = not joined_space, 0
        else:
            glue = "SpaceAfter=No" in part[9]
    return with_names(path.stem, text, tokens, mentions_of(tokens))


def mentions_of(tokens):
    """(first token, last token, entity, type)"""
    stack, out = {}, []
    for i, token in enumerate(tokens):
        for m in re.finditer(r"\(([^()]+?)(?=[()]|$)(\))?|([^()]+)\)", token[5]):
            if m[1]:
                name, *rest = m[1].split("-")
                if "[" in name:
                    continue
                kind = rest[0] if rest else "abstract"
                if m[2]:
                    out.append((i, i, name, kind))
                else:
                    stack.setdefault(name, []).append((i, kind))
            elif stack.get(m[3]):
                begin, kind = stack[m[3]].pop()
                out.append((begin, i, m[3], kind))
    return out


def with_names(name, text, tokens, found):
    mentions, spans = [], []
    for b, e, entity, cls in found:
        head = next((i for i in range(b, e + 1) if tokens[i][4] is None or not b <= tokens[i][4] <= e), b)
        if tokens[head][2] in ("VERB", "AUX", "ADV", "SCONJ"):  # clauses
            continue
        kind = NAME if tokens[head][2] == "PROPN" else PRONOUN if tokens[head][2] in ("PRON", "DET") and b == e else NOMINAL
        last = e - 1 if tokens[e][3] == "POS" and e > b else e
        mentions.append((tokens[b][0], tokens[last][1], entity, kind))
        if kind == NAME and cls in GUM_TYPES:
            spans.append(name_in(text, tokens, b, e, head, *GUM_TYPES[cls]))
    spans = sorted({(s[0], s[1]): s for s in spans if s}.values(), key=lambda s: (s[0] - s[1], s[0]))
    kept, taken = [], set()
    for s in spans:  # longer names hold shorter ones
        if not taken & set(range(s[0], s[1])):
            kept.append(s)
            taken |= set(range(s[0], s[1]))
    run = []
    times = {i for b, e, _, cls in found if cls == "time" for i in range(b, e + 1)}
    for i, token in enumerate([*tokens, [0, 0, "", "", None, ""]]):
        if token[3].startswith(("NNP", "JJ")) and text[token[0]].isupper() and token[0] not in taken and i not in times:
            run.append(i)
            continue
        if run:
            start, end = tokens[run[0]][0], tokens[run[-1]][1]
            if names.PLACES.people(text[start:end]):
                kept.append((start, end, {"NORP"}, False))
            elif any(tokens[j][3].startswith("NNP") for j in run):
                kept += [(tokens[j][0], tokens[j][1], None, True) for j in run]
            run = []
    return {"id": name, "text": text, "names": kept, "elsewhere": names.OTHERS, "mentions": sorted(set(mentions)), "tagged": True}


def name_in(text, tokens, b, e, head, types, perhaps):
    """The proper name around the head of a mention."""
    proper = lambda i: tokens[i][2] == "PROPN" or tokens[i][3].startswith("NNP") or (
        tokens[i][2] in ("ADJ", "NOUN", "VERB") and text[tokens[i][0]].isupper() and tokens[i][0] > 0 and text[tokens[i][0] - 1] != "\n")
    link = lambda i: text[tokens[i][0]:tokens[i][1]].lower() in ("of", "and", "for", "the", "de", "&", "-", "on", "la", "du", ".")
    word = lambda i: text[tokens[i][0]:tokens[i][1]].lower()
    grow = "ORG" in types or "EVENT" in types or "LAW" in types or "FAC" in types
    first = last = head
    while first > b:
        before = text[tokens[first - 1][0]:tokens[first - 1][1]]
        if proper(first - 1) or before in ("-", "."):
            first -= 1
        elif grow and before in ("'s", "’s", "'", "’") and first - 2 >= b and word(first - 2) in PEOPLE_OF:
            first -= 2
        else:
            break
    while last < e:
        step = 1
        while step < 3 and last + step <= e and (word(last + step) in ("-", ".", "al", "bin", "van", "von") or grow and link(last + step)):
            step += 1
        if last + step <= e and (proper(last + step) or text[tokens[last + step][0]:tokens[last + step][1]].isdigit() and types == {"EVENT"}):
            last += step
        else:
            break
    start, end = names.tidy(text, tokens[first][0], tokens[last][1])
    if types == {"PER"}:
        start, end = names.untitled(text, start, end)
    if end <= start or not any(c.isupper() for c in text[start:end]):
        return None
    low = text[start:end].lower()
    if names.PLACES.people(low):
        types, perhaps = {"NORP"}, False
    elif low in names.PLACES.countries:
        types, perhaps = {"GPE"}, False
    elif types == names.PLACE:
        types = names.PLACES.place(text[start:end])
    return start, end, types, perhaps


def conll_mentions(column, i, stack, out):
    for part in column.split("|"):
        m = re.fullmatch(r"(\()?(\d+)(\))?", part)
        if not m:
            continue
        if m[1] and m[3]:
            out.append((i, i, m[2]))
        elif m[1]:
            stack.setdefault(m[2], []).append(i)
        elif stack.get(m[2]):
            out.append((stack[m[2]].pop(), i, m[2]))


def kind_of(text, start, end):
    """The kind of a mention where the corpus does not say."""
    words = re.findall(r"\w+", text[start:end])
    if len(words) == 1 and words[0].lower() in PRONOUNS:
        return PRONOUN
    core = re.split(r",| of | in | who | that | which | with | from ", text[start:end])[0]
    heads = re.findall(r"\w+", re.sub(r"['’]s?$", "", core.strip()))
    return NAME if heads and heads[-1][:1].isupper() and (len(heads) > 1 or heads[-1].lower() not in PRONOUNS) else NOMINAL


def litbank(folder):
    for path in sorted((folder / "coref-conll").glob("*.conll")):
        tokens, found, stack, breaks = [], [], {}, set()
        for line in open(path, encoding="utf8"):
            part = line.rstrip("\n").split("\t")
            if len(part) < 12:
                breaks.add(len(tokens))
                continue
            conll_mentions(part[-1].strip() or part[-2].strip(), len(tokens), stack, found)
            tokens.append(part[3])
        text, places = names.joined(tokens)
        mentions = [(places[b][0], places[e][1], c, kind_of(text, places[b][0], places[e][1])) for b, e, c in found]
        yield {"id": path.stem, "text": text, "mentions": sorted(set(mentions)), "tagged": False}


def gap(folder, renamer, copies=4):
    """A pronoun and two names, of which at most one is meant; only what is known of the pronoun counts. With copies in which
    the people have other names."""
    for row in csv.DictReader(open(folder / "gap-development.tsv", encoding="utf8"), delimiter="\t", quoting=csv.QUOTE_NONE):
        at = lambda key: (int(row[key + "-offset"]), int(row[key + "-offset"]) + len(row[key]))
        if "TRUE" not in (row["A-coref"], row["B-coref"]):
            continue
        entity = lambda key: "p" if row[key + "-coref"] == "TRUE" else key
        mentions = [(*at("A"), entity("A"), NAME), (*at("B"), entity("B"), NAME), (*at("Pronoun"), "p", PRONOUN)]
        record = {"id": row["ID"], "text": row["Text"], "mentions": sorted(mentions), "tagged": False, "only": "p"}
        yield record
        for _ in range(copies):
            yield renamer.people(record, row["Pronoun"].lower() in ("she", "her", "hers"))


def meantime(folder):
    for path in sorted(folder.glob("*/*.xml")):
        root = ElementTree.fromstring(re.sub(r"<\?xml.*?\?>", "", path.read_text(encoding="utf8")))
        rows = [t for t in root.iter("token")]
        tokens, index, text, places, last = [], {}, "", [], None
        for t in rows:
            index[t.get("t_id")] = len(places)
            sentence = t.get("sentence")
            if sentence != last:
                flush, last = tokens, sentence
                if flush:
                    text, more = joined_after(flush, text)
                    places += more
                tokens = []
            index[t.get("t_id")] = len(places) + len(tokens)
            tokens.append(t.text or "-")
        text, more = joined_after(tokens, text)
        places += more
        span = {}
        for m in root.iter("ENTITY_MENTION"):
            ids = [index[a.get("t_id")] for a in m.iter("token_anchor")]
            if ids:
                span[m.get("m_id")] = (min(ids), max(ids), m.get("syntactic_type") or "")
        owner = {}
        for r in root.iter("REFERS_TO"):
            if (target := r.find("target")) is not None:
                owner |= {s.get("m_id"): target.get("m_id") for s in r.iter("source")}
        mentions = {}
        for m, (b, e, kind) in span.items():
            if m in owner and kind in ("NAM", "NOM", "PRO", "APP", "PRE.NAM", "PTV", "CONJ"):
                # APP is a name with its apposition: both are mentions of their own
                if kind in ("APP", "CONJ", "PTV"):
                    continue
                k = {"NAM": NAME, "PRE.NAM": NAME, "PRO": PRONOUN}.get(kind, NOMINAL)
                mentions[(places[b][0], places[e][1])] = (owner[m], k)
        if mentions:
            end = max(e for _, e in mentions)
            stop = next((m.end() for m in re.finditer(r"[.!?]\"?(?=\s|$)", text) if m.end() >= end), len(text))
            listed = [(b, e, c, k) for (b, e), (c, k) in mentions.items()]
            yield {"id": path.stem, "text": text[:stop], "mentions": sorted(listed), "tagged": False}


def joined_after(tokens, text):
    """A sentence after others."""
    if text:
        text += "\n\n" if len(text) < 120 else " "
    sentence, places = names.joined(tokens)
    return text + sentence, [(len(text) + b, len(text) + e) for b, e in places]
