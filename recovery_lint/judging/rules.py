"""What is owed: each rule asked of a reading, and the answer worded as a finding's parts."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from recovery_lint.judging.measures import broken_bound
from recovery_lint.judging.situation import Facts
from recovery_lint.models import Evidence, Reading, Severity
from recovery_lint.packs.pack import FACT, Rule, Situation

_LONGEST_QUOTE = 60


@dataclass(frozen=True, slots=True)
class Judgement:
    """A rule that applies to a draft: how much of what it asks is given, from 0 to 1.

    `at` is the writer's evidence that it is about, `due_to` what made it apply, `measured` the bound
    that is broken.
    """

    rule: Rule
    severity: Severity
    given: float
    at: tuple[Evidence, ...] = ()
    due_to: tuple[Evidence, ...] = ()
    measured: str | None = None

    @property
    def is_broken(self) -> bool:
        """Whether this is a finding."""
        return self.given == 0


class Judge:
    """Asks the rules of some packs. Pure: the same reading gets the same judgements."""

    def __init__(self, rules: Sequence[Rule], weak_acts: Iterable[str], weak_share: float) -> None:
        """Take the rules, the acts that are only weak forms, and the share that a weak form gives."""
        self._rules = rules
        self._weak_acts = frozenset(weak_acts)
        self._weak_share = weak_share

    def judge(self, reading: Reading, facts: Facts, channel: str) -> list[Judgement]:
        """Return a judgement for each rule that applies, in the order of the rules."""
        judged = (self._ask(rule, reading, facts, channel) for rule in self._rules)
        return [judgement for judgement in judged if judgement]

    def _ask(self, rule: Rule, reading: Reading, facts: Facts, channel: str) -> Judgement | None:
        severity = rule.severity_on.get(channel, rule.severity)
        if severity == "off" or any(name in facts for name in rule.unless):
            return None
        if rule.when and not any(name in facts for name in rule.when):
            return None
        due_to = tuple(evidence for name in rule.when for evidence in facts.get(name, ()))
        if rule.expects:
            found = reading.acts(*rule.expects)
            return Judgement(rule, severity, self._given(found), due_to=due_to)
        if rule.avoids:
            found = reading.acts(*rule.avoids)
            return Judgement(rule, severity, 0 if found else 1, found, due_to)
        text = " ".join(reading.text[s.start : s.end] for s in reading.zones if s.zone == "body")
        broken = next((b for name, bound in rule.measures.items() if (b := broken_bound(name, bound, text))), None)
        return Judgement(rule, severity, 0 if broken else 1, due_to=due_to, measured=broken)

    def _given(self, found: tuple[Evidence, ...]) -> float:
        if not found:
            return 0
        return 1 if any(evidence.act not in self._weak_acts for evidence in found) else self._weak_share


def span_of(judgement: Judgement, reading: Reading) -> tuple[int, int]:
    """Return the place that a finding points at.

    The words that are at fault; for something missing, the acts that the rule points at, or else the
    reply's first sentence.
    """
    for evidence in (*judgement.at, *reading.acts(*judgement.rule.points_at)):
        if evidence.by == "writer":
            return evidence.start, evidence.end
    return reading.body.start, reading.body.end


def because_of(judgement: Judgement) -> tuple[str, ...]:
    """Return the phrases that led to a finding, then what was looked for in vain."""
    heard = judgement.at or judgement.due_to
    places = tuple(dict.fromkeys(evidence.because for evidence in heard))
    if judgement.measured:
        return (*places, judgement.measured)
    return (*places, "found no " + ", no ".join(judgement.rule.expects)) if judgement.rule.expects else places


def fill_facts(
    template: str, facts: Facts, situations: Sequence[Situation], judgement: Judgement, *, quote: bool
) -> str:
    """Put facts into the {braces} of a pack's text; `{party|[whom]}` names what stands in for a lack.

    In a message the words of the draft are quoted; in a suggestion they are used.
    """
    called = {situation.name: situation.called for situation in situations}

    def word(m: re.Match[str]) -> str:
        name, otherwise = m.group(1), m.group(2)
        if name == "measure":
            return judgement.measured or ""
        if name == "party":
            named = next((e.party for e in (*judgement.at, *judgement.due_to) if e.party), None)
            return named or otherwise or "somebody else"
        said = [e.text for e in facts.get(name, ()) if e.by == "customer" or name not in called]
        if said and len(said[0]) <= _LONGEST_QUOTE:
            return f"“{' '.join(said[0].split())}”" if quote else said[0]
        return otherwise or called.get(name, name)

    return FACT.sub(word, template)
