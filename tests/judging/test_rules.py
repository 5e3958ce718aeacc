import pytest

from recovery_lint import Evidence, Rule, Severity
from recovery_lint.judging.rules import Judge, Judgement, because_of, fill_facts, span_of
from recovery_lint.models import Reading, Span
from recovery_lint.packs.pack import Situation
from tests.judging.plain import a_rule, heard, reading

TEXT = "Sorry for that. Ask your bank, they know."
SORRY = heard(TEXT, "Sorry", "apology")
HOLLOW = heard(TEXT, "Sorry for that", "hollow-apology")
ASK = heard(TEXT, "Ask your bank", "referral", party="your bank")
PROBLEM = Situation(name="problem", summary="A test.", called="a problem", when=("trouble",))
LETTER = "my card was charged twice"
TROUBLE = heard(LETTER, "charged twice", "trouble", by="customer")


def ask(
    rule: Rule,
    *evidence: Evidence,
    facts: dict[str, tuple[Evidence, ...]] | None = None,
    channel: str = "email",
    text: str = TEXT,
) -> Judgement | None:
    judged = Judge([rule], ["hollow-apology"], 0.5).judge(reading(text, *evidence), facts or {}, channel)
    assert len(judged) <= 1
    return judged[0] if judged else None


def test_a_rule_with_when_is_asked_only_then() -> None:
    rule = a_rule(when=["problem", "refusal"])
    assert ask(rule) is None
    assert ask(rule, facts={"praise": ()}) is None
    assert ask(rule, facts={"refusal": ()}) is not None


def test_a_rule_without_when_is_always_asked() -> None:
    assert ask(a_rule()) is not None


def test_unless_excuses_even_when_when_holds() -> None:
    rule = a_rule(when=["problem"], unless=["resolved"])
    assert ask(rule, facts={"problem": ()}) is not None
    assert ask(rule, facts={"problem": (), "resolved": ()}) is None


def test_what_is_expected_and_given_is_no_finding() -> None:
    judged = ask(a_rule(expects=["apology"]), SORRY)
    assert judged is not None
    assert (judged.given, judged.is_broken) == (1, False)


def test_what_is_expected_and_missing_is_a_finding() -> None:
    judged = ask(a_rule(expects=["apology"]), ASK)
    assert judged is not None
    assert (judged.given, judged.is_broken) == (0, True)


def test_a_weak_form_counts_half_and_is_no_finding() -> None:
    rule = a_rule(expects=["apology", "hollow-apology"])
    judged = ask(rule, HOLLOW)
    assert judged is not None
    assert (judged.given, judged.is_broken) == (0.5, False)


def test_a_strong_form_beside_a_weak_one_counts_whole() -> None:
    judged = ask(a_rule(expects=["apology", "hollow-apology"]), HOLLOW, SORRY)
    assert judged is not None
    assert judged.given == 1


def test_what_is_to_be_avoided_is_a_finding_where_it_is_said() -> None:
    rule = a_rule(avoids=["referral"])
    said, unsaid = ask(rule, ASK), ask(rule, SORRY)
    assert said is not None
    assert unsaid is not None
    assert said.is_broken
    assert not unsaid.is_broken


def test_a_measure_out_of_bounds_is_a_finding() -> None:
    rule = a_rule(measures={"characters": {"most": 20}})
    long, short = ask(rule), ask(rule, text="Thank you.")
    assert long is not None
    assert short is not None
    assert (long.is_broken, long.measured) == (True, "characters 41, at most 20")
    assert (short.is_broken, short.measured) == (False, None)


def test_only_the_body_is_measured() -> None:
    text = "Dear Sir or Madam of the long name,\n\nIt is done.\n\n> and all that you wrote"
    zones = (
        Span(start=0, end=35, zone="greeting"),
        Span(start=37, end=48),
        Span(start=50, end=len(text), zone="quoted"),
    )
    reading = Reading(text=text, zones=zones)
    (judged,) = Judge([a_rule(measures={"words": {"most": 3}})], (), 0.5).judge(reading, {}, "email")
    assert not judged.is_broken


@pytest.mark.parametrize(("most", "is_broken"), [(47, False), (46, True)])
def test_characters_are_counted_as_a_channel_counts_them(most: int, *, is_broken: bool) -> None:
    text = "\n> and all that you wrote\nHi Ana,\n\nIt is done and sent to you today.\n\n^KL\n"
    zones = (
        Span(start=1, end=26, zone="quoted"),
        Span(start=27, end=34, zone="greeting"),
        Span(start=36, end=69),
        Span(start=71, end=74, zone="sign-off"),
    )
    rule = a_rule(measures={"characters": {"most": most}})
    (judged,) = Judge([rule], (), 0.5).judge(Reading(text=text, zones=zones), {}, "social")
    assert judged.is_broken is is_broken


