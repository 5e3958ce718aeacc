"""What is going on: the acts of both sides, weighed into situations."""

from collections.abc import Iterable, Mapping, Sequence

from recovery_lint.models import Evidence, Reading
from recovery_lint.packs.pack import Situation

Facts = Mapping[str, tuple[Evidence, ...]]
# A second sign of the same kind adds to the first; a tenth says nothing new.
_MOST_COUNTED = 2


def facts_of(reading: Reading, situations: Sequence[Situation], told: Iterable[str] | None = None) -> Facts:
    """Return all that holds of a reply: its acts and its situations, each with its evidence.

    A situation may build on situations defined before it. Where the caller told the situations,
    those hold and no others.
    """
    acts: dict[str, list[Evidence]] = {}
    for evidence in reading.evidence:
        acts.setdefault(evidence.act, []).append(evidence)
    facts = {name: tuple(found) for name, found in acts.items()}
    for situation in situations:
        signs = situation.when or tuple(name for name, weight in situation.weighs.items() if weight > 0)
        holds = situation.name in told if told is not None else _holds(situation, facts)
        if holds:
            facts[situation.name] = tuple(evidence for name in signs for evidence in facts.get(name, ()))
    return facts


def _holds(situation: Situation, facts: Facts) -> bool:
    if any(name in facts for name in situation.unless):
        return False
    if situation.when:
        return any(name in facts for name in situation.when)
    counts = ((min(len(facts.get(name, ())), _MOST_COUNTED), weight) for name, weight in situation.weighs.items())
    return sum(count * weight for count, weight in counts) >= situation.at_least
