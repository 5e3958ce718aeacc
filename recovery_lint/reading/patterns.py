"""Phrases become patterns over words, filed under their rarest word and tried only where it stands."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from recovery_lint.models import Names
from recovery_lint.packs.pack import Phrase
from recovery_lint.packs.phrase import Gap, Listed, OneOf, Variant, Word
from recovery_lint.reading import kinds
from recovery_lint.reading.pieces import Entries, Kind, Piece, Start, Walk
from recovery_lint.reading.tokens import LINK, SLOT
from recovery_lint.reading.words import Words

# The words that stand in nearly every reply, the most frequent first: poor anchors.
_COMMON = """
the to you we and i for your a of is in this that it our be will have on with not are can as us please if at or do
so am has from by an any was me all out no here they about which more there would up get been what when how
"""
_FREQUENCY = {word: 1 / (rank + 2) for rank, word in enumerate(_COMMON.split())}


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase heard in the words from `low` up to `high`; `party` where it named somebody."""

    label: str
    low: int
    high: int
    phrase: Phrase
    party: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Pattern:
    """A variant around its anchor, which is the first piece of `right`; `left` runs backwards.

    `before` are the words that can stand in front of the anchor, where they are known; `needs` are the words
    that the text must hold somewhere, and `wants` the sets of words, and the kinds, of each of which it must
    hold one. All of this only spares tries.
    """

    label: str
    phrase: Phrase
    needs: frozenset[str]
    wants: tuple[frozenset[str], ...]
    before: frozenset[str] | None
    left: tuple[Piece, ...]
    right: tuple[Piece, ...]

    def match(self, words: Words, at: int) -> Match | None:
        """Return the match around an anchor, if there is one in its sentence."""
        low, high = words.sentences[words.sentence_of[at]]
        start, end = at, at + 1
        named: list[tuple[int, int]] = []
        if self.left:
            back = Walk(words, low, -1)
            start = back.along(self.left, at)
            if start < 0:
                return None
            named = back.named
        if len(self.right) > 1 or not isinstance(self.right[0], frozenset):
            ahead = Walk(words, high, 1)
            end = ahead.along(self.right, at)
            if end < 0:
                return None
            named = named or ahead.named
        return Match(self.label, start, end, self.phrase, named[0] if named else None)


class Present:
    """The words of one text, and whether they allow for a pattern at all: what was found out once is kept."""

    __slots__ = ("_allowed", "_held", "_words")

    def __init__(self, norms: Iterable[str]) -> None:
        """Gather the words, and a mark for each built-in kind that may begin with one of them."""
        self._words = set(norms)
        self._words |= {mark for norm in self._words for mark in kinds.may_begin(norm)}
        self._allowed: dict[int, bool] = {}
        self._held: dict[int, bool] = {}

    def allows(self, pattern: Pattern) -> bool:
        """Whether every word and one of each set that the pattern needs is in the text."""
        allowed = self._allowed.get(id(pattern))
        if allowed is None:
            allowed = pattern.needs <= self._words and all(map(self._holds_one, pattern.wants))
            self._allowed[id(pattern)] = allowed
        return allowed

    def _holds_one(self, wanted: frozenset[str]) -> bool:
        held = self._held.get(id(wanted))
        if held is None:
            held = self._held[id(wanted)] = not self._words.isdisjoint(wanted)
        return held


