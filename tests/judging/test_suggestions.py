from dataclasses import replace

import pytest

from recovery_lint import Finding, Severity, Suggestion
from recovery_lint.judging.suggestions import Acts, suggestion, whole_reply
from recovery_lint.models import Reading, Span
from recovery_lint.packs.pack import Place
from tests.judging.plain import heard, reading

ACTS = Acts(apology=("apology", "hollow-apology"), follow_up=("follow-up",))
SENTENCES = ("I'm sorry that it is late.", "We looked, but please ask your bank.", "I'll email you.")
LETTER = f"Hi Ana,\n\n{' '.join(SENTENCES)}\n\nBest,\nKim"
READ = reading(
    LETTER,
    heard(LETTER, "sorry", "apology"),
    heard(LETTER, "ask your bank", "referral"),
    heard(LETTER, "I'll email", "follow-up"),
    sentences=SENTENCES,
)


def placed(place: Place, text: str = "NEW [x].", read: Reading = READ, span: tuple[int, int] = (9, 14)) -> str:
    return suggestion(place, text, read, span, ACTS).apply(read.text)


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("after greeting", "Hi Ana,\n\nNEW [x]. I'm sorry that it is late. We"),
        ("after apology", "late. NEW [x]. We looked"),
        ("before follow-up", "your bank. NEW [x]. I'll email"),
        ("before sign-off", "I'll email you. NEW [x].\n\nBest"),
    ],
)
def test_an_insertion_stands_in_its_place_with_its_blanks(place: Place, expected: str) -> None:
    after = placed(place)
    assert expected in after
    assert after.replace("NEW [x].", "").split() == LETTER.split(), "every word of the writer is kept"


def test_without_an_apology_it_stands_after_the_greeting() -> None:
    bare = replace(READ, evidence=())
    assert placed("after apology", read=bare).startswith("Hi Ana,\n\nNEW [x]. I'm")


def test_a_weak_apology_is_one_to_stand_behind() -> None:
    weak = replace(READ, evidence=(heard(LETTER, "We looked", "hollow-apology"),))
    assert "your bank. NEW [x]. I'll" in placed("after apology", read=weak)


def test_without_a_follow_up_it_stands_before_the_sign_off() -> None:
    bare = replace(READ, evidence=())
    assert "email you. NEW [x].\n\nBest" in placed("before follow-up", read=bare)


def test_a_whole_sentence_is_replaced() -> None:
    start = LETTER.index("sorry")
    after = placed("instead", span=(start, start + 5))
    assert after == LETTER.replace("I'm sorry that it is late.", "NEW [x].")


def test_the_clause_before_the_fault_stays() -> None:
    start = LETTER.index("ask your bank")
    after = placed("instead", span=(start, start + 13))
    assert after == LETTER.replace("please ask your bank.", "NEW [x].")


def test_an_insertion_covers_nothing_and_a_replacement_does() -> None:
    new = suggestion("after greeting", "NEW.", READ, (9, 14), ACTS)
    assert new.start == new.end == 9
    old = suggestion("instead", "NEW.", READ, (9, 14), ACTS)
    assert LETTER[old.start : old.end] == SENTENCES[0]


def test_slots_are_named_in_order() -> None:
    assert suggestion("instead", "I [do this] by [day].", READ, (9, 14), ACTS).slots == ("do this", "day")
    assert suggestion("instead", "I do it.", READ, (9, 14), ACTS).slots == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It is late.", "It is late. NEW."),
        ("It is late", "It is late. NEW."),
        ("Is it late?", "Is it late? NEW."),
        ("It is late!\n", "It is late! NEW.\n"),
        ("It is late…", "It is late… NEW."),
        ("As follows:", "As follows: NEW."),
        ("Call me on [phone]", "Call me on [phone] NEW."),
        ("It is late 🙂", "It is late 🙂 NEW."),
        ("It is late.\r\n\r\nBest,\r\nKim", "It is late. NEW.\r\n\r\nBest,\r\nKim"),
        ("", "NEW."),
    ],
)
def test_an_insertion_brings_the_full_stop_that_is_missing_and_no_second_one(text: str, expected: str) -> None:
    first = text.partition("\n")[0].rstrip()
    read = reading(text, sentences=(first,)) if first else Reading(text=text)
    assert placed("before sign-off", "NEW.", read) == expected


def test_carriage_returns_before_an_insertion_are_kept() -> None:
    text = "Hi,\r\n\r\nIt is late.\r\n"
    assert placed("after greeting", "NEW.", reading(text, sentences=("It is late.",))) == text.replace("It", "NEW. It")


