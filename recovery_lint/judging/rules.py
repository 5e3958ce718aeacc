"""What is owed: each rule asked of a reading, and the answer worded as a finding's parts."""

import re
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass

from recovery_lint.judging.measures import broken_bound
from recovery_lint.judging.situation import Conditions, Facts, holds
from recovery_lint.models import Evidence, Reading, Severity
from recovery_lint.packs.pack import AND, FACT, Rule, Situation

_LONGEST_QUOTE = 60
# From where on something comes late, as a share of the reply.
_LATE = 2 / 3


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
    weight_here: int | None = None

    @property
    def weight(self) -> int:
        """The points of the rule in this situation."""
        return self.rule.weight if self.weight_here is None else self.weight_here

    @property
    def is_broken(self) -> bool:
        """Whether this is a finding."""
        return self.given == 0


class Judge:
    """Asks the rules of some packs. Pure: the same reading gets the same judgements."""

    def __init__(
        self, rules: Sequence[Rule], weak_acts: Iterable[str], weak_share: float, threads: Container[str] = ()
    ) -> None:
        """Take the rules, the acts that are only weak forms, their share, and the channels that are threads."""
        self._rules = [(rule, Conditions(rule.when), Conditions(rule.unless)) for rule in rules]
        self._weak_acts = frozenset(weak_acts)
        self._weak_share = weak_share
        self._threads = threads

    def judge(self, reading: Reading, facts: Facts, channel: str) -> list[Judgement]:
        """Return a judgement for each rule that applies and is not spoken for by another, in the order of the rules."""
        asked = (
            rule for rule, when, unless in self._rules if (not rule.when or when.hold(facts)) and not unless.hold(facts)
        )
        judged = [j for rule in asked if (j := self._ask(rule, reading, facts, channel))]
        broken = {judgement.rule.name for judgement in judged if judgement.is_broken}
        return [j for j in judged if not (j.is_broken and broken.intersection(j.rule.yields_to))]

    def _ask(self, rule: Rule, reading: Reading, facts: Facts, channel: str) -> Judgement | None:
        severity = rule.severity_on.get(channel, rule.severity)
        if severity == "off" or (rule.channels and channel not in rule.channels):
            return None
        if rule.made_of and not _is_made_of(rule.made_of, reading):
            return None
        reasons = (name for name in rule.when if holds(name, facts))
        due_to = tuple(evidence for name in reasons for part in name.split(AND) for evidence in facts[part])
        weight = max((rule.weight_when[name] for name in rule.weight_when if name in facts), default=None)
        if rule.expects:
            found = expected(rule, reading, facts, in_thread=channel in self._threads)
            return Judgement(rule, severity, self._given(found), due_to=due_to, weight_here=weight)
        if rule.avoids:
            found = avoided(rule, reading, facts)
            return Judgement(rule, severity, 0 if found else 1, found, due_to, weight_here=weight)
        body = " ".join(reading.text[s.start : s.end] for s in reading.zones if s.zone == "body")
        texts = dict.fromkeys(rule.measures, body) | {"characters": _as_sent(reading)}
        bounds = rule.measures.items()
        broken = next((b for name, bound in bounds if (b := broken_bound(name, bound, texts[name], channel))), None)
        if broken and broken.is_far and severity == Severity.ADVICE:
            severity = Severity.WARNING
        told = broken.told if broken else None
        return Judgement(rule, severity, 0 if broken else 1, due_to=due_to, measured=told, weight_here=weight)

    def _given(self, found: Sequence[Evidence]) -> float:
        if not found:
            return 0
        return 1 if any(evidence.act not in self._weak_acts for evidence in found) else self._weak_share


def _as_sent(reading: Reading) -> str:
    """Return all that a channel counts: the greeting and the initials too, but nothing that is quoted."""
    text = reading.text
    for span in reversed(reading.zones):
        if span.zone == "quoted":
            text = text[: span.start] + text[span.end :]
    return text.strip()


def _is_made_of(acts: Iterable[str], reading: Reading) -> bool:
    """Whether every sentence of the reply does one of the acts."""
    done = {reading.sentence_of(e.start) for e in reading.acts(*acts) if e.by == "writer"}
    return len(done) == len(reading.sentences)


def expected(rule: Rule, reading: Reading, facts: Facts, *, in_thread: bool) -> Sequence[Evidence]:
    """Return the writer's acts that a rule looks for: in their place, and in earlier turns where those count."""
    found: Sequence[Evidence] = reading.acts(*rule.expects)
    if rule.beside:
        near = {
            number + step
            for e in reading.acts(*rule.beside)
            for number in [reading.sentence_of(e.start)]
            for step in (-1, 0, 1)
        }
        found = [e for e in found if reading.sentence_of(e.start) in near]
    again = any(holds(name, facts) for name in rule.owed_again)
    if not found and (rule.once or in_thread) and not again:
        found = [e for e in reading.earlier if e.act in rule.expects and e.by == "writer"]
    return found


def avoided(rule: Rule, reading: Reading, facts: Facts) -> tuple[Evidence, ...]:
    """Return the acts that a rule finds fault with, those first that are one too many."""
    told = [name.split(AND) for name in rule.avoids]
    found = reading.acts(*(act for act, *others in told if all(other in facts for other in others)))
    if rule.where == "opening":
        found = tuple(e for e in found if e.by == "writer" and e.start < reading.body.end)
    elif rule.where == "late" and found:
        first, last = reading.body.start, reading.sentences[-1].end if reading.sentences else len(reading.text)
        found = found if found[0].start > first + (last - first) * _LATE else ()
    return found[rule.at_most :]


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
