"""Text for people: the draft with its spans marked, each finding with its why, and the suggested reply."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from recovery_lint.errors import Problem
from recovery_lint.judging.suggestions import SLOT
from recovery_lint.models import Finding, Report, Severity, Verdict
from recovery_lint.sources.reply import Reply

STYLE = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.ADVICE: "cyan"}
VERDICT_STYLE: dict[Verdict, str] = {"ready": "bold green", "revise": "bold yellow", "hold": "bold red"}
MARK = {Severity.ERROR: "✗", Severity.WARNING: "!", Severity.ADVICE: "·"}
# Nothing that a customer or a writer has typed may steer the terminal; as many characters as before.
_HARMLESS = {**dict.fromkeys((*range(32), *range(127, 160)), "\ufffd"), 9: " ", 10: "\n", 13: " "}
_METER = 10
_LONGEST_DRAFT = 4_000


def print_reply(console: Console, reply: Reply, report: Report) -> None:
    """Print one reply: its head, its draft with the marks, its findings and the suggested reply."""
    console.print(_head(reply, report, console.width))
    if not report.findings:
        return
    console.print()
    for line in _marked(report, console.width - 4):
        console.print(Text("  ") + line, no_wrap=True, overflow="ignore", crop=False)
    console.print()
    for number, finding in enumerate(report.findings, 1):
        _print_finding(console, reply, finding, number)
    if report.suggested_reply != report.draft.text:
        console.print("  suggested reply", style="bold green")
        shown = report.suggested_reply[:_LONGEST_DRAFT].translate(_HARMLESS).rstrip()
        for paragraph in shown.split("\n"):
            for low, high in _wrap(paragraph, console.width - 6):
                console.print(Text("  │ ", style="green") + _with_slots(paragraph[low:high]), no_wrap=True, crop=False)
        if more := _more(report.suggested_reply):
            console.print(Text("  │ ", style="green") + more)
        console.print()


def print_summary(console: Console, reports: Sequence[Report], problems: Sequence[Problem]) -> None:
    """Print the counts of all replies on one line, with a meter of the verdicts."""
    if not reports:
        return
    counts = {verdict: sum(r.verdict == verdict for r in reports) for verdict in VERDICT_STYLE}
    line = Text("  ".join(["", _plural(len(reports), "reply", "replies") + ":"]))
    for verdict, style in VERDICT_STYLE.items():
        line.append(f"  {counts[verdict]} {verdict}", style=style if counts[verdict] else "dim")
    mean = sum(r.score for r in reports) / len(reports)
    line.append(f"  ·  mean score {mean:.0f}")
    if problems:
        line.append(f"  ·  {len(problems)} could not be read", style="bold red")
    console.print(line)


def _head(reply: Reply, report: Report, width: int) -> Text:
    origin = reply.draft.origin
    name = origin.path or "-"
    name += f":{origin.line}" if origin.id or origin.line > 1 else ""
    name += "".join(f"  {part}" for part in (origin.id, origin.title) if part)
    head = Text()
    head.append(" ".join(name.translate(_HARMLESS).split("\n")), style="bold underline")
    filled = round(report.score / 100 * _METER)
    tail = Text(f"{report.score:3d}/100 ")
    tail.append("█" * filled + "░" * (_METER - filled), style=VERDICT_STYLE[report.verdict])
    tail.append(f" {report.verdict}", style=VERDICT_STYLE[report.verdict])
    if report.situations:
        tail.append("  " + ", ".join(report.situations), style="dim")
    gap = width - head.cell_len - tail.cell_len
    return head + Text(" " * gap if gap > 1 else "\n  ") + tail


def _print_finding(console: Console, reply: Reply, finding: Finding, number: int) -> None:
    line, column = reply.place(finding.start)
    head = Text("  ")
    head.append(f"{number} {MARK[finding.severity]} {finding.rule}", style=STYLE[finding.severity])
    cost = f", costs {_plural(finding.score, 'point')}" if finding.score else ""
    head.append(f"  {finding.severity.value}{cost}, line {line}, column {column}", style="dim")
    console.print(head)
    _say(console, finding.message)
    _say(console, finding.why, style="italic")
    if finding.because:
        _say(console, "because: " + "; ".join(finding.because), style="dim")
    if finding.suggestion:
        word = "instead: " if finding.suggestion.end > finding.suggestion.start else "add: "
        _say(console, word, tail=_with_slots(finding.suggestion.text.lstrip(". ").rstrip()))
    console.print()


def _say(console: Console, text: str, *, style: str = "", tail: Text | None = None) -> None:
    said = " ".join(text.translate(_HARMLESS).split())
    words = Text(said + (" " if tail else ""), style=style or ("green" if tail else ""))
    if tail:
        words.append_text(tail)
    for line in words.wrap(console, max(20, console.width - 6)):
        console.print(Text("    ") + line)


def _with_slots(text: str) -> Text:
    shown = Text(text.translate(_HARMLESS))
    shown.highlight_regex(SLOT, "bold magenta")
    return shown


def _marked(report: Report, width: int) -> Iterator[Text]:
    """Yield the draft's lines, each with a line of marks below it where a finding stands."""
    text, start = report.draft.text.translate(_HARMLESS), 0
    for paragraph in text[:_LONGEST_DRAFT].rstrip().split("\n"):
        for low, high in _wrap(paragraph, max(20, width)):
            line = Text(paragraph[low:high])
            marks, lowest = _marks(report.findings, start + low, start + high, text)
            for mark_low, mark_high, severity in lowest:
                line.stylize(STYLE[severity], mark_low - start - low, mark_high - start - low)
            yield line
            if marks:
                yield marks
        start += len(paragraph) + 1
    if more := _more(text):
        yield more


