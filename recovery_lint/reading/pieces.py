"""The pieces of a pattern: words, entries of lists, built-in kinds, and places between words."""

from collections.abc import Iterable, Iterator

from recovery_lint.reading import kinds
from recovery_lint.reading.words import Words

GAP_WORDS = 5


class Entries:
    """The lines of a word list, by their first and by their last word, longest first."""

    __slots__ = ("by_first", "by_last")

    def __init__(self, entries: Iterable[tuple[str, ...]]) -> None:
        """File the entries."""
        self.by_first: dict[str, list[tuple[str, ...]]] = {}
        self.by_last: dict[str, list[tuple[str, ...]]] = {}
        for entry in sorted(set(entries), key=lambda e: (-len(e), e)):
            self.by_first.setdefault(entry[0], []).append(entry)
            self.by_last.setdefault(entry[-1], []).append(entry)


class Kind:
    """A built-in kind, which only knows how to look ahead."""

    __slots__ = ("ends", "is_party")
    _MOST_WORDS = 7

    def __init__(self, ends: kinds.Ends, *, is_party: bool = False) -> None:
        """Take the function that looks ahead."""
        self.ends, self.is_party = ends, is_party

    def starts(self, words: Words, end: int, low: int) -> Iterator[int]:
        """Yield where such a thing that ends before a word begins, the longest first."""
        for at in range(max(low, end - self._MOST_WORDS), end):
            if end in self.ends(words, at, end):
                yield at


class Start:
    """The place where a sentence or a part of one begins; it takes up no word."""

    __slots__ = ()

    def ends(self, words: Words, at: int, high: int) -> Iterator[int]:
        """Yield the place itself, where it is one."""
        if at < high and kinds.is_start(words, at):
            yield at

    def starts(self, words: Words, end: int, low: int) -> Iterator[int]:  # noqa: ARG002  # called like the others
        """Yield the place itself, where it is one."""
        if end < len(words.norms) and kinds.is_start(words, end):
            yield end


# One of some words, a line of a list, a built-in kind, a place, or (None) a gap.
Piece = frozenset[str] | Entries | Kind | Start | None
