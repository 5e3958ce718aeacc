"""How right is the linter? Precision, recall and F1 per rule, act, situation and flag, on a labelled corpus.

    python benchmarks/accuracy.py --corpus replies.jsonl
    python benchmarks/accuracy.py --corpus replies.jsonl --misses missing-next-step
    python benchmarks/accuracy.py --corpus replies.jsonl --sentences sentences.json

A line of the corpus holds `id`, `channel`, `title`, `message`, `text`, `situation` (a list), `acts`
(each none, weak or good), `flags` and `owed` (the rules that a careful reader would raise).
`sentences.json` holds, for each act, sentences that are one (`yes`) and that only look like one (`no`).
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from recovery_lint import Draft, Linter, Report

CORE = ("deflection", "missing-apology", "missing-explanation", "missing-next-step", "missing-follow-up")
# What the corpus calls a situation, and what the pack calls it.
SITUATIONS = {
    "problem": "problem",
    "refusal": "refusal",
    "handoff": "hand-off",
    "cause_outside": "outside-control",
    "resolved": "resolved",
    "question": "question",
    "praise": "praise",
}
# What the corpus calls an act; the acts of the pack that are good ones, and those that are weak ones.
ACTS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "apology": (
        ("apology", "named-apology"),
        ("hollow-apology", "conditional-apology", "feelings-apology", "cancelled-apology", "passive-apology"),
    ),
    "acknowledgement": (("acknowledgement", "likely-understanding"), ("stock-empathy", "likely-acknowledgement")),
    "explanation": (("explanation", "bare-cause", "likely-explanation"), ("empty-reason",)),
    "next_step": (
        ("own-action", "request", "clarifying-question", "instruction", "alternative"),
        ("vague-step", "unowned-step", "likely-step"),
    ),
    "timeframe": (("timeframe",), ("vague-time",)),
    "follow_up": (("follow-up",), ("unowned-follow-up",)),
    "alternative": (("alternative", "likely-alternative"), ()),
    "ownership": (("ownership",), ("likely-ownership",)),
}
# What the corpus flags, and the rules or acts that say so.
FLAGS = {
    "deflection": ("deflection",),
    "channel_redirect": ("channel-change",),
    "cold_handoff": ("cold-handoff",),
    "hollow_apology": (
        "hollow-apology",
        "conditional-apology",
        "feelings-apology",
        "cancelled-apology",
        "passive-apology",
    ),
    "blame_third_party": ("blame-third-party",),
    "blame_customer": ("blame-customer",),
    "policy_shield": ("policy-shield",),
    "dismissive": ("denial", "minimised", "talks-down", "harsh"),
    "dead_end": ("dead-end",),
    "vague_time": ("vague-time",),
    "overpromise": ("overpromise",),
    "canned": ("scripted",),
}
_MOST_SHOWN = 500


@dataclass(frozen=True)
class Row:
    """A labelled reply and what the linter said of it."""

    gold: dict[str, Any]
    report: Report

    @property
    def raised(self) -> set[str]:
        """The rules that the linter raised."""
        return {finding.rule for finding in self.report.findings}

    @property
    def acts(self) -> set[str]:
        """The acts of the writer that the linter heard."""
        return {act.act for act in self.report.acts if act.by == "writer"}


@dataclass(frozen=True)
class Count:
    """How often both, only the linter, and only the label said yes."""

    both: int
    linter_only: int
    label_only: int

    @property
    def figures(self) -> tuple[float, float, float]:
        """Precision, recall and F1, each from 0 to 1; 0 where there is nothing to count."""
        said, labelled = self.both + self.linter_only, self.both + self.label_only
        both = 2 * self.both
        return (
            self.both / said if said else 0.0,
            self.both / labelled if labelled else 0.0,
            both / (said + labelled) if said + labelled else 0.0,
        )


def measure(corpus: Path, linter: Linter | None = None) -> list[Row]:
    """Lint every reply of a corpus."""
    linter = linter or Linter()
    gold = [json.loads(line) for line in corpus.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [row(linter, g) for g in gold]


def row(linter: Linter, gold: dict[str, Any]) -> Row:
    """Lint one labelled reply."""
    keys = ("text", "message", "channel", "title")
    return Row(gold, linter.lint(Draft(**{key: gold.get(key) for key in keys})))


def count(rows: Iterable[Row], labelled: Callable[[Row], bool], said: Callable[[Row], bool]) -> Count:
    """Count the agreement of label and linter."""
    pairs = [(labelled(row), said(row)) for row in rows]
    return Count(pairs.count((True, True)), pairs.count((False, True)), pairs.count((True, False)))


def of_rule(rows: Iterable[Row], rule: str) -> Count:
    """Count the agreement on one rule."""
    return count(rows, lambda row: rule in row.gold["owed"], lambda row: rule in row.raised)


def of_situation(rows: Iterable[Row], label: str) -> Count:
    """Count the agreement on one situation."""
    name = SITUATIONS[label]
    return count(rows, lambda row: label in row.gold["situation"], lambda row: name in row.report.situations)


def of_act(rows: Iterable[Row], label: str) -> Count:
    """Count the agreement on an act of the writer being there, weak or good."""
    good, weak = ACTS[label]
    return count(rows, lambda row: row.gold["acts"][label] != "none", lambda row: bool(row.acts & {*good, *weak}))


def of_flag(rows: Iterable[Row], flag: str) -> Count:
    """Count the agreement on a flag."""
    names = set(FLAGS[flag])
    return count(rows, lambda row: flag in row.gold["flags"], lambda row: bool(names & (row.raised | row.acts)))


def of_strength(rows: Iterable[Row], label: str) -> tuple[int, int]:
    """Return how often weak was told from good where both label and linter have the act, and how often they have."""
    good, weak = ACTS[label]
    both = [r for r in rows if r.gold["acts"][label] != "none" and r.acts & {*good, *weak}]
    return sum((r.gold["acts"][label] == "good") == bool(r.acts & set(good)) for r in both), len(both)


def false_alarms(rows: Iterable[Row]) -> tuple[int, int]:
    """Return how many replies that owe nothing get a core finding, and how many owe nothing."""
    clean = [row for row in rows if not row.gold["owed"]]
    return sum(bool(row.raised.intersection(CORE)) for row in clean), len(clean)


def macro(rows: Sequence[Row]) -> float:
    """Return the mean F1 of the core rules."""
    return sum(of_rule(rows, rule).figures[2] for rule in CORE) / len(CORE)


def of_sentences(path: Path, linter: Linter | None = None) -> dict[str, Count]:
    """Count, for each act of a file of single sentences, those heard rightly."""
    linter = linter or Linter()
    counts = {}
    for act, told in json.loads(path.read_text(encoding="utf-8")).items():
        names = {"warm_handoff": {"hand-over"}, "deflection": {"deflection"}}.get(act) or set().union(*ACTS[act])
        pairs = []
        for label in ("yes", "no"):
            for sentence in told[label]:
                heard = row(linter, {"text": sentence["text"]})
                pairs.append((label == "yes", bool(names & (heard.acts | heard.raised))))
        counts[act] = Count(pairs.count((True, True)), pairs.count((False, True)), pairs.count((True, False)))
    return counts


def figures(rows: Sequence[Row]) -> dict[str, Any]:
    """Return all figures as plain data."""
    alarms, clean = false_alarms(rows)
    return {
        "replies": len(rows),
        "macro_f1": macro(rows),
        "false_alarms": alarms,
        "owe_nothing": clean,
        "rules": {rule: of_rule(rows, rule).figures for rule in CORE},
        "situations": {name: of_situation(rows, name).figures for name in SITUATIONS},
        "acts": {name: of_act(rows, name).figures for name in ACTS},
        "flags": {name: of_flag(rows, name).figures for name in FLAGS},
        "strengths": {name: of_strength(rows, name) for name in ACTS},
    }


def show(rows: Sequence[Row]) -> None:
    """Print the figures: whole, per channel, and for what lies beneath the rules."""
    console = Console(width=100)
    channels = sorted({row.gold["channel"] for row in rows})
    groups = [("all", list(rows))] + [(name, [r for r in rows if r.gold["channel"] == name]) for name in channels]
    for name, group in groups:
        table = _table(f"{name}: {len(group)} replies")
        for rule in CORE:
            _add(table, rule, of_rule(group, rule))
        console.print(table)
        alarms, clean = false_alarms(group)
        share = f"{alarms / clean:.1%}" if clean else "-"
        console.print(f"macro-F1 {macro(group):.3f} · core finding on {alarms} of {clean} that owe nothing ({share})\n")
    table = _table("beneath the rules, all channels")
    for label in SITUATIONS:
        _add(table, f"situation {label}", of_situation(rows, label))
    for label in ACTS:
        _add(table, f"act {label}", of_act(rows, label))
    for label in FLAGS:
        _add(table, f"flag {label}", of_flag(rows, label))
    console.print(table)
    for label in ACTS:
        right, both = of_strength(rows, label)
        console.print(f"weak told from good, {label}: {right} of {both}" + (f" ({right / both:.0%})" if both else ""))


def show_sentences(path: Path) -> None:
    """Print the figures of single sentences."""
    table = _table(f"single sentences: {path.name}")
    for act, counted in of_sentences(path).items():
        _add(table, f"act {act}", counted)
    Console(width=100).print(table)


def show_misses(rows: Iterable[Row], rule: str) -> None:
    """Print the replies where linter and label differ on a rule."""
    for row in rows:
        labelled, said = rule in row.gold["owed"], rule in row.raised
        if labelled != said:
            print(f"{'false alarm' if said else 'miss'}  {row.gold['id']}  {row.gold['channel']}")
            message = row.gold.get("message") or row.gold.get("title") or ""
            print(f"  customer: {' '.join(message.split())[:_MOST_SHOWN]}")
            print(f"  reply:    {' '.join(row.gold['text'].split())[:_MOST_SHOWN]}")
            print(f"  label:    {', '.join(row.gold['situation'])}; owes {', '.join(row.gold['owed']) or 'nothing'}")
            print(f"  linter:   {', '.join(row.report.situations)}")
            for act in row.report.acts:
                print(f"            {act.by} {act.act}: {act.text!r} ({act.because})")
            print()


def _table(title: str) -> Table:
    table = Table(title=title, title_justify="left", box=None)
    table.add_column("", min_width=24)
    for column in ("precision", "recall", "F1", "both", "linter only", "label only"):
        table.add_column(column, justify="right")
    return table


def _add(table: Table, name: str, counted: Count) -> None:
    precision, recall, f1 = counted.figures
    whole = (counted.both, counted.linter_only, counted.label_only)
    table.add_row(name, f"{precision:.3f}", f"{recall:.3f}", f"{f1:.3f}", *map(str, whole))


def main() -> int:
    """Measure, print, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True, help="a JSONL file of labelled replies")
    parser.add_argument("--sentences", type=Path, help="a JSON file of single sentences, for each act")
    parser.add_argument("--misses", choices=CORE, metavar="RULE", help=f"print what was got wrong: {', '.join(CORE)}")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    options = parser.parse_args()
    for path in (options.corpus, options.sentences):
        if path and not path.is_file():
            print(f"{path}: the corpus is not here; name the file of labelled replies", file=sys.stderr)
            return 2
    rows = measure(options.corpus)
    if options.misses:
        show_misses(rows, options.misses)
    elif options.json:
        print(json.dumps(figures(rows), indent=2))
    else:
        show(rows)
    if options.sentences:
        show_sentences(options.sentences)
    return 0


if __name__ == "__main__":
    sys.exit(main())
