"""What cancels a phrase: a cue before it in its clause, or the marks around it.

The method of ConText: a cue opens a scope, which runs ahead until the clause ends or its reach is used up.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence

from recovery_lint.models import Author
from recovery_lint.packs.pack import Scope
from recovery_lint.reading.patterns import Match
from recovery_lint.reading.words import Words

# Where each cue begins and ends, in words, sorted.
Cues = Sequence[tuple[int, int]]
_LONGEST_CLAUSE = 60


class Scopes:
    """Tells which scopes a match lies in, given the cues heard in the same words."""

    def __init__(self, scopes: Iterable[Scope], breaks: frozenset[str]) -> None:
        """Take the scopes of the packs, and the words that begin a new clause."""
        self._scopes = tuple(scopes)
        self._breaks = breaks

    def of(self, match: Match, by: Author, words: Words, cues: Mapping[str, Cues]) -> Iterator[str]:
        """Yield the names of the scopes that hold over a match of one side's words."""
        for scope in self._scopes:
            if scope.by not in (None, by):
                continue
            if scope.mark == "?":
                if words.sentence_of[match.low] in words.asked:
                    yield scope.name
            elif scope.mark == '"':
                if _is_quoted(words, match):
                    yield scope.name
            elif scope.name in cues and self._is_reached(scope, match, words, cues[scope.name]):
                yield scope.name

    def _is_reached(self, scope: Scope, match: Match, words: Words, cues: Cues) -> bool:
        """Whether the last cue before the match stands in its clause, and near enough."""
        before = bisect_right(cues, match.low, key=lambda cue: cue[1])
        if not before:
            return False
        low, high = cues[before - 1]
        near = match.low - high < (scope.reach or _LONGEST_CLAUSE)
        return near and not any(self._begins_clause(words, at) for at in range(low + 1, match.low + 1))

    def clause_of(self, at: int, words: Words) -> int:
        """Return the word that begins the clause which a word stands in."""
        low, _ = words.sentences[words.sentence_of[at]]
        first = max(low, at - _LONGEST_CLAUSE)
        while at > first and not self._begins_clause(words, at):
            at -= 1
        return at

    def _begins_clause(self, words: Words, at: int) -> bool:
        return (
            at in words.commas
            or at in words.cuts
            or words.norms[at] in self._breaks
            or words.sentence_of[at] != words.sentence_of[at - 1]
        )


def _is_quoted(words: Words, match: Match) -> bool:
    """Whether an odd number of quote signs stands before the match in its sentence, and one behind it."""
    low, high = words.sentences[words.sentence_of[match.low]]
    for places in words.quotes.values():
        if places:
            opened = bisect_right(places, match.low) - bisect_left(places, low)
            if opened % 2 and bisect_right(places, high) > bisect_left(places, match.high):
                return True
    return False
