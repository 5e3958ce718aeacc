from pathlib import Path

import pytest

from recovery_lint.models import Draft
from tests.packs_of_our_own import ActOf, reader

SAYS = ["sorry", "we will call"]
ALL = ("negated", "conditional", "asked", "quoted")


def scopes_of(folder: Path, text: str) -> set[str]:
    """Return the scopes that hold over the one phrase of a text: an act for each tells if it is only heard there."""
    only = {f"only-{name}": ActOf(SAYS, only_when=[name], even_when=[s for s in ALL if s != name]) for name in ALL}
    reading = reader(folder, only).read(Draft(text=text))
    return {evidence.act.removeprefix("only-") for evidence in reading.evidence}


@pytest.mark.parametrize(
    "text",
    [
        "We are not sorry.",
        "We aren't sorry.",
        "Never sorry.",
        "We are not at all very sorry.",
        "But not because we are sorry; but not sorry.",
        "That is not it. We are not sorry.",
    ],
)
def test_a_word_before_it_denies_it(tmp_path: Path, text: str) -> None:
    assert "negated" in scopes_of(tmp_path, text)


@pytest.mark.parametrize(
    "text",
    [
        "Sorry, not now.",
        "It is not here, sorry.",
        "It is not here and we are so very sorry.",
        "It is not here but we are sorry.",
        "We do not know because we are sorry.",
        "It is not here. Sorry.",
        "It is not here (sorry).",
        "It is not here; sorry.",
        "It is not here - sorry.",
        "It is not here — sorry.",
        "It is not here: sorry.",
        "It is not\n\nsorry",
        "We are not only sorry.",
        "Sorry",
    ],
)
def test_a_denial_ends_with_its_clause_or_its_reach(tmp_path: Path, text: str) -> None:
    assert scopes_of(tmp_path, text) == set()


def test_a_reach_of_four_words_is_four_words(tmp_path: Path) -> None:
    assert scopes_of(tmp_path, "Not a b c sorry") == {"negated"}
    assert scopes_of(tmp_path, "Not a b c d sorry") == set()


def test_a_cue_inside_of_the_phrase_does_not_cancel_it(tmp_path: Path) -> None:
    found = reader(tmp_path, {"refusal": ["we can not help"]}).read(Draft(text="We can't help."))
    assert [e.text for e in found.evidence] == ["We can't help"]


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("If it breaks again we will call.", True),
        ("If you are sorry", True),
        ("If it breaks again, we will call.", False),
        ("We will call if it breaks.", False),
        ("See if it works. We will call.", False),
        ("If it does not work but we will call", False),
    ],
)
def test_a_condition_runs_to_the_end_of_its_clause(tmp_path: Path, text: str, holds: bool) -> None:  # noqa: FBT001
    assert ("conditional" in scopes_of(tmp_path, text)) is holds


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("Are we sorry?", True),
        ("Are you, by the way, sorry?!", True),
        ("We are sorry. Is that all?", False),
        ("Is that all? We are sorry.", False),
        ("Is that all?\nWe are sorry", False),
        ("Sorry", False),
    ],
)
def test_a_question_is_its_own_sentence(tmp_path: Path, text: str, holds: bool) -> None:  # noqa: FBT001
    assert scopes_of(tmp_path, text) == ({"asked"} if holds else set())


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ('You wrote "we are sorry" to us.', True),
        ("You wrote “we are sorry” to us.", True),
        ("You wrote „so sorry“.", True),
        ("You wrote 'so sorry' to us.", True),
        ("You wrote ‘so sorry’ to us.", True),
        ('"Wait" is what you wrote, sorry.', False),
        ('Sorry, you wrote "wait".', False),
        ('"Wait" and sorry and "go".', False),
        ("It's late, we're sorry, it isn't here.", False),
        ('A 5" screen, sorry.', False),
        ("Sorry", False),
    ],
)
def test_words_between_quote_signs_are_somebody_elses(tmp_path: Path, text: str, holds: bool) -> None:  # noqa: FBT001
    assert scopes_of(tmp_path, text) == ({"quoted"} if holds else set())


def test_scopes_add_up(tmp_path: Path) -> None:
    acts = {"both": ActOf(SAYS, only_when=["negated", "asked"]), "one": ActOf(SAYS, only_when=["negated"])}
    found = reader(tmp_path, acts)
    assert [e.act for e in found.read(Draft(text="Are you not sorry?")).evidence] == ["both"]
    assert [e.act for e in found.read(Draft(text="You are not sorry.")).evidence] == ["one"]


@pytest.mark.parametrize("scope", ALL)
def test_a_scope_cancels_an_act_unless_it_is_even_when(tmp_path: Path, scope: str) -> None:
    texts = {
        "negated": "We are not sorry.",
        "conditional": "If we are sorry.",
        "asked": "Are we sorry?",
        "quoted": 'You wrote "sorry" here.',
    }
    acts = {"plain": ActOf(SAYS), "even": ActOf(SAYS, even_when=[scope]), "only": ActOf(SAYS, only_when=[scope])}
    read = reader(tmp_path, acts).read
    for name, text in texts.items():
        expected = {"even", "only"} if name == scope else set()
        assert {e.act for e in read(Draft(text=text)).evidence} == expected
    assert {e.act for e in read(Draft(text="We are sorry.")).evidence} == {"plain", "even"}