class Filed:
    """The patterns under one anchor, by the word that must stand behind it, or in front of it, or neither."""

    __slots__ = ("after", "before", "free")

    def __init__(self) -> None:
        """Begin with no pattern."""
        self.after: dict[str, list[Pattern]] = {}
        self.before: dict[str, list[Pattern]] = {}
        self.free: list[Pattern] = []

    def add(self, pattern: Pattern, after: frozenset[str] | None) -> None:
        """File a pattern where the fewest tries will meet it."""
        if after is not None:
            for word in after:
                self.after.setdefault(word, []).append(pattern)
        elif pattern.before is not None:
            for word in pattern.before:
                self.before.setdefault(word, []).append(pattern)
        else:
            self.free.append(pattern)


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
            "number": Kind(kinds.number, mark=kinds.NUMBER),
            "date": Kind(kinds.date, mark=kinds.DATE),
            "duration": Kind(kinds.duration, mark=kinds.DURATION),
            "party": Kind(kinds.party(outsiders, ours, partners), is_party=True),
            "our-channel": Kind(kinds.our_channel(ours, names.own_channels)),
            "start": Start(),
            "link": frozenset({LINK}),
            "slot": frozenset({SLOT}),
        }
        self._index: dict[str, Filed] = {}
        self._shared: dict[frozenset[str], frozenset[str]] = {}
        compiled = [(label, phrase, self._pieces(v)) for label, phrase in phrases for v in phrase.variants]
        heard = Counter(word for _, _, pieces in compiled for piece in pieces for word in _words_of(piece))
        for label, phrase, pieces in compiled:
            self._file(label, phrase, pieces, heard)

    def find(self, words: Words) -> Iterator[Match]:
        """Yield every phrase heard in the words; none runs over the end of a sentence."""
        present = Present(words.norms)
        # The empty word stands before the first word as well as behind the last one.
        norms = [*words.norms, ""]
        index = self._index
        for at, norm in enumerate(words.norms):
            if filed := index.get(norm):
                before = norms[at - 1]
                for pattern in filed.after.get(norms[at + 1], ()):
                    if (
                        (pattern.before is None or before in pattern.before)
                        and present.allows(pattern)
                        and (match := pattern.match(words, at))
                    ):
                        yield match
                for pattern in filed.before.get(before, ()):
                    if present.allows(pattern) and (match := pattern.match(words, at)):
                        yield match
                for pattern in filed.free:
                    if present.allows(pattern) and (match := pattern.match(words, at)):
                        yield match

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
                    pieces.append(frozenset(e[0] for e in entries) if single else Entries(entries))
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
        left, right = tuple(reversed(pieces[:at])), pieces[at:]
        literal = (p for i, p in enumerate(pieces) if i != at and isinstance(p, frozenset) and len(p) == 1)
        needs: frozenset[str] = frozenset().union(*literal)
        before = _edge_words(left[0], last=True) if left else None
        others = (_wanted(p) for i, p in enumerate(pieces) if i != at)
        wants = tuple(dict.fromkeys(self._shared.setdefault(w, w) for w in others if w))
        pattern = Pattern(label, phrase, needs, wants, before, left, right)
        for word in _words_of(pieces[at]):
            self._index.setdefault(word, Filed()).add(pattern, _after(word, right))


def _words_of(piece: Piece) -> Iterable[str]:
    """Return the words under which a pattern can be filed by this piece."""
    if isinstance(piece, Entries):
        return piece.by_first
    return piece if isinstance(piece, frozenset) else ()


def _wanted(piece: Piece) -> frozenset[str]:
    """Return the words of which a text must hold one for this piece; none where that says nothing."""
    if isinstance(piece, Kind):
        return frozenset({piece.mark}) if piece.mark else frozenset()
    if isinstance(piece, Entries):
        return frozenset(piece.by_first)
    return piece if isinstance(piece, frozenset) and len(piece) > 1 else frozenset()


def _edge_words(piece: Piece, *, last: bool = False) -> frozenset[str] | None:
    """Return the words that a piece can begin with, or end with; None where that may be any word."""
    if isinstance(piece, Entries):
        return frozenset(piece.by_last if last else piece.by_first)
    return piece if isinstance(piece, frozenset) else None


def _after(word: str, pieces: tuple[Piece, ...]) -> frozenset[str] | None:
    """Return the words that can follow the first word of these pieces; None where that may be any."""
    following = _edge_words(pieces[1]) if len(pieces) > 1 else None
    first = pieces[0]
    if not isinstance(first, Entries):
        return following
    entries = first.by_first[word]
    if following is None and any(len(entry) == 1 for entry in entries):
        return None
    return frozenset().union(*({entry[1]} if len(entry) > 1 else following or () for entry in entries))


def _cost(piece: Piece, heard: Counter[str]) -> float:
    """How often a pattern would be tried if it were filed under this piece."""
    return sum(_FREQUENCY.get(word, 0) + 1e-3 + heard[word] * 1e-6 for word in _words_of(piece))
