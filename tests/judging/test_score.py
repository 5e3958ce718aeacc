import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recovery_lint import Severity
from recovery_lint.judging.rules import Judgement
from recovery_lint.judging.score import costs, score, verdict
from recovery_lint.packs.pack import ScoreCard
from tests.judging.plain import a_rule

CARD = ScoreCard(ready_from=85, hold_below=50, weak=0.5, advice=0.25)


def owed(given: float, weight: int = 10, severity: Severity = Severity.ERROR, cap: int = 100) -> Judgement:
    return Judgement(a_rule(weight=weight, cap=cap, expects=["apology"]), severity, given)


def fault(given: float = 0, weight: int = 10, severity: Severity = Severity.ERROR, cap: int = 100) -> Judgement:
    return Judgement(a_rule(weight=weight, cap=cap, avoids=["referral"]), severity, given)


def scored(*judgements: Judgement) -> int:
    return score(judgements, costs(judgements, CARD))


def test_nothing_owed_is_a_full_score() -> None:
    assert scored() == 100


def test_all_given_is_a_full_score() -> None:
    assert scored(owed(1), owed(1, weight=25)) == 100


def test_what_is_owed_shares_the_hundred_by_weight() -> None:
    judgements = [owed(0, weight=10), owed(1, weight=30)]
    assert costs(judgements, CARD) == [25, 0]
    assert scored(*judgements) == 75


def test_what_is_not_owed_leaves_the_sum() -> None:
    assert scored(owed(0, weight=10), owed(1, weight=10)) == 50
    assert scored(owed(0, weight=10)) == 0, "the other rule was not asked, so its weight is not in the sum"


def test_a_weak_form_costs_half() -> None:
    assert costs([owed(0.5, weight=10), owed(1, weight=10)], CARD) == [25, 0]


def test_a_fault_costs_its_own_weight_whatever_is_owed() -> None:
    assert costs([fault(weight=12), owed(1, weight=5), owed(1, weight=50)], CARD) == [12, 0, 0]


def test_a_fault_takes_no_share_of_what_is_owed() -> None:
    assert costs([fault(weight=40), owed(0, weight=10), owed(1, weight=10)], CARD) == [40, 50, 0]


def test_advice_counts_for_a_quarter() -> None:
    assert costs([fault(weight=12, severity=Severity.ADVICE)], CARD) == [3]
    assert costs([owed(0, weight=20, severity=Severity.ADVICE), owed(1, weight=5)], CARD) == [50, 0]


def test_a_rule_that_only_advises_and_is_alone_still_shares_the_hundred() -> None:
    assert scored(owed(0, severity=Severity.ADVICE)) == 0


def test_a_rule_without_weight_costs_nothing() -> None:
    assert scored(owed(0, weight=0)) == 100
    assert scored(fault(weight=0)) == 100


def test_a_broken_rule_caps_the_score() -> None:
    assert scored(fault(weight=1, cap=40)) == 40
    assert scored(fault(weight=1, cap=40), fault(weight=1, cap=70)) == 40
    assert scored(owed(0, weight=5, cap=60), owed(1, weight=95)) == 60


def test_a_kept_rule_caps_nothing() -> None:
    assert scored(fault(given=1, cap=40)) == 100


def test_the_score_never_falls_below_nothing() -> None:
    assert scored(owed(0), fault(weight=90), fault(weight=90)) == 0


@settings(deadline=None, max_examples=100)
@given(
    st.lists(
        st.builds(
            lambda make, *values: make(*values),
            st.sampled_from([owed, fault]),
            st.sampled_from([0.0, 0.5, 1.0]),
            st.integers(0, 100),
            st.sampled_from(Severity),
            st.integers(0, 100),
        ),
        max_size=8,
    )
)
def test_the_score_stays_in_its_bounds_and_no_cost_is_a_gain(judgements: list[Judgement]) -> None:
    assert 0 <= scored(*judgements) <= 100
    assert all(points >= 0 for points in costs(judgements, CARD))


@pytest.mark.parametrize(
    ("judgements", "points", "expected"),
    [
        ([], 100, "ready"),
        ([], 85, "ready"),
        ([], 84, "revise"),
        ([], 50, "revise"),
        ([], 49, "hold"),
        ([owed(1)], 100, "ready"),
        ([owed(0)], 95, "revise"),
        ([owed(0, severity=Severity.WARNING)], 90, "ready"),
        ([owed(0, severity=Severity.ADVICE)], 90, "ready"),
        ([fault()], 99, "hold"),
        ([fault(given=1)], 99, "ready"),
        ([fault(severity=Severity.WARNING)], 90, "ready"),
        ([fault(severity=Severity.WARNING)], 80, "revise"),
    ],
)
def test_verdict(judgements: list[Judgement], points: int, expected: str) -> None:
    assert verdict(judgements, points, CARD) == expected


def test_the_bands_come_from_the_card() -> None:
    strict = ScoreCard(ready_from=100, hold_below=99, weak=0.5, advice=1)
    assert [verdict([], points, strict) for points in (100, 99, 98)] == ["ready", "revise", "hold"]
    assert costs([fault(weight=12, severity=Severity.ADVICE)], strict) == [12]
