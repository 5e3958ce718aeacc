import pytest

from recovery_lint.packs.phrase import (
    MOST_VARIANTS,
    Atom,
    Gap,
    Listed,
    OneOf,
    PhraseError,
    Word,
    lists_in,
    parse,
    unfold,
)

ENOUGH_TO_BREAK_A_STACK = 5000


def refused(text: str) -> PhraseError:
    with pytest.raises(PhraseError) as raised:
        parse(text)
    return raised.value


def spoken(atom: Atom) -> list[str]:
    match atom:
        case Word(text):
            return [text]
        case OneOf(words):
            return list(words)
        case Listed(name):
            return [f"<{name}>"]
        case Gap():
            return ["..."]


def sayings(text: str) -> set[str]:
    """Return everything that a phrase can say, in plain words."""
    said: set[str] = set()
    for variant in unfold(parse(text)):
        lines = [""]
        for atom in variant:
            lines = [f"{line} {word}".strip() for line in lines for word in spoken(atom)]
        said.update(lines)
    return said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("sorry about it", {"sorry about it"}),
        ("a (refund|credit)", {"a refund", "a credit"}),
        ("( a )", {"a"}),
        ("[really] sorry", {"really sorry", "sorry"}),
        ("[so|very] sorry", {"so sorry", "very sorry", "sorry"}),
        ("<we> [will] write", {"<we> will write", "<we> write"}),
        ("we ... sorry", {"we ... sorry"}),
        ("we (sent|have [just] sent) it", {"we sent it", "we have sent it", "we have just sent it"}),
        ("[[very] much] sorry", {"very much sorry", "much sorry", "sorry"}),
        ("we [...] regret", {"we ... regret", "we regret"}),
        ("(in <duration>|by (friday|monday))", {"in <duration>", "by friday", "by monday"}),
        ("can't  e-mail   it", {"can't e-mail it"}),
    ],
)
def test_a_phrase_unfolds_into_all_that_it_can_say(text: str, said: set[str]) -> None:
    assert sayings(text) == said


@pytest.mark.parametrize(
    ("text", "column", "message"),
    [
        ("apologi(s|z)e", 8, "a bracket inside of a word"),
        ("(refund|credit)s", 16, "a bracket inside of a word"),
        ("sorry[s]", 6, "a bracket inside of a word"),
        ("we (send it", 4, "'(' is never closed"),
        ("we [send it", 4, "'[' is never closed"),
        ("we (send [it)", 13, "'[' is closed by ')'"),
        ("we [send it)", 12, "'[' is closed by ')'"),
        ("we send )", 9, "')' closes nothing"),
        ("we ] send", 4, "']' closes nothing"),
        ("we | you", 4, "'|' outside of brackets"),
        ("a (|credit)", 4, "an empty alternative"),
        ("a (refund|)", 11, "an empty alternative"),
        ("a () b", 4, "an empty alternative"),
        ("a [ ] b", 5, "an empty alternative"),
        ("", 1, "an empty phrase"),
        (" \t ", 1, "an empty phrase"),
        ("so <We> write", 4, "'<We>' is no word list"),
        ("so <> write", 4, "'<>' is no word list"),
        ("so <our team> write", 4, "'<' is no word list"),
        ("so > write", 4, "'>' is no word list"),
        ("so <<we>> write", 4, "'<' is no word list"),
        ("we - sorry", 4, "'-' holds no letter or digit"),
        ("sorry !", 7, "'!' holds no letter or digit"),
        ("sorry … you", 7, "'…' holds no letter or digit"),
        ("sorry _ you", 7, "'_' holds no letter or digit"),
        ("so sorry...you", 9, "'...' inside of a word"),
        ("[really] [so]", 1, "everything in this phrase may be absent"),
        ("... sorry", 1, "'...' stands at an edge of the phrase"),
        ("sorry ...", 1, "'...' stands at an edge of the phrase"),
        ("sorry ... [you]", 1, "'...' stands at an edge of the phrase"),
        ("we ... are ... sorry", 1, "more than one '...' in a phrase"),
        ("<number>", 1, "no word to hold on to"),
        ("<party> ... <date>", 1, "no word to hold on to"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_column_and_a_hint(text: str, column: int, message: str) -> None:
    error = refused(text)
    assert (error.column, error.message) == (column, message)
    assert error.hint


def test_the_hint_for_a_bracket_inside_of_a_word_shows_whole_words() -> None:
    assert "whole words: (apologise|apologize)" in refused("apologi(s|z)e").hint


def test_sixty_four_variants_are_allowed_and_more_are_refused_with_their_count() -> None:
    six = " ".join(["[very]"] * 6)
    assert MOST_VARIANTS == 64
    assert len(list(unfold(parse(f"{six} sorry")))) == 64
    five = "(a|b|c|d|e)"
    assert "65 variants" in refused(f"{five} (a|b|c|d|e|f|g|h|i|j|k|l|m)").message
    error = refused(f"{six} [really] sorry")
    assert "unfolds into 128 variants, at most 64" in error.message
    assert "two phrases" in error.hint
    assert "word list" in error.hint


def test_a_huge_number_of_variants_is_counted_and_not_unfolded() -> None:
    assert f"unfolds into {2**200} variants" in refused("[a] " * 200 + "b").message


@pytest.mark.parametrize("opener", ["(", "[", "(a "])
def test_brackets_nested_without_end_are_refused(opener: str) -> None:
    assert "deep" in refused(opener * ENOUGH_TO_BREAK_A_STACK).message


@pytest.mark.parametrize("text", ["in <duration>", "<slot>", "<link>", "<we>", "ask <party> first"])
def test_one_word_or_list_is_enough_to_hold_on_to(text: str) -> None:
    assert parse(text)


def test_the_lists_that_a_phrase_names_are_found_at_any_depth_with_their_column() -> None:
    assert [(x.name, x.column) for x in lists_in(parse("<we> ([to <party>] send|<x-1>)"))] == [
        ("we", 1),
        ("party", 11),
        ("x-1", 25),
    ]
