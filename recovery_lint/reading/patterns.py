"""Phrases become patterns over words, filed under their rarest word and tried only where it stands."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from recovery_lint.models import Names
from recovery_lint.packs.pack import Phrase
from recovery_lint.packs.phrase import Gap, Listed, OneOf, Variant, Word
from recovery_lint.reading import kinds
from recovery_lint.reading.pieces import Entries, Kind, Piece, Start
from recovery_lint.reading.tokens import LINK, SLOT
from recovery_lint.reading.tries import Ending, Node, Table, Walk, Ways, steps
from recovery_lint.reading.words import Words

# The words that stand in nearly every reply, the most frequent first: poor anchors.
_COMMON = """
the to you we and i for your a of is in this that it our be will have on with not are can as us please if at or do
so am has from by an any was me all out no here they about which more there would up get been what when how
"""
_MOST_STEPS = 200_000
_FREQUENCY = {word: 1 / (rank + 2) for rank, word in enumerate(_COMMON.split())}


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase heard in the words from `low` up to `high`; `party` where it named somebody."""

    label: str
    low: int
    high: int
    phrase: Phrase
    party: tuple[int, int] | None


class Patterns:
    """All phrases of some packs, ready to be found in a text in one pass."""

    def __init__(
        self,
        phrases: Iterable[tuple[str, Phrase]],
        lists: Mapping[str, Iterable[str]],
        norms: Callable[[str], tuple[str, ...]],
        names: Names | None = None,
    ) -> None:
        """Compile labelled phrases; `norms` tells what a word of a phrase is in a text, `names` who we are."""
        self._norms = norms
        entries = {name: Entries(e for line in lines if (e := self._words(line))) for name, lines in lists.items()}
        outsiders = frozenset(e[-1] for line in lists.get("outsiders", ()) if (e := self._words(line)))
        names = names or Names()
        ours, partners = (
            frozenset(e for name in listed if (e := self._words(name)))
            for listed in ((*names.brand, *names.own_channels), names.partners)
        )
        self._lists: dict[str, Piece] = {
            **entries,
            "number": Kind(kinds.number),
            "date": Kind(kinds.date),
            "duration": Kind(kinds.duration),
            "party": Kind(kinds.party(outsiders, ours, partners), is_party=True),
            "our-channel": Kind(kinds.our_channel(ours, names.own_channels)),
            "start": Start(),
            "link": frozenset({LINK}),
            "slot": frozenset({SLOT}),
        }
        self._choices: dict[frozenset[tuple[str, ...]], Entries] = {}
        self._anchors: dict[Piece, Node] = {}
        compiled = [(label, phrase, self._pieces(v)) for label, phrase in phrases for v in phrase.variants]
        often = Counter(word for _, _, pieces in compiled for piece in pieces for word in _words_of(piece))
        for label, phrase, pieces in compiled:
            self._file(label, phrase, pieces, often)
        # The anchors that begin with a word, and the steps over it once the word was met.
        self._filed: dict[str, list[tuple[Piece, Node]]] = {}
        for anchor, node in self._anchors.items():
            for word in _words_of(anchor):
                self._filed.setdefault(word, []).append((anchor, node))
        self._first: dict[str, Ways] = {}
        self._table = Table()

    def find(self, words: Words) -> Iterator[Match]:
        """Yield every phrase heard in the words; none runs over the end of a sentence."""
        if self._table.size > _MOST_STEPS:
            # Forgetting all now and then is cheaper than keeping an order of use.
            self._first, self._table = {}, Table()
        norms, filed, first = words.norms, self._filed, self._first
        walk = Walk(words, self._table)
        for at, norm in enumerate(norms):
            if norm not in filed:
                continue
            for tail, state in first.get(norm) or self._steps(norm):
                end = at + 1 + len(tail)
                if not tail or (
                    tuple(norms[at + 1 : end]) == tail and words.sentence_of[at] == words.sentence_of[end - 1]
                ):
                    for ending, start, stop, party in walk.around(state, at, end):
                        yield Match(ending.label, start, stop, ending.phrase, party)

    def _steps(self, word: str) -> Ways:
        """Return the steps over an anchor word that was not met yet."""
        found = self._first[word] = steps(self._filed[word], word, 1)
        return found

    def _words(self, line: str) -> tuple[str, ...]:
        return tuple(norm for word in line.split() for norm in self._norms(word))

    def _pieces(self, variant: Variant) -> tuple[Piece, ...]:
        pieces: list[Piece] = []
        for atom in variant:
            match atom:
                case Word(text):
                    pieces += (frozenset({norm}) for norm in self._norms(text))
                case OneOf(options):
                    entries = [entry for option in options if (entry := self._norms(option))]
                    single = all(len(entry) == 1 for entry in entries)
                    # One object for the same choice, so that patterns which begin alike are walked together.
                    if single:
                        pieces.append(frozenset(e[0] for e in entries))
                    else:
                        key = frozenset(entries)
                        pieces.append(self._choices.setdefault(key, Entries(key)))
                case Listed(name):
                    pieces.append(self._lists[name])
                case Gap():
                    pieces.append(None)
        return tuple(pieces)

    def _file(self, label: str, phrase: Phrase, pieces: tuple[Piece, ...], heard: Counter[str]) -> None:
        costs = [(_cost(piece, heard), at) for at, piece in enumerate(pieces) if _words_of(piece)]
        if not costs:
            return
        _, at = min(costs)
        last = self._anchors.setdefault(pieces[at], Node(1)).grow(pieces[at + 1 :])
        last.front = last.front or Node(-1)
        last.front.grow(reversed(pieces[:at])).endings.append(Ending(label, phrase))


def _words_of(piece: Piece) -> Iterable[str]:
    """Return the words under which a pattern can be filed by this piece."""
    if isinstance(piece, Entries):
        return piece.by_first
    return piece if isinstance(piece, frozenset) else ()


def _cost(piece: Piece, heard: Counter[str]) -> float:
    """How often a pattern would be tried if it were filed under this piece."""
    return sum(_FREQUENCY.get(word, 0) + 1e-3 + heard[word] * 1e-6 for word in _words_of(piece))
