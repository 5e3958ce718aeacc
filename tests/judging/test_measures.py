from typing import get_args

import pytest

from recovery_lint.judging.measures import Excess, broken_bound, measure
from recovery_lint.packs.pack import Bounds, Measure
from tests.support import OFFLINE, ROOT, no_network, python

__all__ = ["no_network"]

PLAIN = "The cat sat down. Then it slept well."
HARD = (
    "Notwithstanding considerable organisational transformation, implementation difficulties unfortunately persisted."
)
MEASURES: tuple[Measure, ...] = get_args(Measure)


@pytest.mark.parametrize("name", MEASURES)
@pytest.mark.usefixtures("no_network")
def test_a_measure_needs_no_network(name: Measure) -> None:
    assert measure(name, HARD + " DO NOT PANIC.") > 0


def test_no_measure_needs_a_word_list_that_is_downloaded() -> None:
    ran = python(
        OFFLINE + "import sys, typing\n"
        "from recovery_lint.judging.measures import Excess, measure\n"
        "from recovery_lint.packs.pack import Measure\n"
        "print(all(measure(name, sys.argv[1]) > 0 for name in typing.get_args(Measure)))",
        HARD + " DO NOT PANIC.",
        env={"HOME": "/nonexistent", "NLTK_DATA": "/nonexistent", "PYTHONPATH": str(ROOT)},
    )
    assert ran.stdout == b"True\n", ran.stderr.decode()


@pytest.mark.parametrize(
    ("name", "value"),
    [("words", 8), ("characters", len(PLAIN)), ("sentences", 2), ("words-per-sentence", 4), ("rix", 0)],
)
def test_the_value_of_a_plain_text(name: Measure, value: float) -> None:
    assert measure(name, PLAIN) == value


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Please do NOT open it.", 1),
        ("READ THE MANUAL BEFORE YOU CALL 2 OF US.", 8),
        ("WE’RE CLOSED, so please call again.", 2),
        ("I AM SORRY, BUT I CAN'T.", 4),
        ("PLEASE wait. We CANNOT SEND it. DON'T.", 2),
        ("The GRAND HOTEL OSLO PLAZA has USB and HDMI.", 0),
        ("Use SSL/TLS, IMAP, POP and SMTP on 993; your code is AB12 YOU7 NOT9.", 0),
        ("I A 7", 0),
        ('It says "YOU CANNOT PRINT THIS" here, and “WHAT IS IT” there.', 0),
        ("WIR HABEN ES", 0),
    ],
)
def test_capitals_are_counted_where_they_talk(text: str, row: int) -> None:
    assert measure("capitals", text) == row


@pytest.mark.parametrize("name", ["grade", "lix", "rix"])
def test_a_hard_text_measures_more_than_a_plain_one(name: Measure) -> None:
    assert measure(name, HARD) > measure(name, PLAIN) + 3


@pytest.mark.parametrize("name", MEASURES)
@pytest.mark.parametrize("text", ["", " \n", "!!!", "…", "7", "🙂", "a\n\nb", "\x00"])
def test_every_measure_survives_a_text_that_is_none(name: Measure, text: str) -> None:
    assert isinstance(measure(name, text), float)


def test_a_bound_that_is_kept_says_nothing() -> None:
    assert broken_bound("characters", Bounds(least=37, most=37), PLAIN, "email") is None


@pytest.mark.parametrize(
    ("bounds", "said"),
    [
        (Bounds(most=36), "characters 37, at most 36"),
        (Bounds(least=38), "characters 37, at least 38"),
        (Bounds(least=1, most=36.5), "characters 37, at most 36.5"),
    ],
)
def test_a_broken_bound_tells_value_and_limit(bounds: Bounds, said: str) -> None:
    assert broken_bound("characters", bounds, PLAIN, "email") == Excess(said)


def test_a_measure_is_told_with_one_digit() -> None:
    told = broken_bound(
        "words-per-sentence", Bounds(most=3), "One two three. One two three. One two three four.", "email"
    )
    assert told == Excess("words-per-sentence 3.3, at most 3")


@pytest.mark.parametrize(
    "clutter",
    [
        " https://example.com/notification-preferences/unsubscribe-confirmation?utm_campaign=configuration",
        " help.international-reservations@accommodation.example",
        " 4829-1138-2290-4412 v12.0.1",
        " Internationalisation Reconciliation",
        " /usr/share/configuration/extraordinarily_long",
    ],
)
def test_links_numbers_and_names_make_a_reply_no_harder(clutter: str) -> None:
    text = "Please look at the page we have made for you{} and then tell me what you see there."
    assert measure("grade", text.format(clutter)) <= measure("grade", text.format("")) + 1.5


def test_a_line_of_a_list_is_a_sentence() -> None:
    assert measure("words-per-sentence", "- open the old box\n- take the lid off\n- put it back on\n") == 4


def test_a_short_reply_is_left_alone() -> None:
    assert broken_bound("characters", Bounds(most=1, from_words=9), PLAIN, "email") is None
    assert broken_bound("characters", Bounds(most=1, from_words=8), PLAIN, "email") is not None
