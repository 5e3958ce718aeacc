"""The problems of a pack that does not load, and where they point."""

from pathlib import Path

import pytest

from recovery_lint.errors import PackError, Problem
from recovery_lint.packs.load import load_pack
from recovery_lint.packs.pack import Pack


def problems_of(folder: Path, *beside: Pack) -> list[Problem]:
    with pytest.raises(PackError) as raised:
        load_pack(folder, beside=beside)
    assert all(str(problem) in str(raised.value) for problem in raised.value.problems)
    return list(raised.value.problems)


def problem_of(folder: Path, *beside: Pack) -> Problem:
    found = problems_of(folder, *beside)
    assert len(found) == 1, "\n".join(map(str, found))
    return found[0]


def assert_points_at(problem: Problem, what: str) -> None:
    """The caret stands under the first character of what is wrong, in the line as it is in the file."""
    lines = Path(problem.path).read_bytes().decode("utf-8-sig").replace("\r\n", "\n").split("\n")
    assert problem.source == lines[problem.line - 1]
    assert problem.source[problem.column - 1 :].startswith(what)
    place, shown, caret, *_ = str(problem).split("\n")
    assert place.startswith(f"{problem.path}:{problem.line}:{problem.column}: ")
    at = caret.index("^")
    assert shown[at:].startswith(what)
    assert [sign == "\t" for sign in caret[:at]] == [sign == "\t" for sign in shown[:at]]
