r"""Train the statistical reader: labelled texts in, rules/core/learned.npz out.

    make learn CORPUS=../shared/corpus
    python -m benchmarks.train --corpus more-replies.jsonl --labels benchmarks/labels/unlabelled.psv \
        --texts unlabelled.jsonl --invented benchmarks/labels/replies.txt --messages benchmarks/labels/messages.tsv

`--corpus` are JSONL files with `acts` and `evidence` quotes; `--labels` are labels by number (see labelled.py)
for the replies of `--texts`; `--invented` and `--messages` are our own words. Only weights are written, and the
same input gives the same file. Needs the extra `train` (scikit-learn).
"""

import argparse
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from benchmarks import labelled
from recovery_lint import Draft, load_pack
from recovery_lint.models import Author
from recovery_lint.reading.acts import Reader
from recovery_lint.reading.learned import BUCKETS, Hashes, Seen, buckets, message, sentences

# What is learned of a sentence, and its letter in --invented (small where it is weak).
LETTERS = {"explanation": "x", "acknowledgement": "k", "ownership": "o", "alternative": "l", "next_step": "n"}
# An act of any strength, or a good one.
LABELS = (*LETTERS, *(f"good {act}" for act in LETTERS))
MESSAGES = ("problem", "question", "praise")
STRENGTH = {"writer": 0.3, "customer": 0.1}  # the inverse of the regularisation; see docs/accuracy.md
_LEAST_QUOTE = 25


@dataclass(frozen=True)
class Row:
    """What to learn from: the stretches of a text, and the labels of each: 1, 0, or -1 where nobody said."""

    seen: Seen
    labels: list[dict[str, int]]


class Teacher:
    """Reads labelled texts as the linter would, without what is learned."""

    def __init__(self) -> None:
        """Take the built-in pack."""
        pack = load_pack()
        phrases = tuple(act for act in pack.acts if not act.learned)
        self._reader = Reader((pack.model_copy(update={"acts": phrases, "learned": b""}),))
        self._hashes = Hashes()

    def sentences(self, draft: Draft) -> tuple[Seen, list[str]]:
        """Return what the model sees of each sentence, and the sentences."""
        reply, customer, evidence = self._reader.words_of(draft)
        texts = [reply.text[slice(*reply.span(low, high))] for low, high in reply.sentences]
        return sentences(reply, customer, evidence, self._hashes), texts

    def message(self, draft: Draft) -> Seen:
        """Return what the model sees of the message."""
        _, customer, evidence = self._reader.words_of(draft)
        return message(customer, evidence, self._hashes)


def quoted(teacher: Teacher, replies: Iterable[dict[str, Any]]) -> Iterator[Row]:
    """Yield the sentences of replies whose acts are proven by quotes."""
    for reply in replies:
        seen, texts = teacher.sentences(_draft(reply))
        labels = {act: _quoted_in(texts, reply, act) for act in LETTERS}
        here = [{act: marks[number] for act, marks in labels.items()} for number in range(len(texts))]
        yield Row(seen, [_strengths(h, reply["acts"]) for h in here])


def numbered(teacher: Teacher, replies: Iterable[dict[str, Any]]) -> Iterator[Row]:
    """Yield the sentences of replies whose acts are told by their numbers."""
    for reply in replies:
        seen, texts = teacher.sentences(_draft(reply))
        numbers = range(1, len(texts) + 1)
        here = [{act: int(number in reply["at"].get(act, ())) for act in LETTERS} for number in numbers]
        yield Row(seen, [_strengths(h, reply["acts"]) for h in here])


def lettered(teacher: Teacher, path: Path) -> Iterator[Row]:
    """Yield the sentences of invented replies: "# channel | message", then letters and a sentence a line."""
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        head, *lines = [line for line in block.split("\n") if line.strip()] or [""]
        told = [line.split(None, 1) for line in lines if len(line.split(None, 1)) == 2]  # noqa: PLR2004
        draft = Draft(text="\n".join(text for _, text in told), message=head.partition("|")[2].strip() or None)
        seen, texts = teacher.sentences(draft)
        at, found = 0, []
        for text in texts:
            while at + 1 < len(told) and text not in told[at][1]:
                at += 1
            letters = told[at][0]
            here = {act: int(letter in letters.lower()) for act, letter in LETTERS.items()}
            good = {act: "good" if letter.upper() in letters else "weak" for act, letter in LETTERS.items()}
            found.append(_strengths(here, good))
        yield Row(seen, found)


def messages(teacher: Teacher, replies: Iterable[dict[str, Any]]) -> Iterator[Row]:
    """Yield the customers' messages with what they are."""
    for reply in replies:
        if reply.get("message"):
            yield Row(teacher.message(_draft(reply)), [{s: int(s in reply["situation"]) for s in MESSAGES}])


def invented_messages(teacher: Teacher, path: Path) -> Iterator[Row]:
    """Yield invented messages: letters (P problem, Q question, R praise), channel and message, with tabs between."""
    for line in path.read_text(encoding="utf-8").splitlines():
        letters, _, text = line.split("\t")
        told = {s: int(letter in letters) for s, letter in zip(MESSAGES, "PQR", strict=True)}
        yield Row(teacher.message(Draft(text="", message=text)), [told])