def _more(text: str) -> Text | None:
    """Say how much of a very long text is not shown: JSON has it whole."""
    if len(text) <= _LONGEST_DRAFT:
        return None
    return Text(f"... and {len(text) - _LONGEST_DRAFT:,} characters more", style="dim")


def _marks(
    findings: Sequence[Finding], low: int, high: int, text: str
) -> tuple[Text | None, list[tuple[int, int, Severity]]]:
    """Return the line of marks below the draft from `low` to `high`, and the stretches to colour."""
    here: list[tuple[int, int, Severity, str]] = []
    for number, finding in enumerate(findings, 1):
        start, end = max(low, finding.start), min(high, finding.end)
        if start < end:
            here.append((start, end, finding.severity, str(number)))
    if not here:
        return None, []
    # Findings at the same place share one mark with all of their numbers.
    edges = sorted({edge for start, end, _, _ in here for edge in (start, end)})
    marks, written = Text(), low
    for start, end in pairwise(edges):
        over = [h for h in here if h[0] <= start and end <= h[1]]
        if not over:
            continue
        marks.append(" " * cell_len(text[written:start]))
        label = ",".join(h[3] for h in over if h[0] == start)
        stretch = cell_len(text[start:end])
        worst = max((h[2] for h in over), key=lambda severity: severity.rank)
        marks.append(
            (label + "^" * (stretch - len(label))) if stretch >= len(label) else "^" * stretch, style=STYLE[worst]
        )
        written = end
    return marks, [(start, end, severity) for start, end, severity, _ in here]


def _wrap(text: str, width: int) -> list[tuple[int, int]]:
    """Cut a paragraph into lines of at most `width` cells, at blanks where there are any."""
    lines, start = [], 0
    while cell_len(text[start:]) > width:
        end = start
        cells = 0
        while end < len(text) and cells + cell_len(text[end]) <= width:
            cells += cell_len(text[end])
            end += 1
        blank = text.rfind(" ", start, end)
        end = blank + 1 if blank > start else max(end, start + 1)
        lines.append((start, end))
        start = end
    return [*lines, (start, len(text))]


def _plural(many: int, word: str, words: str = "") -> str:
    return f"{many} {word if many == 1 else words or word + 's'}"
