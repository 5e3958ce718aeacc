"""A reply is read with what was written before it: by whom, and what it still owes then."""

import pytest

from recovery_lint import Draft, Report, Turn, _built_in, lint
from recovery_lint.models import Author

LINTER = _built_in()
LATE = "My parcel never arrived."
SORRY = "I'm sorry about the lost parcel. I have asked the depot to look for it."
BECAUSE = "I'm sorry about the lost parcel. It was lost because the depot was flooded."
SENT = "I have sent a new one today, and I'll email you the tracking number tomorrow."


def report(text: str, message: str, *earlier: tuple[Author, str], channel: str = "email") -> Report:
    turns = tuple(Turn(author=author, text=words) for author, words in earlier)
    return LINTER.lint(Draft(text=text, message=message, earlier=turns, channel=channel))


def rules(text: str, message: str, *earlier: tuple[Author, str], channel: str = "email") -> set[str]:
    return {finding.rule for finding in report(text, message, *earlier, channel=channel).findings}


@pytest.mark.parametrize("channel", ["email", "chat", "social"])
def test_a_second_reply_owes_no_second_apology(channel: str) -> None:
    again = "My parcel still has not arrived."
    assert "missing-apology" in rules(SENT, again, channel=channel)
    assert "missing-apology" not in rules(SENT, again, ("customer", LATE), ("writer", SORRY), channel=channel)


def test_a_weak_apology_counts_once_as_well() -> None:
    weak = "Sorry for any inconvenience. We have asked the depot to look for it."
    assert "missing-apology" not in rules(SENT, LATE, ("customer", LATE), ("writer", weak))


@pytest.mark.parametrize(
    "message",
    [
        "Now the invoice is wrong as well.",
        "And your app crashes when I log in.",
        "I was charged twice for the tickets!",
    ],
)
@pytest.mark.parametrize("channel", ["email", "chat"])
def test_a_new_trouble_owes_a_new_apology(message: str, channel: str) -> None:
    assert "missing-apology" in rules(SENT, message, ("customer", LATE), ("writer", SORRY), channel=channel)


@pytest.mark.parametrize("message", [LATE, "The parcel is still not here.", "Still nothing!", "It is late."])
def test_an_old_trouble_is_no_new_one(message: str) -> None:
    assert "missing-apology" not in rules(SENT, message, ("customer", LATE), ("writer", SORRY))


def test_nobody_else_can_be_sorry_for_us() -> None:
    assert "missing-apology" in rules(SENT, LATE, ("customer", "Sorry to bother you again."), ("writer", "Thank you."))


def test_in_a_chat_an_explanation_counts_that_was_given_before() -> None:
    thread: tuple[tuple[Author, str], ...] = (("customer", LATE), ("writer", BECAUSE))
    again = "My parcel still has not arrived."
    assert "missing-explanation" not in rules(SENT, again, *thread, channel="chat")
    assert "missing-explanation" in rules(SENT, again, *thread)
    assert "missing-explanation" in rules(SENT, again, ("customer", LATE), ("writer", SORRY), channel="chat")


def test_in_a_chat_a_promise_counts_that_was_given_before() -> None:
    again = "My parcel still has not arrived."
    promised: tuple[Author, str] = ("writer", f"{BECAUSE} I'll email you tomorrow.")
    assert not rules("I have sent a new one today.", again, ("customer", LATE), promised, channel="chat")


@pytest.mark.parametrize("nudge", ["Any news?", "any update?", "hello?", "And now?", "any news", "??"])
def test_a_nudge_is_read_with_what_was_said_before(nudge: str) -> None:
    assert report(SENT, nudge, ("customer", LATE), ("writer", SORRY)).situations == ("problem",)
    assert "problem" not in report(SENT, nudge).situations


def test_a_nudge_owes_what_was_owed_before() -> None:
    thread: tuple[tuple[Author, str], ...] = (("customer", LATE), ("writer", "Thank you for your message."))
    assert "missing-apology" in rules(SENT, "Any news?", *thread)
    assert "missing-apology" not in rules(SENT, "Any news?", ("customer", LATE), ("writer", SORRY))


@pytest.mark.parametrize("closing", ["Thanks!", "ok", "Perfect, thank you", "Great, thanks a lot for that"])
def test_a_thank_you_owes_nothing_of_the_thread(closing: str) -> None:
    assert not report("You're welcome!", closing, ("customer", LATE), ("writer", SORRY)).findings


def test_a_question_of_its_own_owes_nothing_of_the_thread() -> None:
    asked = "How do I change my delivery address for the next order?"
    assert not rules(
        "Open your account and choose Addresses.", asked, ("customer", LATE), ("writer", f"{BECAUSE} {SENT}")
    )


def test_what_was_given_before_need_not_be_asked_again() -> None:
    asks = "Sorry about that! Please send us your order number and we will trace it today."
    assert "asks-again" in rules(
        asks, "Any news?", ("customer", f"{LATE} My order number is 4452101."), ("writer", SORRY)
    )


def test_the_public_face_takes_a_thread() -> None:
    said = lint(SENT, message="Any news?", earlier=[("customer", LATE), Turn(author="writer", text=SORRY)])
    assert said.situations == ("problem",)
    assert said.draft.earlier == (Turn(author="customer", text=LATE), Turn(author="writer", text=SORRY))
    assert lint(SENT, message=LATE).draft.earlier == ()
