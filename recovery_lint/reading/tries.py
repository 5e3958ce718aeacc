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

    __slots__ = ("_known", "endings", "front", "gap", "kinds", "sets", "step")

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
        self._known: dict[str, list[tuple[Tail, State]]] = {}

    def steps(self, word: str, table: "Table") -> "list[tuple[Tail, State]]":
        """Return the ways on over a word, the longest first, worked out once a word."""
        known = self._known.get(word)
        if known is None:
            known = self._known[word] = steps(self.sets, word, self.step)
            table.size += len(known) + 1
        return known


class Table:
    """How many steps are remembered."""

    __slots__ = ("size",)

    def __init__(self) -> None:
        """Begin with none."""
        self.size = 0


def steps(sets: Iterable[tuple[Piece, Node]], word: str, step: int) -> list[tuple[Tail, State]]:
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

    `found` holds a state where patterns end, the place reached, and the party named on the way.
    """

    __slots__ = ("found", "limit", "norms", "table", "words")

    def __init__(self, words: Words, limit: int, table: Table) -> None:
        """Stand at no place yet."""
        self.words, self.limit, self.table = words, limit, table
        self.norms = words.norms
        self.found: list[tuple[State, int, Span | None]] = []

    def ahead(self, state: State, at: int, party: Span | None) -> None:
        """Go on from a place between two words."""
        if state.front is not None:
            self.found.append((state.front, at, party))
        if at < self.limit:
            if state.sets:
                for tail, after in state.steps(self.norms[at], self.table):
                    end = at + 1 + len(tail)
                    if not tail or (end <= self.limit and tuple(self.norms[at + 1 : end]) == tail):
                        self.ahead(after, end, party)
            for kind, after in state.kinds:
                for end in kind.ends(self.words, at, self.limit):
                    self.ahead(after, end, (at, end) if isinstance(kind, Kind) and kind.is_party else party)
        if state.gap is not None:
            for place in range(at, min(at + GAP_WORDS, self.limit) + 1):
                self.ahead(state.gap, place, party)

    def back(self, state: State, at: int, party: Span | None) -> None:
        """Go on backwards from a place between two words."""
        if state.endings:
            self.found.append((state, at, party))
        if at > self.limit and state.sets:
            for tail, after in state.steps(self.norms[at - 1], self.table):
                start = at - 1 - len(tail)
                if not tail or (start >= self.limit and tuple(self.norms[start : at - 1]) == tail):
                    self.back(after, start, party)
        for kind, after in state.kinds:
            if at > self.limit or isinstance(kind, Start):
                for start in kind.starts(self.words, at, self.limit):
                    self.back(after, start, (start, at) if isinstance(kind, Kind) and kind.is_party else party)
        if state.gap is not None:
            for place in range(at, max(at - GAP_WORDS, self.limit) - 1, -1):
                self.back(state.gap, place, party)


def heard(
    state: State, words: Words, at: int, end: int, table: Table
) -> Iterator[tuple[Ending, int, int, Span | None]]:
    """Yield every pattern around an anchor from `at` to `end`: where it begins and ends, and whom it names.

    Of several ways to hear a pattern there, the first counts: the longest entry, the shortest gap.
    """
    low, high = words.sentences[words.sentence_of[at]]
    ahead = Walk(words, high, table)
    ahead.ahead(state, end, None)
    seen: set[int] = set()
    for front, stop, named in ahead.found:
        back = Walk(words, low, table)
        back.back(front, at, None)
        for last, start, named_before in back.found:
            for ending in last.endings:
                if id(ending) not in seen:
                    seen.add(id(ending))
                    yield ending, start, stop, named_before or named
