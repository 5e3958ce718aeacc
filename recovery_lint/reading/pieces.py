"""The pieces of a pattern, and how a row of them is walked along the words, ahead or back from its anchor."""

from collections.abc import Container, Iterable, Iterator

from recovery_lint.reading import kinds
from recovery_lint.reading.words import Words

GAP_WORDS = 5


class Entries:
    """The lines of a word list, by their first and by their last word, longest first.

    `lone_first` and `lone_last` are the words that begin, or end, no entry but themselves.
    """

    __slots__ = ("by_first", "by_last", "lone_first", "lone_last")

    def __init__(self, entries: Iterable[tuple[str, ...]]) -> None:
        """File the entries."""
        self.by_first: dict[str, list[tuple[str, ...]]] = {}
        self.by_last: dict[str, list[tuple[str, ...]]] = {}
        for entry in sorted(set(entries), key=lambda e: (-len(e), e)):
            self.by_first.setdefault(entry[0], []).append(entry)
            self.by_last.setdefault(entry[-1], []).append(entry)
        self.lone_first = frozenset(word for word, found in self.by_first.items() if found == [(word,)])
        self.lone_last = frozenset(word for word, found in self.by_last.items() if found == [(word,)])

    def ends(self, words: Words, at: int, high: int) -> Iterator[int]:
        """Yield where an entry that begins at a word ends."""
        for entry in self.by_first.get(words.norms[at], ()):
            end = at + len(entry)
            if len(entry) == 1 or (end <= high and tuple(words.norms[at:end]) == entry):
                yield end

    def starts(self, words: Words, end: int, low: int) -> Iterator[int]:
        """Yield where an entry that ends before a word begins."""
        for entry in self.by_last.get(words.norms[end - 1], ()):
            at = end - len(entry)
            if len(entry) == 1 or (at >= low and tuple(words.norms[at:end]) == entry):
                yield at


class Kind:
    """A built-in kind, which only knows how to look ahead."""

    __slots__ = ("ends", "is_party", "mark")
    _MOST_WORDS = 7

    def __init__(self, ends: kinds.Ends, *, is_party: bool = False, mark: str = "") -> None:
        """Take the function that looks ahead, and the mark of texts that may hold such a thing."""
        self.ends, self.is_party, self.mark = ends, is_party, mark

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
Branching = Entries | Kind | Start | None
Piece = frozenset[str] | Branching


class Walk:
    """A walk from an anchor to the end (`step` 1) or the start (`step` -1) of its sentence, at `limit`.

    What a <party> names on the way is kept in `named`.
    """

    # A plain class: some hundred walks are begun for a reply, and a frozen one costs as much as it walks.
    __slots__ = ("limit", "named", "step", "words")

    def __init__(self, words: Words, limit: int, step: int) -> None:
        """Stand at no place yet."""
        self.words, self.limit, self.step = words, limit, step
        self.named: list[tuple[int, int]] = []

    def along(self, pieces: tuple[Piece, ...], at: int, k: int = 0) -> int:
        """Return where the pieces from the k-th on lead from a place between two words, or -1."""
        norms, step = self.words.norms, self.step
        look = 0 if step > 0 else -1
        while k < len(pieces):
            piece = pieces[k]
            if isinstance(piece, Entries):
                # Most entries are one word: those need no trying of ways.
                word = norms[at + look] if at != self.limit else ""
                if word not in (piece.by_first if step > 0 else piece.by_last):
                    return -1
                if word not in (piece.lone_first if step > 0 else piece.lone_last):
                    return self._branch(piece, pieces, at, k)
            elif not isinstance(piece, frozenset):
                return self._branch(piece, pieces, at, k)
            elif at == self.limit or norms[at + look] not in piece:
                return -1
            at, k = at + step, k + 1
        return at

    def _branch(self, piece: Branching, pieces: tuple[Piece, ...], at: int, k: int) -> int:
        """Try each way on; phrases have few pieces and one gap, so the tries are few."""
        for after in self._ways(piece, pieces[k + 1] if k + 1 < len(pieces) else None, at):
            end = self.along(pieces, after, k + 1)
            if end >= 0:
                if isinstance(piece, Kind) and piece.is_party:
                    self.named.append((min(at, after), max(at, after)))
                return end
        return -1

    def _over_gap(self, following: Piece, at: int) -> Iterable[int]:
        """The places up to five words on, only those where the next piece can begin where that is plain."""
        last = min(at + GAP_WORDS, self.limit) if self.step > 0 else max(at - GAP_WORDS, self.limit)
        places = range(at, last + self.step, self.step)
        if isinstance(following, Entries):
            opening: Container[str] = following.by_first if self.step > 0 else following.by_last
        elif isinstance(following, frozenset):
            opening = following
        else:
            return places
        norms, look = self.words.norms, 0 if self.step > 0 else -1
        return [place for place in places if place != self.limit and norms[place + look] in opening]

    def _ways(self, piece: Branching, following: Piece, at: int) -> Iterable[int]:
        if piece is None:
            return self._over_gap(following, at)
        if at == self.limit and not isinstance(piece, Start):
            return ()
        return piece.ends(self.words, at, self.limit) if self.step > 0 else piece.starts(self.words, at, self.limit)
