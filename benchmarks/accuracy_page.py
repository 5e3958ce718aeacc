"""Write docs/accuracy.md: every figure of it is measured here, none is typed.

    make accuracy CORPUS=../shared/corpus
    python -m benchmarks.accuracy_page --corpus-folder ../shared/corpus

The folder holds `replies.jsonl` (the measure), `more-replies.jsonl` and `unlabelled.jsonl` (learned from, but for
the replies of labels/held-*.psv) and `sentences.json`. It takes about a minute.
"""

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from rich.progress import track

from benchmarks import labelled
from benchmarks.accuracy import (
    ACTS,
    CORE,
    FLAGS,
    SITUATIONS,
    Count,
    Row,
    false_alarms,
    macro,
    of_act,
    of_flag,
    of_rule,
    of_sentences,
    of_situation,
    of_strength,
    row,
)
from recovery_lint import Linter

LABELS = Path(__file__).parent / "labels"
PAGE = Path(__file__).parent.parent / "docs" / "accuracy.md"
_MOST_IDS = 40


def main() -> int:
    """Measure, write the page, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus-folder", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=PAGE)
    options = parser.parse_args()
    folder: Path = options.corpus_folder
    for name in ("replies.jsonl", "more-replies.jsonl", "unlabelled.jsonl", "sentences.json"):
        if not (folder / name).is_file():
            print(f"{folder / name}: the corpus is not here; name its folder", file=sys.stderr)
            return 2
    options.out.parent.mkdir(exist_ok=True)
    options.out.write_text(page(folder), encoding="utf-8")
    print(f"{options.out} written")
    return 0


def page(folder: Path) -> str:
    """Return the whole page as Markdown."""
    linter = Linter()

    def lint(replies: Iterable[dict[str, Any]], what: str) -> list[Row]:
        return [row(linter, reply) for reply in track(list(replies), what)]

    texts = folder / "unlabelled.jsonl"
    measure = lint(labelled.jsonl(folder / "replies.jsonl"), "replies.jsonl")
    textbook = lint(labelled.jsonl(folder / "more-replies.jsonl"), "more-replies.jsonl")
    textbook += lint(labelled.read(LABELS / "unlabelled.psv", texts), "unlabelled.jsonl")
    held = [
        lint(labelled.read(LABELS / f"held-{who}.psv", texts), f"held, {who} reader") for who in ("first", "second")
    ]
    parts = [
        _HEAD,
        *_of_the_measure(measure, of_sentences(folder / "sentences.json", linter)),
        "## Fresh replies, labelled blind by two readers",
        _HELD,
        *(_core(rows, f"against the {who} reader") for who, rows in zip(("first", "second"), held, strict=True)),
        "The two readers against each other, as if the second were the linter:",
        _agreement(held[0], held[1]),
        "## The textbook: replies that were learned from",
        _core(textbook),
        "### By channel, each a group of companies of its own",
        _channels(textbook),
        "## The finer rules on real replies",
        _FIRINGS,
        _firings(linter),
        "## Known misses",
        _MISSES,
        *(_misses(measure, rule) for rule in CORE),
    ]
    return "\n\n".join(parts) + "\n"


def _of_the_measure(measure: Sequence[Row], sentences: Mapping[str, Count]) -> list[str]:
    return [
        "## The measure: replies that nothing was learned from",
        _core(measure),
        "### By channel",
        _channels(measure),
        "### Situations, acts and flags",
        _beneath(measure),
        "### Weak told from good",
        _strengths(measure),
        "### Single sentences",
        _table(("act", *_COLUMNS), [(act, *_cells(counted)) for act, counted in sentences.items()]),
    ]


_COLUMNS = ("precision", "recall", "F1", "both", "linter only", "label only")
_HEAD = """# How right is it?

Written by `make accuracy CORPUS=FOLDER`; no figure on this page is typed by hand. *Both*, *linter only* and
*label only* are counts of replies (of sentences, where it says so). A core finding is one of the five core rules."""
_HELD = """These replies come from the same companies as the textbook, but were set aside before anybody read them.
Two readers labelled them by the same guide without seeing each other's labels."""
_FIRINGS = """Findings of each rule on unlabelled replies, chosen at random, were read by somebody who saw message,
reply and finding, and answered: is it true of this reply, and would a good support lead want to be told? Rules
that fell below nine in ten were then made narrower by what was said, or became advice, and read again where they
still had findings that nobody had read; what is counted here is every finding that was read and is still made. So
for the rarer rules this tells that what was wrong is gone, and not how the next wrong one looks. Without a
number the rule has no finding on these replies, and rests on its examples and cases."""
_MISSES = "The replies of the measure that were got wrong, by their ids in the corpus."


