"""The score from 0 to 100, and the verdict. Weights, caps and bands come from the pack."""

from collections.abc import Sequence

from recovery_lint.judging.rules import Judgement
from recovery_lint.models import Severity, Verdict
from recovery_lint.packs.pack import ScoreCard


def costs(judgements: Sequence[Judgement], card: ScoreCard) -> list[float]:
    """Return the points that each judgement costs, in the order given.

    What is expected shares 100 points by weight, as far as it is owed; what is to be avoided
    costs its own weight. Advice counts for the card's share of its weight.
    """
    owed = sum(_weight(j, card) for j in judgements if j.rule.expects)
    return [_weight(j, card) * (1 - j.given) * (100 / owed if j.rule.expects and owed else 1) for j in judgements]


def score(judgements: Sequence[Judgement], points: Sequence[float]) -> int:
    """Return what is left of 100, under the caps of the broken rules."""
    cap = min((j.rule.cap for j in judgements if j.is_broken), default=100)
    return max(0, min(cap, round(100 - sum(points))))


def verdict(judgements: Sequence[Judgement], points: int, card: ScoreCard) -> Verdict:
    """Return `hold` for a bad error or too few points, `ready` for a good score without an error."""
    errors = [j for j in judgements if j.is_broken and j.severity == Severity.ERROR]
    if points < card.hold_below or any(not j.rule.expects for j in errors):
        return "hold"
    return "ready" if points >= card.ready_from and not errors else "revise"


def _weight(judgement: Judgement, card: ScoreCard) -> float:
    return judgement.weight * (card.advice if judgement.severity == Severity.ADVICE else 1)
