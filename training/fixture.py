"""Writes tests/fixtures/wordpiece.json: sentences of our own as the reference tokenizer cuts them.

    python fixture.py WEIGHTS/tokenizer.json ../tests/fixtures/wordpiece.json
"""
import json
import sys

from tokenizers import Tokenizer

SENTENCES = [
    "The minister's spokeswoman wouldn't say whether the plan's dead.",
    "“We’ll see,” said Åsa Öberg-Nuñez, 47, of Zürich—twice!",
    "U.S. officials (speaking off-record) told the A.P. on Feb. 3rd: it's a 2+2 meeting.",
    "COMBINING: e\u0301le\u0300ve, n\u0303, a\u030a; PRECOMPOSED: élève, ñ, å.",
    "Turkish İstanbul and ısı, German Straße and GROẞ, Greek ΣΊΣΥΦΟΣ.",
    "Tokyo 東京 and Seoul 서울, Cairo القاهرة, Tel Aviv תל אביב, Delhi दिल्ली.",
    "Emoji 👩‍👩‍👧 and 🇺🇦 and ☕️ between words👍here.",
    "A\u00a0no-break\u2009thin\u3000wide\u200bzero\ufeffbom\u00adsoft\u0000nul\ufffdlost.",
    "tab\there\r\nand\x0bthere\x85now\u2028line\u2029par",
    "«Guillemets» „low-high“ ‹single› 「kagi」 ''typed'' ``grave``.",
    "$3.5m, €20bn, £7; 10% ≈ ½ of ¾ + 5² = x³ ™ ® © ° № ℃ ﬁ ﬂ Ⅳ.",
    "https://example.org/a_b?c=d&e=f#g user@example.org @handle #tag _under_ ^caret^ ~tilde~ `code` |pipe|",
    "a" * 100 + " " + "b" * 101 + " Pneumonoultramicroscopicsilicovolcanoconiosis",
    "xqzjv zzyzx Krzyżewski Szczęsny Wojciechowska d’Artagnan O’Neill rock’n’roll",
    "\ue000private \U000e0001tag \u0378unassigned \u061carabic mark",
    "Ǆ ǅ ǆ ﬀ ŉ ǰ ΐ K Å Ω",
    "",
    "   ",
]


def main(tokenizer, out):
    reference = Tokenizer.from_file(tokenizer)
    reference.no_truncation()
    reference.no_padding()
    rows = []
    for text in SENTENCES:
        cut = reference.encode(text, add_special_tokens=False)
        rows.append({"text": text, "ids": cut.ids, "offsets": cut.offsets})
    with open(out, "w", encoding="utf8") as f:
        f.write("[\n" + ",\n".join(json.dumps(r) for r in rows) + "\n]\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