def _core(rows: Sequence[Row], title: str = "") -> str:
    alarms, clean = false_alarms(rows)
    share = f"{alarms / clean:.1%}" if clean else "none"
    lines = [(f"`{rule}`", *_cells(of_rule(rows, rule))) for rule in CORE]
    head = f"{len(rows)} replies{f', {title}' if title else ''}: macro-F1 of the core five **{macro(rows):.3f}**, "
    head += f"a core finding on **{alarms} of {clean}** replies that owe nothing ({share})."
    return head + "\n\n" + _table(("rule", *_COLUMNS), lines)


def _channels(rows: Sequence[Row]) -> str:
    groups: dict[str, list[Row]] = defaultdict(list)
    for one in rows:
        groups[one.gold["channel"] or "email"].append(one)
    lines = []
    for name, group in sorted(groups.items()):
        alarms, clean = false_alarms(group)
        figures = [f"{of_rule(group, rule).figures[2]:.2f}" for rule in CORE]
        lines.append((name, str(len(group)), *figures, f"{macro(group):.2f}", f"{alarms} of {clean}"))
    return _table(("channel", "replies", *(f"{rule} F1" for rule in CORE), "macro-F1", "false alarms"), lines)


def _beneath(rows: Sequence[Row]) -> str:
    lines = [(f"situation {name}", *_cells(of_situation(rows, name))) for name in SITUATIONS]
    lines += [(f"act {name}", *_cells(of_act(rows, name))) for name in ACTS]
    lines += [(f"flag {name}", *_cells(of_flag(rows, name))) for name in FLAGS]
    return _table(("", *_COLUMNS), lines)


def _strengths(rows: Sequence[Row]) -> str:
    counted = [(act, *of_strength(rows, act)) for act in ACTS]
    lines = [(act, str(right), str(both), f"{right / both:.0%}" if both else "-") for act, right, both in counted]
    return _table(("act", "right", "of", "share"), lines)


def _agreement(first: Sequence[Row], second: Sequence[Row]) -> str:
    lines = []
    for rule in CORE:
        pairs = [(rule in a.gold["owed"], rule in b.gold["owed"]) for a, b in zip(first, second, strict=True)]
        counted = Count(pairs.count((True, True)), pairs.count((False, True)), pairs.count((True, False)))
        lines.append((f"`{rule}`", *_cells(counted)))
    return _table(("rule", "precision", "recall", "F1", "both", "second only", "first only"), lines)


def _firings(linter: Linter) -> str:
    """Count the findings that were read; a line of the file is `rule|fires on|id|yes or no|why`."""
    read: dict[str, list[bool]] = defaultdict(list)
    fires: dict[str, str] = {}
    file = LABELS / "firings.psv"
    for line in file.read_text(encoding="utf-8").splitlines() if file.is_file() else ():
        rule, many, name, verdict, *_ = line.split("|")
        fires[rule] = many
        if name:
            read[rule].append(verdict == "yes")
    lines = []
    for known in linter.rules:
        if known.name not in CORE:
            right, of = sum(read[known.name]), len(read[known.name])
            share = f"{right / of:.0%}" if of else "-"
            many = fires.get(known.name, "-")
            lines.append((f"`{known.name}`", known.severity.value, many, str(of), str(right), share))
    return _table(("rule", "severity", "fires on", "read", "right", "precision"), lines)


def _misses(rows: Sequence[Row], rule: str) -> str:
    missed = [one.gold["id"] for one in rows if rule in one.gold["owed"] and rule not in one.raised]
    false = [one.gold["id"] for one in rows if rule not in one.gold["owed"] and rule in one.raised]
    return f"**`{rule}`**. Missed: {_ids(missed)}. False alarms: {_ids(false)}."


def _ids(ids: Sequence[str]) -> str:
    more = f" and {len(ids) - _MOST_IDS} more" if len(ids) > _MOST_IDS else ""
    return (", ".join(ids[:_MOST_IDS]) + more) or "none"


def _cells(counted: Count) -> tuple[str, ...]:
    whole = (counted.both, counted.linter_only, counted.label_only)
    return (*(f"{figure:.3f}" for figure in counted.figures), *map(str, whole))


def _table(head: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    rule = ["---", *["--:"] * (len(head) - 1)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, rule, *lines))


if __name__ == "__main__":
    sys.exit(main())