def test_severity_depends_on_the_channel() -> None:
    rule = a_rule(severity_on={"social": "advice", "canned": "off"})
    email, social = ask(rule), ask(rule, channel="social")
    assert email is not None
    assert social is not None
    assert (email.severity, social.severity) == (Severity.ERROR, Severity.ADVICE)
    assert ask(rule, channel="canned") is None


def test_judgements_keep_the_order_of_the_rules() -> None:
    rules = [a_rule(name) for name in ("zebra", "ant", "mole")]
    assert [j.rule.name for j in Judge(rules, (), 0.5).judge(reading(TEXT), {}, "email")] == ["zebra", "ant", "mole"]


def judgement(rule: Rule, *evidence: Evidence, facts: dict[str, tuple[Evidence, ...]] | None = None) -> Judgement:
    judged = ask(rule, *evidence, facts=facts)
    assert judged is not None
    return judged


def test_a_fault_is_marked_where_it_is_said() -> None:
    judged = judgement(a_rule(avoids=["referral"]), SORRY, ASK)
    assert span_of(judged, reading(TEXT, SORRY, ASK)) == (ASK.start, ASK.end)


def test_a_lack_is_marked_at_the_act_that_the_rule_points_at() -> None:
    judged = judgement(a_rule(expects=["follow-up"], points_at=["referral"]), ASK)
    assert span_of(judged, reading(TEXT, ASK)) == (ASK.start, ASK.end)


def test_a_lack_is_marked_at_the_first_sentence_where_there_is_nothing_to_point_at() -> None:
    read = reading(TEXT, SORRY, sentences=("Sorry for that.", "Ask your bank, they know."))
    assert span_of(judgement(a_rule(expects=["follow-up"], points_at=["referral"]), SORRY), read) == (0, 15)


def test_nothing_of_the_customers_is_ever_marked_in_the_draft() -> None:
    theirs = heard(LETTER, "charged twice", "referral", by="customer")
    read = reading(TEXT, theirs, sentences=("Ask your bank, they know.",))
    assert span_of(judgement(a_rule(expects=["follow-up"], points_at=["referral"]), theirs), read) == (16, 41)


def test_because_names_the_phrase_of_a_fault() -> None:
    judged = judgement(a_rule(when=["problem"], avoids=["referral"]), ASK, facts={"problem": (TROUBLE,)})
    assert because_of(judged) == ("acts/referral.toml:1",)


def test_because_names_what_made_a_lack_one_and_what_was_looked_for() -> None:
    rule = a_rule(when=["problem"], expects=["apology", "hollow-apology"])
    judged = judgement(rule, facts={"problem": (TROUBLE, TROUBLE)})
    assert because_of(judged) == ("acts/trouble.toml:1", "found no apology, no hollow-apology")


def test_because_tells_the_measure() -> None:
    assert because_of(judgement(a_rule(measures={"characters": {"most": 20}}))) == ("characters 41, at most 20",)


@pytest.mark.parametrize(
    ("template", "message", "suggestion"),
    [
        ("nothing to fill", "nothing to fill", "nothing to fill"),
        ("about {problem}", "about “charged twice”", "about charged twice"),
        ("about {trouble}", "about “charged twice”", "about charged twice"),
        ("to {party}", "to your bank", "to your bank"),
        ("to {party|[whom]}", "to your bank", "to your bank"),
        ("{apology|it} and {refusal}", "it and refusal", "it and refusal"),
    ],
)
def test_facts_are_quoted_in_a_message_and_used_in_a_suggestion(template: str, message: str, suggestion: str) -> None:
    facts = {"problem": (TROUBLE,), "trouble": (TROUBLE,)}
    judged = judgement(a_rule(avoids=["referral"]), ASK)
    assert fill_facts(template, facts, [PROBLEM], judged, quote=True) == message
    assert fill_facts(template, facts, [PROBLEM], judged, quote=False) == suggestion


@pytest.mark.parametrize(
    ("template", "filled"),
    [("{problem}", "a problem"), ("{problem|[what]}", "[what]"), ("{party}", "somebody else"), ("{party|X}", "X")],
)
def test_what_nobody_said_is_named_or_left_open(template: str, filled: str) -> None:
    assert fill_facts(template, {"problem": ()}, [PROBLEM], judgement(a_rule()), quote=True) == filled


def test_a_situation_is_never_worded_with_the_writers_own_words() -> None:
    assert fill_facts("{problem}", {"problem": (SORRY,)}, [PROBLEM], judgement(a_rule()), quote=True) == "a problem"


def test_a_long_quote_gives_way_to_the_name() -> None:
    long = heard("x" * 61, "x" * 61, "trouble", by="customer")
    assert fill_facts("{problem}", {"problem": (long,)}, [PROBLEM], judgement(a_rule()), quote=True) == "a problem"


def test_a_measure_is_told_in_a_message() -> None:
    judged = judgement(a_rule(measures={"characters": {"most": 20}}))
    assert fill_facts("too long: {measure}", {}, [], judged, quote=True) == "too long: characters 41, at most 20"
