"""Every miss that was ever reported, in words of our own: tests/cases/<rule>.toml."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from recovery_lint import Draft, Linter

FOLDER = Path(__file__).parent / "cases"
LINTER = Linter()


def cases() -> list[Any]:
    return [
        pytest.param(path.stem, case, id=f"{path.stem}-{number}")
        for path in sorted(FOLDER.glob("*.toml"))
        for number, case in enumerate(tomllib.loads(path.read_text(encoding="utf-8"))["case"], 1)
    ]


@pytest.mark.parametrize(("rule", "case"), cases())
def test_a_case_that_was_once_got_wrong(rule: str, case: dict[str, Any]) -> None:
    assert set(case) <= {"origin", "message", "title", "channel", "text", "raised"}, "an unknown key"
    assert case["origin"], "a case says where it comes from"
    fields = {key: case.get(key) for key in ("message", "title", "channel")}
    found = {finding.rule for finding in LINTER.lint(Draft(text=case["text"], **fields)).findings}
    assert (rule in found) is case["raised"]
