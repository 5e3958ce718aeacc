"""The whole road in one method: a draft is read, its situation judged, and what it owes reported."""

from collections.abc import Iterable, Iterator

from recovery_lint.errors import ConfigError
from recovery_lint.judging.rules import Judge, Judgement, because_of, fill_facts, span_of
from recovery_lint.judging.score import costs, score, verdict
from recovery_lint.judging.situation import Facts, facts_of
from recovery_lint.judging.suggestions import Acts, suggestion, whole_reply
from recovery_lint.models import Draft, Finding, Names, Reading, Report
from recovery_lint.packs.files import did_you_mean
from recovery_lint.packs.load import load_pack
from recovery_lint.packs.pack import FACT, Pack, Rule, Suggest
from recovery_lint.reading.acts import Reader
from recovery_lint.reading.tokens import Tokenizer

DEFAULT_CHANNEL = "email"


class Linter:
    """Lints drafts with the built-in pack and any others. Built once; safe to use from many threads.

    `select` and `ignore` name rules; `names` tell who we are and who works with us; `tokenizer` may be
    that of a spaCy pipeline the host already has.
    Raises ConfigError for a rule that no pack holds, PackError for a built-in pack that is broken.
    """

    def __init__(
        self,
        *packs: Pack,
        select: Iterable[str] = (),
        ignore: Iterable[str] = (),
        names: Names | None = None,
        tokenizer: Tokenizer | None = None,
    ) -> None:
        """Compile the packs; the built-in one is always among them."""
        core = load_pack()
        # Sorted by name, so that the order in which packs are given cannot matter.
        self.packs = (core, *sorted((p for p in packs if p.name != core.name), key=lambda p: p.name))
        self.rules = _chosen(tuple(rule for pack in self.packs for rule in pack.rules), select, ignore)
        self._situations = tuple(situation for pack in self.packs for situation in pack.situations)
        self._channels = frozenset(channel for pack in self.packs for channel in pack.channels)
        self._card = next(pack.score for pack in self.packs if pack.score)
        weak = {act.name: act.weak_form_of for pack in self.packs for act in pack.acts if act.weak_form_of}
        self._acts = Acts(*(_forms(name, weak) for name in ("apology", "follow-up")))
        self._reader = Reader(self.packs, tokenizer, names)
        threads = frozenset(channel for pack in self.packs for channel in pack.threads)
        self._judge = Judge(self.rules, weak, self._card.weak, threads)
        self._expects = {rule.name: rule.expects for rule in self.rules}
        # What a suggestion gives is read off its own words, once, so that no pack can claim it wrongly.
        self._gives = {s: self._reader.acts_of(_sample(s)) for rule in self.rules for s in rule.suggest}

    def lint(self, draft: Draft | str) -> Report:
        """Say what a draft owes. Raises ConfigError for an unknown channel or situation."""
        draft = Draft(text=draft) if isinstance(draft, str) else draft
        channel = self._known_channel(draft)
        reading = self._reader.read(draft)
        facts = facts_of(reading, self._situations, self._told(draft))
        judgements = self._judge.judge(reading, facts, channel)
        points = costs(judgements, self._card)
        found = [self._finding(j, p, reading, facts) for j, p in zip(judgements, points, strict=True) if j.is_broken]
        total = score(judgements, points)
        return Report(
            draft=draft,
            situations=tuple(s.name for s in self._situations if s.name in facts and not s.inner),
            acts=reading.evidence,
            findings=tuple(finding for finding, _ in sorted(found, key=lambda f: (-f[0].severity.rank, -f[0].score))),
            score=total,
            verdict=verdict(judgements, total, self._card),
            suggested_reply=whole_reply(
                draft.text,
                [(finding, suggest.place, self._expects[finding.rule]) for finding, suggest in found if suggest],
            ),
        )

    def lint_many(self, drafts: Iterable[Draft | str]) -> Iterator[Report]:
        """Lint drafts one after the other, as they are asked for."""
        return map(self.lint, drafts)

    def _finding(
        self, judgement: Judgement, points: float, reading: Reading, facts: Facts
    ) -> tuple[Finding, Suggest | None]:
        rule = judgement.rule
        span = span_of(judgement, reading)
        suggest = next((s for s in rule.suggest if not s.when or any(name in facts for name in s.when)), None)
        proposed = None
        if suggest:
            text = fill_facts(suggest.text, facts, self._situations, judgement, quote=False)
            proposed = suggestion(suggest.place, text, reading, span, self._acts)
            proposed = proposed.model_copy(update={"gives": self._gives[suggest]})
        finding = Finding(
            rule=rule.name,
            severity=judgement.severity,
            score=round(points),
            message=fill_facts(rule.message, facts, self._situations, judgement, quote=True),
            why=rule.why,
            start=span[0],
            end=span[1],
            text=reading.text[span[0] : span[1]],
            because=because_of(judgement),
            suggestion=proposed,
        )
        return finding, suggest

    def _known_channel(self, draft: Draft) -> str:
        channel = draft.channel or DEFAULT_CHANNEL
        if channel not in self._channels:
            raise ConfigError(_unknown("channel", channel, self._channels))
        return channel

    def _told(self, draft: Draft) -> tuple[str, ...] | None:
        known = {situation.name for situation in self._situations if not situation.inner}
        for name in draft.situation or ():
            if name not in known:
                raise ConfigError(_unknown("situation", name, known))
        return draft.situation


def _chosen(rules: tuple[Rule, ...], select: Iterable[str], ignore: Iterable[str]) -> tuple[Rule, ...]:
    known = {rule.name for rule in rules}
    chosen, ignored = set(select), set(ignore)
    for name in sorted(chosen | ignored):
        if name not in known:
            raise ConfigError(_unknown("rule", name, known))
    return tuple(rule for rule in rules if rule.name not in ignored and (not chosen or rule.name in chosen))


def _unknown(kind: str, name: str, known: Iterable[str]) -> str:
    return f"unknown {kind} '{name}': {did_you_mean(name, tuple(known))}"


def _forms(act: str, weak: dict[str, str]) -> tuple[str, ...]:
    return (act, *(name for name, strong in weak.items() if strong == act))


def _sample(suggest: Suggest) -> str:
    """Return a suggestion's text with an invented name for each fact."""
    return FACT.sub("Acme Support", suggest.text)
