"""What the finer rules can say: how many, where, beside what, when again, and who speaks first."""

from recovery_lint import Evidence, Rule
from recovery_lint.judging.rules import Judge, Judgement
from recovery_lint.judging.situation import Facts, facts_of
from recovery_lint.models import Reading
from recovery_lint.packs.pack import Situation
from tests.judging.plain import a_rule, heard, reading

LETTER = "Sorry for the mess. The lift broke down. We can't refund it. It was late, sorry, and sorry again."
PARTS = ("Sorry for the mess.", "The lift broke down.", "We can't refund it.", "It was late, sorry, and sorry again.")
FIRST = heard(LETTER, "Sorry for the mess", "apology")
SECOND = heard(LETTER, "sorry,", "apology")
THIRD = heard(LETTER, "sorry again", "apology")
NO = heard(LETTER, "can't refund", "saying-no")
CAUSE = heard(LETTER, "lift broke", "explanation")
LATE = heard(LETTER, "was late", "explanation")


def judged(*rules: Rule, evidence: tuple[Evidence, ...], facts: Facts | None = None, **more: object) -> list[Judgement]:
    read = reading(LETTER, *evidence, sentences=PARTS)
    threads = ("chat",)
    channel = str(more.get("channel", "email"))
    earlier = more.get("earlier", ())
    assert isinstance(earlier, tuple)
    whole = Reading(read.text, read.sentences, read.zones, read.evidence, earlier)
    return Judge(rules, (), 0.5, threads).judge(whole, facts or {}, channel)


def test_a_few_are_fine_and_the_next_is_marked() -> None:
    rule = a_rule(avoids=["apology"], at_most=2)
    (two,) = judged(rule, evidence=(FIRST, SECOND))
    (three,) = judged(rule, evidence=(FIRST, SECOND, THIRD))
    assert not two.is_broken
    assert three.is_broken
    assert three.at == (THIRD,)


def test_the_opening_is_the_first_sentence() -> None:
    rule = a_rule(avoids=["apology"], where="opening")
    assert judged(rule, evidence=(FIRST, SECOND))[0].at == (FIRST,)
    assert not judged(rule, evidence=(SECOND,))[0].is_broken


def test_late_is_a_first_one_in_the_last_third() -> None:
    rule = a_rule(avoids=["apology"], where="late")
    assert judged(rule, evidence=(SECOND, THIRD))[0].is_broken
    assert not judged(rule, evidence=(FIRST, SECOND))[0].is_broken


def test_beside_counts_the_sentence_and_its_neighbours() -> None:
    rule = a_rule(expects=["explanation"], beside=["saying-no"])
    near, far = heard(LETTER, "lift broke", "explanation"), heard(LETTER, "the mess", "explanation")
    assert not judged(rule, evidence=(near, NO))[0].is_broken
    assert not judged(rule, evidence=(NO, LATE))[0].is_broken
    assert judged(rule, evidence=(far, NO))[0].is_broken


def test_a_rule_that_yields_is_silent_where_the_other_speaks() -> None:
    grave, light = a_rule("grave", avoids=["saying-no"]), a_rule("light", avoids=["apology"], yields_to=["grave"])
    assert [j.rule.name for j in judged(grave, light, evidence=(FIRST, NO))] == ["grave"]
    assert [j.rule.name for j in judged(grave, light, evidence=(FIRST,)) if j.is_broken] == ["light"]


def test_facts_joined_with_and_hold_together() -> None:
    rule = a_rule(when=["problem and refusal"])
    assert judged(rule, evidence=(), facts={"problem": ()}) == []
    assert len(judged(rule, evidence=(), facts={"problem": (), "refusal": ()})) == 1
    spared = a_rule(unless=["problem and refusal"])
    assert len(judged(spared, evidence=(), facts={"refusal": ()})) == 1
    assert judged(spared, evidence=(), facts={"problem": (), "refusal": ()}) == []


def test_a_rule_may_speak_only_of_a_reply_made_of_some_acts() -> None:
    rule = a_rule(made_of=["apology", "explanation", "saying-no"])
    assert len(judged(rule, evidence=(FIRST, CAUSE, NO, SECOND))) == 1
    assert judged(rule, evidence=(FIRST, CAUSE, NO)) == []


def test_a_fault_may_need_a_second_fact() -> None:
    rule = a_rule(avoids=["apology and gave-number"])
    assert not judged(rule, evidence=(FIRST,))[0].is_broken
    (found,) = judged(rule, evidence=(FIRST,), facts={"apology": (FIRST,), "gave-number": ()})
    assert found.at == (FIRST,)


def test_a_rule_is_asked_on_its_channels_only() -> None:
    rule = a_rule(channels=["social"])
    assert judged(rule, evidence=()) == []
    assert len(judged(rule, evidence=(), channel="social")) == 1


def test_the_weight_depends_on_the_situation() -> None:
    rule = a_rule(weight=15, weight_when={"refusal": 25})
    assert judged(rule, evidence=())[0].weight == 15
    assert judged(rule, evidence=(), facts={"refusal": ()})[0].weight == 25


def test_what_was_given_once_is_not_owed_again_save_for_something_new() -> None:
    given = FIRST.model_copy(update={"turn": 0})
    rule = a_rule(expects=["apology"], once=True, owed_again=["new-trouble"])
    assert judged(rule, evidence=())[0].is_broken
    assert not judged(rule, evidence=(), earlier=(given,))[0].is_broken
    assert judged(rule, evidence=(), earlier=(given,), facts={"new-trouble": ()})[0].is_broken


def test_a_thread_is_judged_by_all_of_our_turns() -> None:
    given = CAUSE.model_copy(update={"turn": 0})
    theirs = given.model_copy(update={"by": "customer"})
    rule = a_rule(expects=["explanation"])
    assert judged(rule, evidence=(), earlier=(given,))[0].is_broken
    assert not judged(rule, evidence=(), earlier=(given,), channel="chat")[0].is_broken
    assert judged(rule, evidence=(), earlier=(theirs,), channel="chat")[0].is_broken


def test_advice_far_beyond_a_bound_becomes_a_warning() -> None:
    def severity(far: float) -> str:
        bound = {"most": 10, "far_beyond": far}
        return judged(a_rule(severity="advice", measures={"characters": bound}), evidence=())[0].severity.value

    assert (severity(1000), severity(20)) == ("advice", "warning")


def test_a_channel_may_have_a_bound_of_its_own() -> None:
    rule = a_rule(measures={"characters": {"most_on": {"social": 20}}})
    assert not judged(rule, evidence=())[0].is_broken
    assert judged(rule, evidence=(), channel="social")[0].is_broken


def test_an_earlier_message_speaks_where_the_newest_says_nothing() -> None:
    problem = Situation(name="problem", summary="A test.", called="a problem", when=("trouble",))
    told = heard("it broke", "broke", "trouble", by="customer").model_copy(update={"turn": 0})
    thanks = heard("thanks a lot", "thanks", "compliment", by="customer")
    assert "problem" in facts_of(Reading("Hello.", earlier=(told,)), [problem])
    assert "problem" not in facts_of(Reading("Hello.", evidence=(thanks,), earlier=(told,)), [problem])
    assert "problem" not in facts_of(Reading("Hello.", earlier=(told.model_copy(update={"by": "writer"}),)), [problem])


def test_what_comes_before_the_last_third_is_not_late() -> None:
    assert not judged(a_rule(avoids=["saying-no"], where="late"), evidence=(NO,))[0].is_broken
