import re

from hypothesis import example, given
from hypothesis import strategies as st

from recovery_lint.packs.phrase import (
    MOST_VARIANTS,
    Atom,
    Choice,
    OneOf,
    PhraseError,
    Sequence,
    Word,
    count,
    parse,
    unfold,
)

SIGNS = st.sampled_from(["(", ")", "[", "]", "|", "<", ">", "...", " ", "we", "so", "<we>", "<number>", "'", "-", "é"])


def outcome(text: str) -> Sequence | PhraseError:
    try:
        return parse(text)
    except PhraseError as error:
        return error


@given(st.one_of(st.text(max_size=60), st.lists(SIGNS, max_size=25).map("".join)))
@example("a....b")
@example("<\u00a0>")
def test_any_text_is_read_or_refused_with_a_column_inside_of_it(text: str) -> None:
    tree = outcome(text)
    if isinstance(tree, PhraseError):
        assert 1 <= tree.column <= len(text) + 1
        assert tree.message
        assert tree.hint
    else:
        assert 1 <= count(tree) <= MOST_VARIANTS
        assert all(unfold(tree))


def branches(inner: st.SearchStrategy[Sequence]) -> st.SearchStrategy[Sequence]:
    choice = st.builds(Choice, st.lists(inner, min_size=1, max_size=3).map(tuple), st.booleans())
    return st.lists(st.one_of(st.builds(Word, st.sampled_from("abc")), choice), min_size=1, max_size=3).map(tuple)


TREES = st.recursive(st.just((Word("x"),)), branches, max_leaves=8)


def written(tree: Sequence) -> str:
    """Write a tree as a person would."""
    parts = []
    for node in tree:
        if isinstance(node, Choice):
            inner = "|".join(written(option) for option in node.options)
            parts.append(f"[{inner}]" if node.optional else f"({inner})")
        elif isinstance(node, Word):
            parts.append(node.text)
    return " ".join(parts)


def ways(text: str) -> int:
    """Count what a written phrase can say, by turning it into sums and products."""
    sums = re.sub(r"[a-z]+", "1", text).replace("[", "(1+").replace("]", ")").replace("|", "+")
    return int(eval(re.sub(r"(?<=[1)]) (?=[1(])", "*", sums)))  # noqa: S307


@given(TREES)
def test_count_is_the_number_of_true_unfoldings(tree: Sequence) -> None:
    many = count(tree)
    assert many == ways(written(tree))
    if many <= MOST_VARIANTS:
        assert sum(len_of(variant) for variant in unfold(tree)) == many


def len_of(variant: tuple[Atom, ...]) -> int:
    """A choice of single words stays one atom: it stands for as many variants as it has words."""
    total = 1
    for atom in variant:
        total *= len(atom.words) if isinstance(atom, OneOf) else 1
    return total


@given(TREES)
def test_a_written_tree_is_read_back_as_it_was(tree: Sequence) -> None:
    read = outcome(f"{written(tree)} end")
    if isinstance(read, PhraseError):
        assert "variants" in read.message or "deep" in read.message
    else:
        assert read == (*tree, Word("end"))