def found(text: str, place: Place, new: str, rule: str = "some-rule", gives: tuple[str, ...] = ()) -> Finding:
    """Return a finding at `text` of the letter, with its suggestion."""
    start = LETTER.index(text)
    made = suggestion(place, new, READ, (start, start + len(text)), ACTS).model_copy(update={"gives": gives})
    return Finding(
        rule=rule,
        severity=Severity.ERROR,
        score=1,
        message="m",
        why="w",
        start=start,
        end=start + len(text),
        text=text,
        suggestion=made,
    )


def test_without_findings_the_whole_reply_is_the_draft() -> None:
    assert whole_reply(LETTER, []) == LETTER


def test_one_finding_gives_what_its_suggestion_gives() -> None:
    one = found("sorry", "after apology", "NEW.")
    assert one.suggestion is not None
    assert whole_reply(LETTER, [(one, "after apology", ("explanation",))]) == one.suggestion.apply(LETTER)


def test_all_places_together_keep_their_order_and_the_writers_words() -> None:
    parts: list[tuple[Finding, Place, tuple[str, ...]]] = [
        (found("sorry", "before sign-off", "FOUR."), "before sign-off", ("d",)),
        (found("sorry", "before follow-up", "THREE."), "before follow-up", ("c",)),
        (found("sorry", "after apology", "TWO."), "after apology", ("b",)),
        (found("sorry", "after greeting", "ONE."), "after greeting", ("a",)),
    ]
    assert whole_reply(LETTER, parts) == (
        "Hi Ana,\n\nONE. I'm sorry that it is late. TWO. We looked, but please ask your bank. THREE. "
        "I'll email you. FOUR.\n\nBest,\nKim"
    )


def test_what_another_suggestion_gives_already_is_not_said_twice() -> None:
    instead = found("ask your bank", "instead", "I'll call them and write to you.", gives=("own-action", "follow-up"))
    twice = found("sorry", "before sign-off", "I'll be in touch.")
    whole = whole_reply(LETTER, [(twice, "before sign-off", ("follow-up",)), (instead, "instead", ())])
    assert "I'll call them and write to you." in whole
    assert "in touch" not in whole


@pytest.mark.parametrize("text", ["It is late\n\nBest", "It is late.(See below.)", "It is late!"])
def test_two_insertions_at_one_place_are_joined_as_one_is(text: str) -> None:
    read = reading(text, sentences=(text[: 10 + (text[10] in ".!")],))
    places: tuple[Place, Place] = ("before follow-up", "before sign-off")
    made = [suggestion(place, new, read, (0, 10), ACTS) for place, new in zip(places, ("ONE.", "TWO."), strict=True)]
    finding = found("sorry", "instead", "x")
    parts = [
        (finding.model_copy(update={"suggestion": new}), place, (place,))
        for place, new in zip(places, made, strict=True)
    ]
    as_one = suggestion("before sign-off", "ONE. TWO.", read, (0, 10), ACTS).apply(text)
    assert whole_reply(text, parts) == as_one


def test_an_insertion_inside_of_a_replaced_stretch_moves_behind_it() -> None:
    text = "One two. Three four. Five."
    inner = Suggestion(start=8, end=8, text=" IN.")
    outer = Suggestion(start=0, end=20, text="NEW.")
    parts: list[tuple[Finding, Place, tuple[str, ...]]] = [
        (found("sorry", "after apology", "x").model_copy(update={"suggestion": inner}), "after apology", ("a",)),
        (found("sorry", "instead", "y").model_copy(update={"suggestion": outer}), "instead", ()),
    ]
    assert whole_reply(text, parts) == "NEW. IN. Five."


def test_of_two_replacements_of_one_sentence_one_is_made() -> None:
    parts: list[tuple[Finding, Place, tuple[str, ...]]] = [
        (found("We looked", "instead", "ONE."), "instead", ()),
        (found("ask your bank", "instead", "TWO."), "instead", ()),
    ]
    assert whole_reply(LETTER, parts) == LETTER.replace(SENTENCES[1], "ONE.")


def test_a_finding_without_a_suggestion_changes_nothing() -> None:
    silent = found("sorry", "instead", "x").model_copy(update={"suggestion": None})
    assert whole_reply(LETTER, [(silent, "instead", ())]) == LETTER


@pytest.mark.parametrize(
    ("place", "expected"),
    [("after greeting", "NEW. It is late"), ("before sign-off", "It is late. NEW."), ("instead", "NEW.")],
)
def test_quoted_text_and_sign_off_are_left_alone(place: Place, expected: str) -> None:
    text = "> You owe me.\n\nIt is late\n\nBest,\nKim"
    start = text.index("It is")
    read = Reading(text=text, sentences=(Span(start=start, end=start + 10),))
    assert placed(place, "NEW.", read, (start, start + 2)) == text.replace("It is late", expected)
