from dataclasses import replace

import pytest
from pydantic import ValidationError

from recovery_lint.judging.situation import facts_of
from recovery_lint.models import Evidence, Reading
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


def weighed(at_least: float = 4, **weighs: float) -> Situation:
    return Situation(name="problem", summary="A test.", called="a problem", weighs=weighs, at_least=at_least)


def holds(situation: Situation, *evidence: Evidence) -> bool:
    return "problem" in facts_of(reading(TEXT, *evidence), (situation,))


def test_what_speaks_for_a_situation_is_weighed_against_what_speaks_against_it() -> None:
    assert holds(weighed(trouble=4), LATE)
    assert not holds(weighed(trouble=3), LATE)
    assert not holds(weighed(trouble=4, thanks=-1), LATE, THANKS)
    assert holds(weighed(trouble=4, apology=2, thanks=-1), LATE, SORRY, THANKS)


def test_a_situation_is_carried_by_what_speaks_for_it_only() -> None:
    facts = facts_of(reading(TEXT, LATE, THANKS), (weighed(trouble=6, thanks=-1),))
    assert facts["problem"] == (LATE,)


def test_words_that_two_acts_hear_are_one_sign_the_heaviest() -> None:
    whole = heard(TEXT, "parcel is late", "delay")
    assert not holds(weighed(5, trouble=4, delay=3), LATE, whole)
    assert holds(weighed(4, trouble=4, delay=3), LATE, whole)
    assert holds(weighed(7, trouble=4, apology=3), LATE, SORRY)


def test_what_was_learned_stands_beside_the_words_it_covers() -> None:
    whole = heard(TEXT, "parcel is late", "likely").model_copy(update={"probability": 0.9})
    assert holds(weighed(7, trouble=4, likely=3), LATE, whole)
    assert not holds(weighed(7, trouble=4, likely=2), LATE, whole)


def test_an_earlier_turn_is_heard_where_the_message_only_reads_like_something() -> None:
    late = heard(TEXT, "late", "trouble").model_copy(update={"by": "customer", "turn": 0})
    likely = late.model_copy(update={"act": "likely", "turn": None, "probability": 0.9})
    thread = replace(reading(TEXT, likely), earlier=(late,))
    assert "problem" in facts_of(thread, (PROBLEM,))


def test_a_sign_counts_thrice_at_most() -> None:
    words = [heard(TEXT, word, "trouble") for word in ("I'm", "sorry", "that", "parcel", "late")]
    assert holds(weighed(3, trouble=1), *words)
    assert not holds(weighed(4, trouble=1), *words)


def test_a_situation_is_told_by_one_means_only() -> None:
    with pytest.raises(ValidationError, match="either `when` or `weighs`"):
        Situation(name="x", summary="s", called="c", when=("apology",), weighs={"apology": 1})
    with pytest.raises(ValidationError, match="either `when` or `weighs`"):
        Situation(name="x", summary="s", called="c")
