"""What is going on: the acts of both sides, weighed into situations."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter

from recovery_lint.models import Evidence, Reading
from recovery_lint.packs.pack import AND, Situation

Facts = Mapping[str, tuple[Evidence, ...]]
# A second sign of the same kind adds to the first; a tenth says nothing new.
_MOST_COUNTED = 3
# A question as short as "Any news?" is about what was said before.
_LONGEST_NUDGE = 4


def holds(condition: str, facts: Facts) -> bool:
    """Whether a fact holds, or all those that a pack joins with "and"."""
    return all(name in facts for name in condition.split(AND)) if AND in condition else condition in facts


class Conditions:
    """Facts of which one has to hold; those that stand alone are looked up at once."""

    __slots__ = ("_alone", "_joined")

    def __init__(self, names: Iterable[str]) -> None:
        """Part the single facts from those joined with "and"."""
        self._alone = frozenset(name for name in names if AND not in name)
        self._joined = tuple(name for name in names if AND in name)

    def hold(self, facts: Facts) -> bool:
        """Whether any of them holds."""
        return not facts.keys().isdisjoint(self._alone) or any(holds(name, facts) for name in self._joined)


def facts_of(reading: Reading, situations: Sequence[Situation], told: Collection[str] | None = None) -> Facts:
    """Return all that holds of a reply: its acts and its situations, each with its evidence.

    A situation may build on situations defined before it. Where the caller told the situations,
    those hold and no others; an inner one is still read off the words, as no caller can tell it.
    Where the customer's message alone tells nothing ("Any news?"), what they wrote earlier does.
    """
    facts = _facts(reading.evidence, situations, told)
    earlier = tuple(e for e in reading.earlier if e.by == "customer")
    told_now = any(e.by == "customer" and e.probability is None for e in reading.evidence)
    if earlier and told is None and (_is_nudge(reading) or not told_now):
        return _facts((*reading.evidence, *earlier), situations, told)
    return facts


def _is_nudge(reading: Reading) -> bool:
    words = (reading.customer_text or "").split()
    return 0 < len(words) <= _LONGEST_NUDGE and words[-1].endswith("?")


def _facts(found: Sequence[Evidence], situations: Sequence[Situation], told: Collection[str] | None) -> Facts:
    acts: dict[str, list[Evidence]] = {}
    for evidence in found:
        acts.setdefault(evidence.act, []).append(evidence)
    facts = {name: tuple(found) for name, found in acts.items()}
    for situation in situations:
        signs = situation.when or tuple(name for name, weight in situation.weighs.items() if weight > 0)
        signs = tuple(name for sign in signs for name in sign.split(AND))
        is_told = told is not None and not situation.inner
        if situation.name in (told or ()) if is_told else _holds(situation, facts):
            facts[situation.name] = tuple(evidence for name in signs for evidence in facts.get(name, ()))
    return facts


def _holds(situation: Situation, facts: Facts) -> bool:
    if any(holds(name, facts) for name in situation.unless):
        return False
    if situation.when:
        return any(holds(name, facts) for name in situation.when)
    return _weight(situation.weighs, facts) >= situation.at_least


def _weight(weighs: Mapping[str, float], facts: Facts) -> float:
    """Add up what speaks for and against; words that several acts hear are one sign, the heaviest.

    What was learned is no words, but an opinion on all of them, so it stands beside the signs that it covers.
    """
    found = [(weight > 0, e) for act, weight in weighs.items() for e in facts.get(act, ())]
    signs = [(e.by, is_for, e.start, e.end, e.act) for is_for, e in found if e.probability is None]
    counted = Counter(e.act for _, e in found if e.probability is not None)
    for _, together in groupby(_clustered(sorted(signs)), key=itemgetter(0)):
        counted[max((sign for _, sign in together), key=lambda act: abs(weighs[act]))] += 1
    return sum(min(many, _MOST_COUNTED) * weighs[act] for act, many in counted.items())


def _clustered(signs: list[tuple[str, bool, int, int, str]]) -> Iterator[tuple[int, str]]:
    """Yield each sign's act with the number of its cluster: signs of one side that overlap."""
    number, side, end = 0, ("", False), 0
    for by, speaks_for, start, stop, act in signs:
        if (by, speaks_for) != side or start >= end:
            number, end = number + 1, 0
        side, end = (by, speaks_for), max(end, stop)
        yield number, act
