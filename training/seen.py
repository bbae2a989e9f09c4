"""Lists the vocabulary pieces that occur often enough in English text, one id a line: the others get no vector of their
own in the model file.

    python seen.py VOCABULARY_FOLDER TEXT... > seen.txt

TEXT are files or folders of any text; markup in them does no harm.
"""
import collections
import pathlib
import sys

from tokenizers import Tokenizer

# How often a piece must occur to be worth its bytes: a vector takes 240 of them, compressed.
LEAST = 7


def files(paths):
    for path in map(pathlib.Path, paths):
        yield from (sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path])


def main(folder, *paths):
    tokenizer = Tokenizer.from_file(f"{folder}/tokenizer.json")
    tokenizer.no_truncation()
    tokenizer.no_padding()
    # padding, unknown, and what frames a window
    seen = collections.Counter({i: LEAST for i in (0, 100, 101, 102)})
    for path in files(paths):
        lines = path.read_bytes().decode("utf8", "replace").splitlines()
        for encoded in tokenizer.encode_batch(lines, add_special_tokens=False):
            seen.update(encoded.ids)
    print(*sorted(i for i, count in seen.items() if count >= LEAST), sep="\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
