"""A pack's examples as test cases, for its authors.

With pytest:

    @pytest.mark.parametrize("case", cases(pack), ids=str)
    def test_example(case):
        assert case.fault(linter) is None
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from recovery_lint.linter import Linter
from recovery_lint.models import Draft, Finding, Report, Turn
from recovery_lint.packs.pack import Act, Pack, Rule

_BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
SLOT_RULE = "unfilled-slot"


@dataclass(frozen=True, slots=True)
class Case:
    """One example of an act or a rule, and what it promises."""

    subject: Act | Rule
    kind: Literal["yes", "no", "bad", "good"]
    number: int
    text: str

    def __str__(self) -> str:
        """Name the case, as in `missing-apology bad 2`."""
        return f"{self.subject.name} {self.kind} {self.number}"

    def fault(self, linter: Linter) -> str | None:
        """Say how the example breaks its promise, or None where it keeps it."""
        if isinstance(self.subject, Act):
            return self._fault_of_act(linter, self.subject)
        return self._fault_of_rule(linter, self.subject)

    def _fault_of_act(self, linter: Linter, act: Act) -> str | None:
        draft = Draft(text=self.text) if act.by == "writer" else _customers(self.text, in_thread=bool(act.first_says))
        found = [e for e in linter.lint(draft).acts if e.act == act.name and e.by == act.by]
        if self.kind == "yes":
            return None if found else f"no {act.name} found in: {self.text}"
        return f"{act.name} found by {found[0].because} in: {self.text}" if found else None

    def _fault_of_rule(self, linter: Linter, rule: Rule) -> str | None:
        text, span = unmark(self.text)
        # A rule of single channels has its examples on the first of them.
        report = linter.lint(Draft(text=text, channel=next(iter(rule.channels), None)))
        finding = _finding(report, rule.name)
        if self.kind == "good":
            return f"raised at {finding.text!r}, because {'; '.join(finding.because)}" if finding else None
        if not finding:
            return f"not raised; found: {_acts(report)}"
        if span and (finding.start, finding.end) != span:
            return f"the span is {finding.text!r}, not {text[slice(*span)]!r}"
        return _fault_of_cure(linter, report, finding)


def cases(pack: Pack) -> Iterator[Case]:
    """Yield every example of a pack: `yes` and `no` of its acts, `bad` and `good` of its rules."""
    for act in pack.acts:
        for number, text in enumerate(act.yes, 1):
            yield Case(act, "yes", number, text)
        for number, text in enumerate(act.no, 1):
            yield Case(act, "no", number, text)
    for rule in pack.rules:
        for number, text in enumerate(rule.bad, 1):
            yield Case(rule, "bad", number, text)
        for number, text in enumerate(rule.good, 1):
            yield Case(rule, "good", number, text)


def unmark(text: str) -> tuple[str, tuple[int, int] | None]:
    """Return a text without its **bold** marks, and the span that the first of them held."""
    marked = _BOLD.search(text)
    if not marked:
        return text, None
    start = marked.start()
    return text[:start] + marked.group(1) + text[marked.end() :], (start, start + len(marked.group(1)))


def _customers(text: str, *, in_thread: bool) -> Draft:
    """Return a draft with a customer's example; in a thread, its > lines are what they wrote before."""
    if not in_thread:
        return Draft(text="", message=text)
    lines = text.split("\n")
    before = "\n".join(line.removeprefix(">").strip() for line in lines if line.startswith(">"))
    message = "\n".join(line for line in lines if not line.startswith(">"))
    return Draft(text="", message=message, earlier=(Turn(author="customer", text=before),) if before else ())


def _fault_of_cure(linter: Linter, report: Report, finding: Finding) -> str | None:
    """A suggestion removes its finding and brings no new one, save the slot that it leaves open."""
    if not finding.suggestion:
        return None
    cured = linter.lint(report.draft.model_copy(update={"text": finding.suggestion.apply(report.draft.text)}))
    if _finding(cured, finding.rule):
        return f"the suggestion does not cure it: {cured.draft.text!r}"
    new = {f.rule for f in cured.findings} - {f.rule for f in report.findings} - {SLOT_RULE}
    return f"the suggestion brings {', '.join(sorted(new))}: {cured.draft.text!r}" if new else None


def _finding(report: Report, rule: str) -> Finding | None:
    return next((finding for finding in report.findings if finding.rule == rule), None)


def _acts(report: Report) -> str:
    return "; ".join(f"{e.by} {e.act} {e.text!r} ({e.because})" for e in report.acts) or "no act"
