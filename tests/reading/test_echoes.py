"""Acts that are made of others: what comes back of the customer's words, what is left open, what is new."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recovery_lint import Draft, Evidence, Linter, Turn, load_pack
from recovery_lint.reading.echoes import _stem
from tests.support import HEAD, act, alone, write_pack

MADE = """\
summary = "What the echo test hears."
by = "{by}"
{kind} = ["wondered", "broke-down"]
yes = ["Does the kettle whistle?"]
no = ["Nothing."]
"""
ACTS = {
    "wondered": act("wondered", "does the", by="customer"),
    "broke-down": act("broke-down", "is broken", by="customer"),
    "said-back": MADE.format(by="writer", kind="echoes"),
    "kept-open": MADE.format(by="customer", kind="leaves_open"),
    "new-here": MADE.format(by="customer", kind="first_says"),
}
LID, WHISTLE = "The kettle lid is broken.", "Does the kettle whistle?"
WORDS = st.sampled_from("kettle whistle lid spout the a we you broken sorry whistles is does. Well,".split())
TEXTS = st.lists(WORDS, min_size=1, max_size=12).map(" ".join)


@pytest.fixture(scope="module", name="linter")
def _linter(tmp_path_factory: pytest.TempPathFactory) -> Linter:
    folder: Path = tmp_path_factory.mktemp("echoes") / "echoes"
    return alone(load_pack(write_pack(folder, f'small_words = """\nthing\n"""\n{HEAD}', ACTS)))


def made(linter: Linter, name: str, text: str, message: str, *earlier: str) -> list[Evidence]:
    turns = tuple(Turn(author="customer", text=words) for words in earlier)
    report = linter.lint(Draft(text=text, message=message, earlier=turns))
    return [e for e in report.acts if e.act == name]


@pytest.mark.parametrize(
    "family",
    [
        "deliver delivered delivery deliveries delivering",
        "move moved moves moving",
        "size sizes",
        "price prices pricing",
        "charge charged charges charging",
        "stop stopped stopping",
        "ship shipped shipping shipment",
        "broke broken",
        "open opened opening",
        "family families",
        "connect connected connection connections",
        "bus buses",
        "miss missed missing",
        "cancel canceled cancelled cancelling",
        "pay payment payments",
        "glass glasses",
    ],
)
def test_the_forms_of_a_word_are_one(family: str) -> None:
    assert len({_stem(word) for word in family.split()}) == 1


@pytest.mark.parametrize("pair", ["bus bill", "glass class", "lid led", "kettle kitten", "open oven", "key day"])
def test_other_words_are_others(pair: str) -> None:
    first, second = pair.split()
    assert _stem(first) != _stem(second)


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("We are sorry that the lid of your kettle broke.", "lid of your kettle broke"),
        ("Thank you.\nThe Lid is on its way.", "Lid"),
        ("We are sorry for it.", None),
    ],
)
def test_an_echo_runs_from_the_first_word_that_comes_back_to_the_last(
    linter: Linter, text: str, heard: str | None
) -> None:
    assert [e.text for e in made(linter, "said-back", text, LID)] == ([heard] if heard else [])


@pytest.mark.parametrize(
    ("text", "is_open"),
    [
        ("Thank you for writing.", True),
        ("", True),
        ("It whistles.", False),
        ("Both kettles do.", False),
        ("The does and the don'ts.", True),
    ],
)
def test_a_question_is_open_while_none_of_its_words_comes_back(linter: Linter, text: str, is_open: bool) -> None:  # noqa: FBT001
    assert bool(made(linter, "kept-open", text, f"Hello. {WHISTLE} Bye.")) is is_open


def test_what_is_left_open_is_the_whole_sentence(linter: Linter) -> None:
    (found,) = made(linter, "kept-open", "Thank you.", f"Hello. {WHISTLE} Bye.")
    assert (found.start, found.end, found.text) == (7, 30, "Does the kettle whistle")


@pytest.mark.parametrize("question", ["Does the kettle?", "Does the thing it?"])
def test_a_question_of_too_few_words_is_never_open(linter: Linter, question: str) -> None:
    assert not made(linter, "kept-open", "Thank you.", question)


def test_nothing_is_new_where_nothing_was_before(linter: Linter) -> None:
    assert not made(linter, "new-here", "Sorry.", LID)


@pytest.mark.parametrize(("before", "is_new"), [("The kettle is loud.", False), ("The bill is wrong.", True)])
def test_a_trouble_is_new_that_was_not_spoken_of(linter: Linter, before: str, is_new: bool) -> None:  # noqa: FBT001
    assert bool(made(linter, "new-here", "Sorry.", LID, before)) is is_new


def test_only_the_customers_own_turns_were_said_by_them(linter: Linter) -> None:
    draft = Draft(text="Sorry.", message=LID, earlier=(Turn(author="writer", text="How is the kettle lid?"),))
    assert "new-here" not in {e.act for e in linter.lint(draft).acts}


@given(TEXTS, TEXTS)
def test_made_evidence_points_at_its_own_words(linter: Linter, text: str, message: str) -> None:
    message = f"{message}. {WHISTLE} {LID}"
    for evidence in linter.lint(Draft(text=text, message=message)).acts:
        source = text if evidence.by == "writer" else message
        assert source[evidence.start : evidence.end] == evidence.text


@given(TEXTS, TEXTS)
def test_more_words_never_open_a_question(linter: Linter, text: str, more: str) -> None:
    if not made(linter, "kept-open", text, WHISTLE):
        assert not made(linter, "kept-open", f"{text}. {more}", WHISTLE)


@given(TEXTS, st.sampled_from(["kettle", "Kettles", "whistling", "WHISTLED"]))
def test_a_reply_that_says_the_word_leaves_nothing_open(linter: Linter, text: str, word: str) -> None:
    assert not made(linter, "kept-open", f"{text} {word}", WHISTLE)


@given(TEXTS)
def test_a_question_is_either_open_or_echoed(linter: Linter, text: str) -> None:
    assert bool(made(linter, "kept-open", text, WHISTLE)) is not bool(made(linter, "said-back", text, WHISTLE))
