"""The statistical reader beside the phrases: how likely a text does what no phrase can say.

Two linear models, one for the sentences of the reply and one for the customer's message as a whole, over words
and their pairs, what the phrases heard, and how much of the message comes back.
Only weights are kept, under hashes, so nothing that they were trained on can be read from them.
`make learn` makes the file.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple
from zipfile import BadZipFile
from zlib import crc32

from recovery_lint.errors import PackError, Problem
from recovery_lint.models import Author, Evidence
from recovery_lint.packs.load import LEARNED
from recovery_lint.packs.pack import Pack
from recovery_lint.reading.words import Words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BUCKETS = 1 << 17
PARTS: tuple[Author, ...] = ("writer", "customer")
_MOST_REMEMBERED = 50_000
_PAIR = 1_000_003
_LONG_SENTENCE, _LONG_MESSAGE, _MANY = 40, 80, 4
_LEAST_LETTERS, _STEM, _SURE = 4, 6, 30
_START, _END, _ASKED, _NUMBER = (crc32(mark.encode()) for mark in ("<start>", "<end>", "<asked>", "<number>"))


class Seen(NamedTuple):
    """What a model sees of some stretches of text, one behind the other.

    `words` are the hashes of their words, with a mark around each stretch; stretch n begins at `starts[n]`.
    `facts` are (stretch, name, amount), the amount mostly from 0 to 1; `shared` are facts of all of them.
    """

    words: list[int]
    starts: list[int]
    facts: list[tuple[int, str, float]]
    shared: dict[str, float]


class Hashes:
    """The hash of each word, remembered; never Python's own, which differs from run to run."""

    def __init__(self) -> None:
        """Begin with none."""
        self._of: dict[str, int] = {}

    def stretch(self, words: Words, number: int) -> list[int]:
        """Return the hashes of a sentence's words, with the marks around them."""
        low, high = words.sentences[number]
        mark = (_ASKED,) if number in words.asked else ()
        known = self._of
        return [_START, *(known.get(word) or self._learn(word) for word in words.norms[low:high]), *mark, _END]

    def _learn(self, word: str) -> int:
        """A word counts by its first letters, so that its inflections are one; and all numbers are one word."""
        if len(self._of) >= _MOST_REMEMBERED:
            self._of.clear()
        found = self._of[word] = _NUMBER if word[:1].isdigit() else crc32(word[:_STEM].encode("utf-8", "replace")) or 1
        return found


def buckets(seen: Seen) -> "tuple[NDArray[np.int64], NDArray[np.int64]]":
    """Return the buckets of the words, and of each word with the one behind it."""
    import numpy as np  # noqa: PLC0415  # spaCy brings it

    words = np.array(seen.words, dtype=np.int64)
    return words % BUCKETS, (words * _PAIR + np.append(words[1:], 0)) % BUCKETS


def sentences(reply: Words, customer: Words, heard: Sequence[Evidence], hashes: Hashes) -> Seen:
    """Return what the model sees of a reply, sentence by sentence.

    Not where a sentence stands, nor what stands around it: a sentence put in elsewhere must not change
    what this one does.
    """
    facts = [(number, f"here {act}", 1.0) for number, act in _done(reply, heard)]
    shared = {f"customer {e.act}": 1.0 for e in heard if e.by == "customer"}
    asked_for = {norm for norm in customer.norms if len(norm) >= _LEAST_LETTERS}
    words: list[int] = []
    starts: list[int] = []
    for number, (low, high) in enumerate(reply.sentences):
        starts.append(len(words))
        words += hashes.stretch(reply, number)
        echoes = len(asked_for.intersection(reply.norms[low:high]))
        facts.append((number, "echoes", min(echoes, _MANY) / _MANY) if echoes else (number, "no echo", 1.0))
        facts.append((number, "words", min(high - low, _LONG_SENTENCE) / _LONG_SENTENCE))
    return Seen(words, starts, facts, shared)


def message(customer: Words, heard: Sequence[Evidence], hashes: Hashes) -> Seen:
    """Return what the model sees of a customer's message, which is one stretch."""
    words = [h for number in range(len(customer.sentences)) for h in hashes.stretch(customer, number)]
    shared = {"words": min(len(customer.norms), _LONG_MESSAGE) / _LONG_MESSAGE}
    for e in heard:
        if e.by == "customer":
            name = f"customer {e.act}"
            shared[name] = min(shared.get(name, 0) + 1 / _MANY, 1.0)
            shared[name + " at all"] = 1.0
    return Seen(words, [0], [], shared)


