import os
import re
import subprocess
import sys
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recovery_lint import load_pack
from tests.support import ROOT, alone, golden, recovery_lint

GOLDEN = ROOT / "tests" / "golden"
LINTER = alone(load_pack(GOLDEN / "pack", beside=()))
COLOUR = re.compile(r"\x1b\[[0-9;]*\b(?:3[0-7]|9[0-7]|38;5;\d+)m")


def shown(text: str, columns: int = 80) -> list[str]:
    """Return the lines that the command line prints for one reply, with the golden pack alone."""
    return recovery_lint("check", "-", stdin=text, env={"COLUMNS": str(columns)}, linter=LINTER).out.split("\n")


def cells(text: str) -> int:
    """Return how many columns of a terminal a text takes, by the tables of Unicode."""
    return sum(
        0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text
    )


def test_the_text_at_width_80_is_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(GOLDEN)
    ran = recovery_lint("check", "replies", linter=LINTER)
    golden("report.txt", ran.out)
    assert ran.err == "replies/tickets.jsonl:2:1: the reply is empty\n    hint: write a draft, or leave it out\n"


def marks_in(lines: list[str]) -> list[tuple[str, str]]:
    """Return each line of marks with the line above it."""
    return [(above, line) for above, line in pairwise(lines) if re.fullmatch(r"[ \d,^]*\^ *", line)]


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(["漢字", "🙂", "é", "e\u0301", "ﾊ", "ab", " ", "\t", "→"]), max_size=12).map("".join))
def test_the_marks_stand_under_their_words(before: str) -> None:
    ((above, marks),) = marks_in(shown(f"So {before} hurry up now."))
    start = above.index("hurry up")
    assert len(marks) - len(marks.lstrip()) == cells(above[:start])
    assert len(marks.strip()) == len("hurry up")


def test_the_marks_are_as_wide_as_their_words() -> None:
    ((above, marks),) = marks_in(shown("> It is lost.\n\n漢字 🙂 e\u0301 ok"))
    assert cells(above) == len(marks)
    assert marks.startswith("  1,2^")


def test_a_mark_that_runs_over_a_line_goes_on_in_the_next() -> None:
    text = "Well, we are sad that it is late, and we are " + "very " * 20 + "sad about it all of the time."
    rows = marks_in(shown("> It is lost.\n\n" + text))
    assert len(rows) >= 2
    assert rows[0][1].strip().startswith("1")
    assert all(len(marks.rstrip()) <= 80 for _, marks in rows)


def test_findings_at_one_place_share_a_mark_with_all_their_numbers() -> None:
    ((_, marks),) = marks_in(shown("> It is lost.\n\nWell, we have your form."))
    assert marks.strip().startswith("1,2^")


def test_no_line_is_wider_than_the_terminal() -> None:
    text = "Hi,\n\n" + "漢字" * 60 + " and " + "word " * 60 + "please ask your bank, and hurry up. " + "x" * 200
    for columns in (40, 80, 120):
        assert max(cells(line.rstrip()) for line in shown(text, columns)) <= columns


def test_every_finding_tells_message_why_because_and_suggestion() -> None:
    text = " ".join(" ".join(shown("Please ask your bank.")).split())
    (finding,) = LINTER.lint("Please ask your bank.").findings
    assert finding.suggestion is not None
    for part in (finding.rule, finding.message, finding.why, finding.because[0], finding.suggestion.text):
        assert part in text
    assert "line 1, column 8" in text
    assert "suggested reply" in text


def test_a_reply_that_owes_nothing_takes_one_line() -> None:
    lines = shown("All is well.")
    assert len([line for line in lines if line.strip()]) == 2
    assert "100/100" in lines[0]
    assert "ready" in lines[0]


def test_markup_and_smileys_of_a_draft_are_shown_as_they_are() -> None:
    text = "\n".join(shown("[red]Please[/red] ask your bank :smile: [link=https://x.example]now."))
    assert "[red]Please[/red] ask your bank :smile: [link=https://x.example]now." in text


def test_a_draft_cannot_steer_the_terminal() -> None:
    lines = shown("Hi,\n\n\x1b[31mPlease\x07 \x9b2Jask\x00 your bank, \x1b]0;title\x07 hurry up.")
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", "\n".join(lines))


def test_a_very_long_draft_is_cut_with_a_word_about_it() -> None:
    assert any("characters more" in line for line in shown("Please ask your bank. " + "All is well. " * 2000))


def test_nothing_but_text_goes_into_a_pipe() -> None:
    ran = recovery_lint("check", "-", stdin="Please ask your bank.", env={"TERM": "xterm-256color", "NO_COLOR": ""})
    assert "\x1b" not in ran.out + ran.err


def on_a_terminal(tmp_path: Path, **env: str) -> str:
    """Return what the command line writes to a terminal of 80 columns."""
    pty = pytest.importorskip("pty")
    file = tmp_path / "a.txt"
    file.write_text("Please contact your bank.", encoding="utf-8")
    whole = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR")}
    whole |= {"TERM": "xterm-256color", "COLUMNS": "80", "PYTHONPATH": str(ROOT), **env}
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "recovery_lint.cli", "check", str(file)], stdout=theirs, stderr=theirs, env=whole
    ):
        os.close(theirs)
        written = b""
        while chunk := _read(ours):
            written += chunk
    os.close(ours)
    return written.decode()


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:  # Linux's word for "the other side has gone"
        return b""


def test_there_are_colours_on_a_terminal_and_none_with_no_color(tmp_path: Path) -> None:
    coloured, plain = on_a_terminal(tmp_path), on_a_terminal(tmp_path, NO_COLOR="1")
    assert "contact your bank" in re.sub(r"\x1b\[[0-9;]*m", "", coloured)
    assert COLOUR.search(coloured)
    assert not COLOUR.search(plain)
