"""Readings and rules made by hand, for what only works on plain data."""

from typing import Any

from recovery_lint import Evidence, Rule
from recovery_lint.models import Author, Reading, Span


def heard(text: str, said: str, name: str, *, by: Author = "writer", party: str | None = None) -> Evidence:
    """Return the evidence for an act at the first place where the text says it."""
    start = text.index(said)
    return Evidence(
        act=name, by=by, start=start, end=start + len(said), text=said, because=f"acts/{name}.toml:1", party=party
    )


def reading(text: str, *evidence: Evidence, sentences: tuple[str, ...] = ()) -> Reading:
    """Return a reading whose sentences are those named; the whole text is one where none is."""
    spans = tuple(Span(start=text.index(s), end=text.index(s) + len(s)) for s in sentences or (text,))
    zones = (Span(start=spans[0].start, end=spans[-1].end),)
    return Reading(text=text, sentences=spans, zones=zones, evidence=evidence)


def a_rule(name: str = "some-rule", **fields: Any) -> Rule:  # noqa: ANN401
    """Return a rule with the fields that a test cares for."""
    kinds = ("expects", "avoids", "measures")
    return Rule.model_validate(
        {
            "name": name,
            "summary": "A rule of a test.",
            "severity": "error",
            "weight": 10,
            "since": "0.1",
            "message": "A message.",
            "why": "Because.",
            "source": "A test.",
            "bad": ["bad"],
            "good": ["good"],
            **({} if any(kind in fields for kind in kinds) else {"expects": ["apology"]}),
            **fields,
        }
    )
