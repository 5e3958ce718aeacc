"""JSON, schema 1: the contract that others build on. docs/json.md describes each field."""

import json
from collections import Counter
from collections.abc import Sequence
from typing import Any

from recovery_lint.errors import Problem
from recovery_lint.linter import DEFAULT_CHANNEL
from recovery_lint.models import Finding, Report, Severity
from recovery_lint.sources.reply import Reply

SCHEMA = 1


def render(results: Sequence[tuple[Reply, Report]], problems: Sequence[Problem], version: str) -> str:
    """Return all results as one JSON text; `problems` are the replies that could not be read."""
    whole = {
        "schema": SCHEMA,
        "version": version,
        "summary": _summary([report for _, report in results], problems),
        "replies": [_reply(reply, report) for reply, report in results],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _summary(reports: Sequence[Report], problems: Sequence[Problem]) -> dict[str, Any]:
    verdicts = Counter(report.verdict for report in reports)
    severities = Counter(finding.severity for report in reports for finding in report.findings)
    return {
        "replies": len(reports),
        "verdicts": {verdict: verdicts[verdict] for verdict in ("ready", "revise", "hold")},
        "findings": {severity.value: severities[severity] for severity in Severity},
        "unreadable": [
            {"path": p.path, "line": p.line, "column": p.column, "message": p.message, "hint": p.hint} for p in problems
        ],
    }


def _reply(reply: Reply, report: Report) -> dict[str, Any]:
    return {
        "origin": report.draft.origin.model_dump(mode="json"),
        "channel": report.draft.channel or DEFAULT_CHANNEL,
        "situations": list(report.situations),
        "score": report.score,
        "verdict": report.verdict,
        "acts": [act.model_dump(mode="json", exclude={"party", "turn"}) for act in report.acts],
        "findings": [_finding(reply, finding) for finding in report.findings],
        "suggested_reply": report.suggested_reply,
    }


def _finding(reply: Reply, finding: Finding) -> dict[str, Any]:
    line, column = reply.place(finding.start)
    dumped = finding.model_dump(mode="json", exclude={"suggestion": {"gives"}})
    suggestion = dumped.pop("suggestion")
    because = dumped.pop("because")
    return {**dumped, "line": line, "column": column, "because": because, "suggestion": suggestion}
