from recovery_lint.judging.situation import facts_of
from recovery_lint.models import Reading
from recovery_lint.packs.pack import Situation
from tests.judging.plain import heard, reading

TEXT = "I'm sorry that the parcel is late. Thank you for the kind words."
SORRY = heard(TEXT, "sorry", "apology")
LATE = heard(TEXT, "late", "trouble")
THANKS = heard(TEXT, "Thank you", "thanks")


def situation(name: str, *when: str, unless: tuple[str, ...] = ()) -> Situation:
    return Situation(name=name, summary="A test.", called=f"a {name}", when=when, unless=unless)


PROBLEM = situation("problem", "apology", "trouble")
PRAISE = situation("praise", "thanks", unless=("problem",))


def test_an_act_is_a_fact_with_all_of_its_evidence() -> None:
    again = heard(TEXT, "kind words", "apology")
    assert facts_of(reading(TEXT, SORRY, LATE, again), ()) == {"apology": (SORRY, again), "trouble": (LATE,)}


def test_nothing_said_means_no_fact() -> None:
    assert facts_of(Reading(text=""), (PROBLEM, PRAISE)) == {}


def test_a_situation_holds_when_any_of_its_acts_is_heard() -> None:
    assert facts_of(reading(TEXT, LATE), (PROBLEM,))["problem"] == (LATE,)
    assert facts_of(reading(TEXT, SORRY), (PROBLEM,))["problem"] == (SORRY,)
    assert "problem" not in facts_of(reading(TEXT, THANKS), (PROBLEM,))


def test_a_situation_carries_the_evidence_of_all_its_acts_in_the_order_it_names_them() -> None:
    assert facts_of(reading(TEXT, LATE, SORRY), (PROBLEM,))["problem"] == (SORRY, LATE)


def test_unless_excuses_a_situation() -> None:
    assert "praise" in facts_of(reading(TEXT, THANKS), (PROBLEM, PRAISE))
    assert "praise" not in facts_of(reading(TEXT, THANKS, LATE), (PROBLEM, PRAISE))


def test_an_act_can_excuse_a_situation_too() -> None:
    shy = situation("praise", "thanks", unless=("apology",))
    assert "praise" not in facts_of(reading(TEXT, THANKS, SORRY), (shy,))


def test_a_situation_builds_on_those_before_it_only() -> None:
    serious = situation("serious", "problem")
    assert facts_of(reading(TEXT, LATE), (PROBLEM, serious))["serious"] == (LATE,)
    assert "serious" not in facts_of(reading(TEXT, LATE), (serious, PROBLEM))


def test_what_the_caller_tells_holds_and_no_other_situation() -> None:
    facts = facts_of(reading(TEXT, LATE), (PROBLEM, PRAISE), told=("praise",))
    assert facts["praise"] == ()
    assert "problem" not in facts
    assert facts["trouble"] == (LATE,), "acts are heard whatever the caller tells"


def test_a_told_situation_keeps_its_evidence() -> None:
    assert facts_of(reading(TEXT, LATE), (PROBLEM,), told=("problem",))["problem"] == (LATE,)


def test_telling_nothing_at_all_leaves_no_situation() -> None:
    assert "problem" not in facts_of(reading(TEXT, LATE), (PROBLEM,), told=())
