"""The phrase language: one line of a pack becomes a tree, and a tree unfolds into variants.

sorry about it       these words          (refund|credit)   one of these
[really]             may be absent        <we>              a line of the word list "we"
...                  up to five words, once in a phrase and never at its edge
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

MOST_VARIANTS = 64
MOST_NESTED = 8
# The built-in kinds; those in front of "link" are no single words, so no pattern can be filed under them.
BUILT_IN = ("number", "date", "duration", "party", "our-channel", "start", "link", "slot")

_TOKEN = re.compile(r"\.\.\.|<[^<>\s]*>|[()\[\]|]|[^\s()\[\]|<>]+|[<>]")
_WORD = re.compile(r"[^\W_]")
_CLOSER = {"(": ")", "[": "]"}


class PhraseError(ValueError):
    """A phrase that cannot be read: the column (from 1) in its line, and a hint."""

    def __init__(self, column: int, message: str, hint: str = "") -> None:
        """Keep the place and the hint beside the message."""
        super().__init__(message)
        self.column, self.message, self.hint = column, message, hint


@dataclass(frozen=True, slots=True)
class Word:
    """One literal word."""

    text: str


@dataclass(frozen=True, slots=True)
class Listed:
    """Any line of a word list, or one of the built-in kinds."""

    name: str
    column: int = 1


@dataclass(frozen=True, slots=True)
class Gap:
    """Up to five words of any kind."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several sequences, or none of them where it is optional."""

    options: tuple["Sequence", ...]
    optional: bool = False


@dataclass(frozen=True, slots=True)
class OneOf:
    """A choice of single words, kept together so that matching can look it up in one step."""

    words: tuple[str, ...]


Node = Word | Listed | Gap | Choice
Sequence = tuple[Node, ...]
Atom = Word | Listed | Gap | OneOf
Variant = tuple[Atom, ...]


def parse(text: str) -> Sequence:
    """Read one phrase. Raises PhraseError with the column and a hint."""
    tokens = [(m.group(), m.start() + 1) for m in _TOKEN.finditer(text)]
    _refuse_glued(text)
    _refuse_deep(tokens)
    tree, rest = _sequence(tokens, 0)
    if rest < len(tokens):
        token, column = tokens[rest]
        if token == "|":  # noqa: S105
            raise PhraseError(column, "'|' outside of brackets", "write (this|that)")
        raise PhraseError(column, f"'{token}' closes nothing", "remove it, or open a bracket before it")
    if not tree:
        raise PhraseError(1, "an empty phrase", "write at least one word")
    many = count(tree)
    if many > MOST_VARIANTS:
        raise PhraseError(
            1,
            f"the phrase unfolds into {many} variants, at most {MOST_VARIANTS} are allowed",
            "write it as two phrases, or move the alternatives into a word list",
        )
    _check_variants(tree)
    return tree


def count(tree: Sequence) -> int:
    """How many variants a tree unfolds into; a word list counts as one."""
    total = 1
    for node in tree:
        if isinstance(node, Choice):
            total *= sum(count(option) for option in node.options) + node.optional
    return total


def unfold(tree: Sequence) -> Iterator[Variant]:
    """Yield every flat variant of a tree; a choice of single words stays one atom."""
    for parts in product(*[_alternatives(node) for node in tree]):
        yield tuple(atom for part in parts for atom in part)


def lists_in(tree: Sequence) -> Iterator[Listed]:
    """Yield every word list that a tree names."""
    for node in tree:
        if isinstance(node, Listed):
            yield node
        elif isinstance(node, Choice):
            for option in node.options:
                yield from lists_in(option)


def _alternatives(node: Node) -> list[Variant]:
    if not isinstance(node, Choice):
        return [(node,)]
    none: list[Variant] = [()] if node.optional else []
    if all(len(o) == 1 and isinstance(o[0], Word) for o in node.options):
        words = tuple(o[0].text for o in node.options if isinstance(o[0], Word))
        atom: Atom = OneOf(words) if len(words) > 1 else Word(words[0])
        return [(atom,), *none]
    return [variant for option in node.options for variant in unfold(option)] + none


def _refuse_glued(text: str) -> None:
    """Alternatives are whole words: 'apologi(s|z)e' reads well and is never what one wants."""
    glued = re.search(r"[^\s()\[\]|][(\[]|[)\]][^\s()\[\]|]", text)
    if glued:
        raise PhraseError(
            glued.start() + 2, "a bracket inside of a word", "alternatives are whole words: (apologise|apologize)"
        )


def _refuse_deep(tokens: list[tuple[str, int]]) -> None:
    depth = 0
    for token, column in tokens:
        depth += (token in _CLOSER) - (token in _CLOSER.values())
        if depth > MOST_NESTED:
            raise PhraseError(column, f"brackets in brackets, more than {MOST_NESTED} deep", "write it as two phrases")


def _sequence(tokens: list[tuple[str, int]], at: int) -> tuple[Sequence, int]:
    nodes: list[Node] = []
    while at < len(tokens):
        token, column = tokens[at]
        if token in _CLOSER:
            node, at = _choice(tokens, at)
            nodes.append(node)
            continue
        if token in (")", "]", "|"):
            break
        nodes.append(_atom(token, column))
        at += 1
    return tuple(nodes), at


def _atom(token: str, column: int) -> Node:
    if token == "...":  # noqa: S105
        return Gap()
    if token.startswith(("<", ">")):
        name = token[1:-1]
        if not re.fullmatch(r"<[a-z][a-z0-9-]*>", token):
            raise PhraseError(column, f"'{token}' is no word list", "write <name>, in small letters and hyphens")
        return Listed(name, column)
    if "..." in token:
        raise PhraseError(column + token.index("..."), "'...' inside of a word", "leave a blank on each side of '...'")
    if not _WORD.search(token):
        raise PhraseError(column, f"'{token}' holds no letter or digit", "phrases hear words; leave punctuation out")
    return Word(token)


def _choice(tokens: list[tuple[str, int]], at: int) -> tuple[Choice, int]:
    opener, column = tokens[at]
    options: list[Sequence] = []
    while True:
        option, at = _sequence(tokens, at + 1)
        if at == len(tokens):
            raise PhraseError(column, f"'{opener}' is never closed", f"add '{_CLOSER[opener]}'")
        token, here = tokens[at]
        if not option:
            raise PhraseError(here, "an empty alternative", "use [word] for a word that may be absent")
        options.append(option)
        if token == "|":  # noqa: S105
            continue
        if token != _CLOSER[opener]:
            raise PhraseError(here, f"'{opener}' is closed by '{token}'", f"close it with '{_CLOSER[opener]}'")
        return Choice(tuple(options), opener == "["), at + 1


def _check_variants(tree: Sequence) -> None:
    for variant in unfold(tree):
        if not variant:
            raise PhraseError(1, "everything in this phrase may be absent", "leave one word outside of [ ]")
        if isinstance(variant[0], Gap) or isinstance(variant[-1], Gap):
            raise PhraseError(1, "'...' stands at an edge of the phrase", "'...' needs a word on each side")
        if sum(isinstance(atom, Gap) for atom in variant) > 1:
            raise PhraseError(1, "more than one '...' in a phrase", "write two phrases")
        if not any(_holds_on(atom) for atom in variant):
            raise PhraseError(1, "no word to hold on to", "add at least one word or word list")


def _holds_on(atom: Atom) -> bool:
    """Whether a pattern can be filed under this: a word, or what stands for one word."""
    return not isinstance(atom, Gap) and not (
        isinstance(atom, Listed) and atom.name in BUILT_IN[: BUILT_IN.index("link")]
    )
