"""All patterns at once: what begins alike is walked together, and a step is one look into a table.

A pattern is filed under its anchor, its rarest word. From where the anchor stands, everything that may stand
behind it is walked ahead, and from there everything that must stand in front is walked back. The tables are made
while walking, as a lazy automaton is, and thrown away when they have grown too large.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from recovery_lint.packs.pack import Phrase
from recovery_lint.reading.pieces import GAP_WORDS, Entries, Kind, Piece, Start
from recovery_lint.reading.words import Words

Span = tuple[int, int]
# The words behind the first one of an entry, in the direction of the walk; () for a single word.
Tail = tuple[str, ...]


class Ending(NamedTuple):
    """What a pattern that is walked to its end has heard."""

    label: str
    phrase: Phrase


class Node:
    """A place in the tree of all patterns: where to go from here, and what ends here."""

    __slots__ = ("endings", "front", "gap", "kinds", "sets", "step")

    def __init__(self, step: int) -> None:
        """Begin with no way on; `step` is 1 ahead and -1 back."""
        self.step = step
        self.sets: dict[Piece, Node] = {}
        self.kinds: dict[Kind | Start, Node] = {}
        self.gap: Node | None = None
        self.endings: list[Ending] = []
        # Where the walk back begins, for what ends here ahead.
        self.front: Node | None = None

    def grow(self, pieces: Iterable[Piece]) -> "Node":
        """Return the node behind some pieces, making what is missing."""
        node = self
        for piece in pieces:
            if piece is None:
                node.gap = node.gap or Node(self.step)
                node = node.gap
            elif isinstance(piece, Kind | Start):
                node = node.kinds.setdefault(piece, Node(self.step))
            else:
                node = node.sets.setdefault(piece, Node(self.step))
        return node


class State:
    """Several nodes that are reached together, as one."""

    __slots__ = ("endings", "front", "gap", "is_end", "kinds", "known", "sets", "step")

    def __init__(self, nodes: list[Node]) -> None:
        """Join the nodes; there is at least one."""
        self.step = nodes[0].step
        self.sets = [pair for node in nodes for pair in node.sets.items()]
        self.endings = [ending for node in nodes for ending in node.endings]
        self.gap = _joined([node.gap for node in nodes if node.gap])
        self.front = _joined([node.front for node in nodes if node.front])
        kinds: dict[Kind | Start, list[Node]] = {}
        for node in nodes:
            for kind, after in node.kinds.items():
                kinds.setdefault(kind, []).append(after)
        self.kinds = [(kind, State(after)) for kind, after in kinds.items()]
        # Whether a pattern ends here and none goes on, so that there is nothing left to walk.
        goes_on = self.sets or self.kinds or self.gap
        self.is_end = bool(self.front or self.endings) and not goes_on
        self.known: dict[str, Ways] = {}

    def steps(self, word: str, table: "Table") -> "Ways":
        """Return the ways on over a word, worked out once a word."""
        known = self.known.get(word)
        if known is None:
            known = self.known[word] = steps(self.sets, word, self.step)
            table.size += len(known) + 1
        return known


# The ways on over a word, the longest first, by what else of an entry has to follow it.
Ways = list[tuple[Tail, State]]


class Table:
    """How many steps are remembered."""

    __slots__ = ("size",)

    def __init__(self) -> None:
        """Begin with none."""
        self.size = 0


def steps(sets: Iterable[tuple[Piece, Node]], word: str, step: int) -> Ways:
    """Return the states behind a word of some sets and lists, by what else of an entry has to follow."""
    reached: dict[Tail, list[Node]] = {}
    for piece, node in sets:
        for tail in _tails(piece, word, step):
            reached.setdefault(tail, []).append(node)
    return [(tail, State(nodes)) for tail, nodes in sorted(reached.items(), key=lambda way: -len(way[0]))]


def _joined(nodes: list[Node]) -> State | None:
    return State(nodes) if nodes else None


def _tails(piece: Piece, word: str, step: int) -> Iterator[Tail]:
    if isinstance(piece, frozenset):
        if word in piece:
            yield ()
    elif isinstance(piece, Entries):
        if step > 0:
            yield from (entry[1:] for entry in piece.by_first.get(word, ()))
        else:
            yield from (entry[:-1] for entry in piece.by_last.get(word, ()))


class Walk:
    """A walk along the words of one sentence, up to `limit`, gathering where it can end.

    `found` holds a state where patterns end, the place reached, and the party named on the way. One walk
    serves a whole text, sentence after sentence.
    """

    __slots__ = ("found", "limit", "norms", "table", "words")

    def __init__(self, words: Words, table: Table) -> None:
        """Stand at no place yet."""
        self.words, self.table = words, table
        self.norms = words.norms
        self.limit = 0
        self.found: list[tuple[State, int, Span | None]] = []

    def ahead(self, state: State, at: int, party: Span | None) -> None:
        """Go on from a place between two words."""
        if state.front is not None:
            self.found.append((state.front, at, party))
        if at < self.limit:
            if state.sets and (ways := state.steps(self.norms[at], self.table)):
                self._step_ahead(ways, at, party)
            for kind, after in state.kinds:
                for end in kind.ends(self.words, at, self.limit):
                    self.ahead(after, end, (at, end) if isinstance(kind, Kind) and kind.is_party else party)
        if state.gap is not None:
            self._over_gap_ahead(state.gap, at, party)

    def _over_gap_ahead(self, gap: State, at: int, party: Span | None) -> None:
        norms, known = self.norms, gap.known
        for place in range(at, min(at + GAP_WORDS + 1, self.limit)):
            if gap.kinds:
                self.ahead(gap, place, party)
                continue
            word = norms[place]
            ways = known[word] if word in known else gap.steps(word, self.table)
            if ways:
                self._step_ahead(ways, place, party)

    def _step_ahead(self, ways: Ways, at: int, party: Span | None) -> None:
        norms = self.norms
        for tail, after in ways:
            end = at + 1 + len(tail)
            if not tail or (end <= self.limit and tuple(norms[at + 1 : end]) == tail):
                if after.is_end:
                    self.found.append((after.front, end, party))  # type: ignore[arg-type]  # an end has a front
                else:
                    self.ahead(after, end, party)

    def back(self, state: State, at: int, party: Span | None) -> None:
        """Go on backwards from a place between two words."""
        if state.endings:
            self.found.append((state, at, party))
        if at > self.limit and state.sets and (ways := state.steps(self.norms[at - 1], self.table)):
            self._step_back(ways, at, party)
        for kind, after in state.kinds:
            if at > self.limit or isinstance(kind, Start):
                for start in kind.starts(self.words, at, self.limit):
                    self.back(after, start, (start, at) if isinstance(kind, Kind) and kind.is_party else party)
        if state.gap is not None:
            self._over_gap_back(state.gap, at, party)

    def _over_gap_back(self, gap: State, at: int, party: Span | None) -> None:
        norms, known = self.norms, gap.known
        for place in range(at, max(at - GAP_WORDS - 1, self.limit), -1):
            if gap.kinds:
                self.back(gap, place, party)
                continue
            word = norms[place - 1]
            ways = known[word] if word in known else gap.steps(word, self.table)
            if ways:
                self._step_back(ways, place, party)

    def _step_back(self, ways: Ways, at: int, party: Span | None) -> None:
        norms = self.norms
        for tail, after in ways:
            start = at - 1 - len(tail)
            if not tail or (start >= self.limit and tuple(norms[start : at - 1]) == tail):
                if after.is_end:
                    self.found.append((after, start, party))
                else:
                    self.back(after, start, party)

    def around(self, state: State, at: int, end: int) -> Iterator[tuple[Ending, int, int, Span | None]]:
        """Yield every pattern around an anchor from `at` to `end`: where it begins and ends, and whom it names.

        Of several ways to hear a pattern there, the first counts: the longest entry, the shortest gap.
        """
        low, high = self.words.sentences[self.words.sentence_of[at]]
        self.found, self.limit = [], high
        self.ahead(state, end, None)
        seen: set[int] = set()
        for front, stop, named in self.found:
            # Most fronts are walked in vain, and many have nothing to walk.
            reached: list[tuple[State, int, Span | None]] = [(front, at, None)] if front.is_end else []
            if not front.is_end:
                self.found, self.limit = reached, low
                self.back(front, at, None)
            for last, start, named_before in reached:
                for ending in last.endings:
                    if id(ending) not in seen:
                        seen.add(id(ending))
                        yield ending, start, stop, named_before or named
