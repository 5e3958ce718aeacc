import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recovery_lint import Draft, Report, _built_in

LINTER = _built_in()
SLOT_RULE = "unfilled-slot"
PHRASES = [
    "I'm sorry that the parcel is late.",
    "Please contact your bank.",
    "we can't refund it",
    "because the depot was closed",
    "I'll email you on Friday.",
    "[reason]",
    "{{name}}",
    "Hi Ana,",
    "Best regards,\nKim",
    "> My parcel is late.",
    "On Monday, Ana wrote:",
    "https://example.com/a?b=c",
    "🙂",
    "e\u0301",
    "\u200b",
    "\u2028",
    "\ufeff",
]
SIGNS = st.sampled_from(
    ["\n", "\r\n", "\n\n", " ", "\t", "(", ")", "[", "]", "{", "}", '"', "'", "“", "”", "- ", "1. "]
)
ANYTHING = st.lists(st.sampled_from(PHRASES) | SIGNS | st.text(max_size=12), max_size=14).map("".join)
HALF_PAIRS = st.text(alphabet=st.characters(categories=["Cs", "Ll", "Zs"]), max_size=20)
CHANNELS = st.sampled_from([None, "email", "chat", "social", "store-review", "review", "canned"])

# A small grammar of replies: the parts in the order of a letter, each of them there or not.
GREETINGS = st.sampled_from(["", "Hi Ana,\n\n", "Hello,\r\n\r\n"])
APOLOGIES = st.sampled_from(["", "I'm sorry that the parcel is late.", "We apologise for the late parcel."])
REASONS = st.sampled_from(["", "It was delayed because the depot was closed.", "The delay was caused by a flood."])
REFERRALS = st.sampled_from(["", "Please contact your bank.", "Please contact the courier."])
REFUSALS = st.sampled_from(["", "We can't refund the parcel."])
STEPS = st.sampled_from(["", "I have sent you a new parcel today.", "We have refunded the parcel."])
FOLLOW_UPS = st.sampled_from(["", "I'll email you on Friday."])
SIGN_OFFS = st.sampled_from(["", "\n\nBest regards,\nKim", "\r\n\r\nKind regards,\r\nThe Parcel Team"])
BODY = st.tuples(APOLOGIES, REASONS, REFERRALS, REFUSALS, STEPS, FOLLOW_UPS).map(lambda p: " ".join(filter(None, p)))
REPLIES = st.tuples(GREETINGS, BODY.filter(bool), SIGN_OFFS).map("".join)
MESSAGES = st.sampled_from([None, "My parcel is late.", "Can you refund my parcel?", "Thank you for your help."])


def rules_of(report: Report) -> set[str]:
    return {finding.rule for finding in report.findings}


def holds_together(report: Report) -> None:
    """Check what is true of every report."""
    text = report.draft.text
    assert 0 <= report.score <= 100
    for finding in report.findings:
        assert 0 <= finding.start <= finding.end <= len(text)
        assert text[finding.start : finding.end] == finding.text
        assert finding.message
        assert finding.because
        if finding.suggestion:
            assert 0 <= finding.suggestion.start <= finding.suggestion.end <= len(text)
    for act in report.acts:
        if act.by == "writer":
            assert text[act.start : act.end] == act.text
    if not report.findings:
        assert report.suggested_reply == text
        assert report.verdict != "hold"


@settings(deadline=None, max_examples=120)
@given(text=ANYTHING, message=st.none() | ANYTHING, title=st.none() | ANYTHING, channel=CHANNELS)
def test_any_text_can_be_linted(text: str, message: str | None, title: str | None, channel: str | None) -> None:
    draft = Draft(text=text, message=message, title=title, channel=channel)
    report = LINTER.lint(draft)
    holds_together(report)
    assert LINTER.lint(draft) == report


@settings(deadline=None, max_examples=50)
@given(text=HALF_PAIRS, message=st.none() | HALF_PAIRS)
def test_half_of_a_surrogate_pair_is_linted_like_any_text(text: str, message: str | None) -> None:
    holds_together(LINTER.lint(Draft(text=f"I'm sorry that it is late. {text}", message=message)))


@settings(deadline=None, max_examples=120)
@given(text=REPLIES, message=MESSAGES)
def test_a_suggestion_cures_its_finding_and_brings_no_other(text: str, message: str | None) -> None:
    report = LINTER.lint(Draft(text=text, message=message))
    holds_together(report)
    for finding in report.findings:
        if finding.suggestion:
            cured = LINTER.lint(Draft(text=finding.suggestion.apply(text), message=message))
            assert finding.rule not in rules_of(cured), cured.draft.text
            assert rules_of(cured) <= rules_of(report) | {SLOT_RULE}, cured.draft.text
            slots = SLOT_RULE in rules_of(cured)
            assert slots == bool(finding.suggestion.slots), "a slot is left open in sight, and only where there is one"


@settings(deadline=None, max_examples=120)
@given(text=REPLIES, message=MESSAGES)
def test_the_suggested_reply_owes_nothing_but_its_slots(text: str, message: str | None) -> None:
    report = LINTER.lint(Draft(text=text, message=message))
    again = LINTER.lint(Draft(text=report.suggested_reply, message=message))
    assert rules_of(again) <= {SLOT_RULE}, report.suggested_reply


@settings(deadline=None, max_examples=120)
@given(text=REPLIES, message=MESSAGES)
def test_the_suggested_reply_is_cleanly_joined(text: str, message: str | None) -> None:
    whole = LINTER.lint(Draft(text=text, message=message)).suggested_reply
    for clumsy in ("..", "  ", " .", ". .", " ,"):
        assert clumsy not in whole
    greeting, sign_off = text.partition(",")[0] + ",", text[text.rfind("\n\n") :] if "\n\nBest" in text else ""
    assert not text.startswith(("Hi", "Hello")) or whole.startswith(greeting)
    assert whole.endswith(sign_off)


@pytest.mark.parametrize("sentence", ["I'm sorry that the parcel is late.", "I'll email you on Friday."])
def test_a_sentence_of_the_writer_that_is_not_at_fault_is_kept(sentence: str) -> None:
    text = f"Hi Ana,\n\n{sentence} Please contact your bank.\n\nBest regards,\nKim"
    whole = LINTER.lint(Draft(text=text, message="My parcel is late.")).suggested_reply
    assert whole.count(sentence) == 1
