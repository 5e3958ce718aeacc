"""What is going on: the acts of both sides, weighed into situations."""

from collections.abc import Iterable, Mapping, Sequence

from recovery_lint.models import Evidence, Reading
from recovery_lint.packs.pack import Situation

Facts = Mapping[str, tuple[Evidence, ...]]


def facts_of(
    reading: Reading, situations: Sequence[Situation], told: Iterable[str] | None = None
) -> dict[str, tuple[Evidence, ...]]:
    """Return all that holds of a reply: its acts and its situations, each with its evidence.

    A situation may build on situations defined before it. Where the caller told the situations,
    those hold and no others.
    """
    facts: dict[str, tuple[Evidence, ...]] = {}
    for evidence in reading.evidence:
        facts[evidence.act] = (*facts.get(evidence.act, ()), evidence)
    for situation in situations:
        evidence_for = tuple(e for name in situation.when for e in facts.get(name, ()))
        if told is not None:
            if situation.name in told:
                facts[situation.name] = evidence_for
        elif evidence_for and not any(name in facts for name in situation.unless):
            facts[situation.name] = evidence_for
    return facts