def fit(rows: Sequence[Row], labels: Sequence[str], part: Author) -> dict[str, Any]:
    """Train one model a label, and return the weights as arrays."""
    seen = [row.seen for row in rows if row.seen.words]
    labelled = [told for row in rows if row.seen.words for told in row.labels]
    names = sorted({name for s in seen for name in (*(name for _, name, _ in s.facts), *s.shared)})
    matrix = _matrix(seen, names)
    grams = np.zeros((BUCKETS, len(labels)))
    amounts = np.zeros((len(names), len(labels)))
    start = np.zeros(len(labels))
    for column, label in enumerate(labels):
        gold = np.array([told.get(label, -1) for told in labelled])
        known = gold >= 0
        model = LogisticRegression(C=STRENGTH[part], solver="liblinear", max_iter=300, random_state=0)
        model.fit(matrix[known], gold[known])
        grams[:, column], amounts[:, column] = model.coef_[0, :BUCKETS], model.coef_[0, BUCKETS:]
        start[column] = model.intercept_[0]
    scale = np.abs(grams).max(axis=0) / 127
    kept = {
        "labels": np.array(labels),
        "grams": np.round(grams / scale).astype(np.int8),
        "scale": scale,
        "start": start,
        "facts": np.array(names),
        "amounts": amounts,
    }
    return {f"{part} {name}": value for name, value in kept.items()}


def _matrix(seen: Sequence[Seen], names: Sequence[str]) -> csr_matrix:
    """Return a row a stretch: how often each bucket is in it, then the amounts of its facts."""
    place = {name: BUCKETS + number for number, name in enumerate(names)}
    rows: list[int] = []
    columns: list[int] = []
    values: list[float] = []
    first = 0
    for s in seen:
        many = len(s.starts)
        lengths = np.diff([*s.starts, len(s.words)])
        at = (first + np.repeat(np.arange(many), lengths)).tolist()
        alone, pairs = buckets(s)
        rows += at + at
        columns += alone.tolist() + pairs.tolist()
        values += [1.0] * (2 * len(at))
        facts = [*s.facts, *((number, name, much) for number in range(many) for name, much in s.shared.items())]
        rows += [first + number for number, _, _ in facts]
        columns += [place[name] for _, name, _ in facts]
        values += [much for _, _, much in facts]
        first += many
    made = csr_matrix((values, (rows, columns)), shape=(first, BUCKETS + len(names)))
    made.indices, made.indptr = made.indices.astype(np.int32), made.indptr.astype(np.int32)
    return made


def _strengths(here: dict[str, int], strengths: dict[str, str]) -> dict[str, int]:
    """Add whether each act is a good one: unknown where the act is."""
    good = {act: int(mark == 1 and strengths[act] == "good") if mark >= 0 else -1 for act, mark in here.items()}
    return {**here, **{f"good {act}": mark for act, mark in good.items()}}


def _quoted_in(texts: Sequence[str], reply: dict[str, Any], act: str) -> list[int]:
    """Mark the sentences that hold the quote, or are in it; all unknown where none is found."""
    if reply["acts"][act] == "none":
        return [0] * len(texts)
    quote = _plain(reply["evidence"].get(act) or "")
    plain = [_plain(text) for text in texts]
    marks = [int(bool(quote and p) and (quote in p or p in quote or quote[:_LEAST_QUOTE] in p)) for p in plain]
    return marks if any(marks) else [-1] * len(texts)


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text.lower()).strip()


def _draft(reply: dict[str, Any]) -> Draft:
    return Draft(**{key: reply.get(key) for key in ("text", "message", "channel", "title")})


def main() -> int:
    """Read, train, write, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = parser.add_argument
    add("--corpus", type=Path, action="append", default=[], help="JSONL with acts and evidence; may be repeated")
    add("--labels", type=Path, help="labels of the replies in --texts")
    add("--texts", type=Path, help="JSONL with id, message and text")
    add("--invented", type=Path, action="append", default=[], help="invented replies with their letters")
    add("--messages", type=Path, action="append", default=[], help="invented messages with their letters")
    add("--out", type=Path, default=Path("rules/core/learned.npz"))
    options = parser.parse_args()
    for path in (*options.corpus, options.labels, options.texts, *options.invented, *options.messages):
        if path and not path.is_file():
            print(f"{path}: there is no such file", file=sys.stderr)
            return 2
    corpora = [reply for path in options.corpus for reply in labelled.jsonl(path)]
    by_number = list(labelled.read(options.labels, options.texts)) if options.labels and options.texts else []
    teacher = Teacher()
    rows = [*quoted(teacher, corpora), *numbered(teacher, by_number)]
    rows += [row for path in options.invented for row in lettered(teacher, path)]
    told = [*messages(teacher, corpora), *messages(teacher, by_number)]
    told += [row for path in options.messages for row in invented_messages(teacher, path)]
    print(f"{sum(len(row.labels) for row in rows)} sentences, {len(told)} messages")
    with options.out.open("wb") as out:
        np.savez_compressed(out, **fit(rows, LABELS, "writer"), **fit(told, MESSAGES, "customer"))
    print(f"{options.out}: {options.out.stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