class Model:
    """A linear model for the labels that are asked for: `part` of a file of weights.

    Raises KeyError where the file lacks it, ValueError where it does not know a label.
    """

    def __init__(self, kept: "Mapping[str, NDArray[Any]]", part: Author, labels: Sequence[str]) -> None:
        """Unpack the weights of these labels."""
        known = [str(label).replace("_", "-") for label in kept[f"{part} labels"]]  # as an act can name it
        columns = [known.index(label) for label in labels]
        self._table = kept[f"{part} grams"][:, columns].astype("int32")
        self._scale = kept[f"{part} scale"][columns]
        self._start = kept[f"{part} start"][columns]
        self._place = {str(name): number for number, name in enumerate(kept[f"{part} facts"])}
        self._amounts = kept[f"{part} amounts"][:, columns]

    def probabilities(self, seen: Seen) -> "NDArray[np.float64]":
        """Return how likely each label is, from 0 to 1: a row a stretch, a column a label."""
        import numpy as np  # noqa: PLC0415  # spaCy brings it

        alone, pairs = buckets(seen)
        total = np.add.reduceat(self._table[alone] + self._table[pairs], seen.starts, axis=0) * self._scale
        total += self._start
        found = [(number, at, much) for number, name, much in seen.facts if (at := self._place.get(name)) is not None]
        if found:
            numbers, places, amounts = (list(column) for column in zip(*found, strict=True))
            np.add.at(total, numbers, self._amounts[places] * np.array(amounts)[:, None])
        for name, amount in seen.shared.items():
            if (at := self._place.get(name)) is not None:
                total += self._amounts[at] * amount
        likely: NDArray[np.float64] = 1 / (1 + np.exp(-np.clip(total, -_SURE, _SURE)))
        return likely


class Learned:
    """Finds the acts of a pack that are learned: those that name a label of its weights."""

    def __init__(self, pack: Pack) -> None:
        """Unpack the weights as `benchmarks/train.py` wrote them. Raises PackError where they are something else."""
        self._acts = {part: tuple(act for act in pack.acts if act.learned and act.by == part) for part in PARTS}
        self._hashes = Hashes()
        self._models: dict[Author, Model] = {}
        for part in PARTS:
            if labels := [str(act.learned) for act in self._acts[part]]:
                self._models[part] = _model(pack, part, labels)

    def find(self, reply: Words, customer: Words, heard: Sequence[Evidence]) -> Iterator[Evidence]:
        """Yield the sentences, or the message, for each act that they are likely enough to do."""
        if "writer" in self._models and reply.norms:
            seen = sentences(reply, customer, heard, self._hashes)
            yield from self._likely("writer", reply, reply.sentences, seen, _done(reply, heard))
        if "customer" in self._models and customer.norms:
            seen = message(customer, heard, self._hashes)
            yield from self._likely("customer", customer, [(0, len(customer.norms))], seen)

    def _likely(
        self,
        part: Author,
        words: Words,
        bounds: Sequence[tuple[int, int]],
        seen: Seen,
        done: Collection[tuple[int, str]] = (),
    ) -> Iterator[Evidence]:
        chances = self._models[part].probabilities(seen).tolist()
        for number, (stretch, likely) in enumerate(zip(bounds, chances, strict=True)):
            for act, probability in zip(self._acts[part], likely, strict=True):
                yields = any((number, other) in done for other in act.yields_to)
                if probability >= act.at_least and not yields:
                    start, end = words.written_span(*stretch)
                    yield Evidence(
                        act=act.name,
                        by=part,
                        start=start,
                        end=end,
                        text=words.text[start:end],
                        because=f"acts/{act.name}.toml: {probability:.0%} likely",
                        probability=probability,
                    )


def _done(reply: Words, heard: Sequence[Evidence]) -> dict[tuple[int, str], None]:
    """Return which sentence does which act, by the phrases, each once and in order."""
    return dict.fromkeys((reply.sentence_at(e.start), e.act) for e in heard if e.by == "writer")


def _model(pack: Pack, part: Author, labels: Sequence[str]) -> Model:
    import numpy as np  # noqa: PLC0415  # spaCy brings it

    try:
        with np.load(BytesIO(pack.learned), allow_pickle=False) as kept:
            return Model(kept, part, labels)
    except (ValueError, KeyError, IndexError, OSError, EOFError, BadZipFile) as error:
        hint = "make the file with benchmarks/train.py"
        message = f"no learned weights for {', '.join(labels)}"
        raise PackError((Problem(f"{pack.folder}/{LEARNED}", 1, 1, message, hint),)) from error
