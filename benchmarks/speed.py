"""How fast is it? Reading and judging a reply, as a multiple of what spaCy's blank tokenizer takes on it.

    python benchmarks/speed.py
    python benchmarks/speed.py --corpus replies.jsonl

Both are timed in the same run, in turns, on the same replies; the least of the rounds counts for each,
as whatever else the machine does can only add. Without a corpus the replies are put together from a seed.
"""

import argparse
import json
import random
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter

import spacy

from recovery_lint import Draft, Linter

_OPENINGS = ("Hi {name},", "Hello {name},", "Dear {name},", "Hey {name}!")
_SENTENCES = (
    "Thank you for writing to us about order {number}.",
    "I'm sorry that the {thing} didn't arrive on {day}, especially as you needed it for the weekend.",
    "The depot in {town} couldn't load it because the lift was broken for most of the morning.",
    "We've asked them to send a second {thing} today, and there's nothing that you'd have to pay.",
    "Once it leaves {town}, you'll see a new number in your account under Orders.",
    "If the old one turns up after all, please keep it; we won't ask for it back.",
    "I checked the address with our team, and it's the one that you gave us on {day}.",
    "It isn't what we'd call good service, and I have told the people who plan the routes in {town}.",
    "As for the invoice, we will credit {number} to your card within 5 business days.",
    "I'll email you on {day} to tell you where the parcel is.",
)
_FILLINGS = {
    "name": ("Ana", "Tom", "Priya", "Mr. Okafor", "Lena"),
    "thing": ("lamp", "kettle", "garden chair", "phone case", "bicycle pump"),
    "day": ("Monday", "Tuesday", "Friday", "the 4th of May"),
    "town": ("Leeds", "Turin", "Graz", "Boston"),
    "number": ("48213", "77120", "90144", "15.20"),
}


def main() -> int:
    """Time both, print the ratio, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, help="a JSONL file with a `text` a line; 100 to 140 words are taken")
    parser.add_argument("--with-messages", action="store_true", help="read the customers' messages as well")
    parser.add_argument("--rounds", type=int, default=15)
    options = parser.parse_args()
    if options.corpus and not options.corpus.is_file():
        print(f"{options.corpus}: the corpus is not here; leave --corpus out for invented replies", file=sys.stderr)
        return 2
    drafts = from_corpus(options.corpus) if options.corpus else invented()
    if not options.with_messages:
        drafts = [draft.model_copy(update={"message": None}) for draft in drafts]
    tokenizer = spacy.blank("en").tokenizer
    linter = Linter()

    def tokenize(draft: Draft) -> None:
        tokenizer(draft.text)
        if draft.message:
            tokenizer(draft.message)

    floor, ours = in_turns(drafts, (tokenize, linter.lint), options.rounds)
    words = sum(len(draft.text.split()) + len((draft.message or "").split()) for draft in drafts) / len(drafts)
    print(f"{len(drafts)} replies, {words:.0f} words each on the mean, best of {options.rounds} rounds, one thread")
    print(f"spaCy's blank tokenizer    {floor * 1e3:.3f} ms a reply")
    print(f"recovery_lint, read+judge  {ours * 1e3:.3f} ms a reply  ({1 / ours:,.0f} replies/s)")
    print(f"ratio                      {ours / floor:.2f}")
    return 0


def in_turns(drafts: Sequence[Draft], works: Sequence[Callable[[Draft], object]], rounds: int) -> list[float]:
    """Return the least seconds a draft that each work took in any of the rounds."""
    least = [float("inf")] * len(works)
    for _ in range(rounds + 1):
        for number, work in enumerate(works):
            start = perf_counter()
            for draft in drafts:
                work(draft)
            least[number] = min(least[number], (perf_counter() - start) / len(drafts))
    return least


def from_corpus(path: Path) -> list[Draft]:
    """Return the replies of 100 to 140 words."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    shortest, longest = 100, 140
    chosen = [row for row in rows if shortest <= len(row["text"].split()) <= longest]
    return [Draft(text=row["text"], message=row.get("message"), channel=row.get("channel")) for row in chosen]


def invented(many: int = 200, seed: int = 7) -> list[Draft]:
    """Return replies of about 120 words, the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311  # texts, not secrets

    def fill(text: str) -> str:
        return text.format_map({key: chance.choice(values) for key, values in _FILLINGS.items()})

    drafts = []
    for _ in range(many):
        sentences = chance.sample(_SENTENCES, 8)
        body = " ".join(fill(sentence) for sentence in sentences)
        text = f"{fill(chance.choice(_OPENINGS))}\n\n{body}\n\nBest regards,\nJo"
        drafts.append(Draft(text=text, message=fill("My {thing} should have come on {day} and it is not here.")))
    return drafts


if __name__ == "__main__":
    sys.exit(main())
