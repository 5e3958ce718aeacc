import os
from pathlib import Path

import pytest

from recovery_lint.errors import Problem
from recovery_lint.sources.files import find_files, read_file
from recovery_lint.sources.reply import MOST_CHARACTERS, Reply
from tests.support import recovery_lint

WORDS = "Please contact your bank."


def replies(*paths: Path | str) -> list[Reply | Problem]:
    """Return all that the paths hold, in order."""
    return [
        reply
        for found in find_files(map(str, paths))
        for reply in ([found] if isinstance(found, Problem) else read_file(found))
    ]


def the_reply(path: Path) -> Reply:
    (reply,) = replies(path)
    assert isinstance(reply, Reply)
    return reply


def the_problem(*paths: Path | str) -> Problem:
    (problem,) = replies(*paths)
    assert isinstance(problem, Problem)
    return problem


@pytest.mark.parametrize("ending", [".txt", ".md"])
def test_a_text_file_is_one_reply(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"reply{ending}"
    path.write_text(f"{WORDS}\n\n{WORDS}\n", encoding="utf-8")
    reply = the_reply(path)
    assert reply.draft.text == f"{WORDS}\n\n{WORDS}\n"
    assert (reply.draft.origin.path, reply.draft.origin.line) == (str(path), 1)
    assert reply.draft.message is None


def test_a_folder_gives_its_replies_sorted_and_leaves_the_rest_alone(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "sub/c.txt", "notes.pdf", "README", ".hidden.txt", ".git/d.txt", "sub/.e/f.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(WORDS, encoding="utf-8")
    (tmp_path / "folder.txt").mkdir()
    (tmp_path / "z.jsonl").write_text('{"text": "One."}\n{"text": "Two."}\n', encoding="utf-8")
    found = [r.draft.origin for r in replies(tmp_path) if isinstance(r, Reply)]
    names = [(os.path.relpath(origin.path or "", tmp_path), origin.line) for origin in found]
    assert names == [("a.md", 1), ("b.txt", 1), ("sub/c.txt", 1), ("z.jsonl", 1), ("z.jsonl", 2)]


def test_a_hidden_folder_that_is_named_is_read(tmp_path: Path) -> None:
    hidden = tmp_path / ".drafts"
    hidden.mkdir()
    (hidden / "a.txt").write_text(WORDS, encoding="utf-8")
    assert the_reply(hidden).draft.text == WORDS


def test_a_folder_without_a_reply_is_a_problem(tmp_path: Path) -> None:
    assert str(the_problem(tmp_path)).startswith(f"{tmp_path}:1:1: no reply in this folder")


def test_a_missing_path_is_a_problem_and_the_others_are_read(tmp_path: Path) -> None:
    there = tmp_path / "a.txt"
    there.write_text(WORDS, encoding="utf-8")
    problem, reply = replies(tmp_path / "gone.txt", there)
    assert isinstance(problem, Problem)
    assert "no such file" in problem.message
    assert isinstance(reply, Reply)


def test_a_reply_given_in_the_place_of_a_path_is_a_problem() -> None:
    assert "cannot be found" in the_problem(WORDS * 50).message


@pytest.mark.parametrize("name", ["a.pdf", "a", "a.json"])
def test_another_kind_of_file_is_a_problem(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(WORDS, encoding="utf-8")
    problem = the_problem(tmp_path / name)
    assert "unknown kind of file" in problem.message
    assert ".jsonl" in problem.hint


def test_a_byte_order_mark_is_no_part_of_the_reply(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbf" + WORDS.encode())
    assert the_reply(path).draft.text == WORDS


def test_line_ends_of_windows_are_kept_and_counted_once(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"Hi,\r\n\r\nPlease contact your bank.\r\n")
    reply = the_reply(path)
    assert reply.draft.text == "Hi,\r\n\r\nPlease contact your bank.\r\n"
    assert reply.place(reply.draft.text.index("Please")) == (3, 1)
    assert reply.place(reply.draft.text.index("bank")) == (3, 21)


@pytest.mark.parametrize(
    ("offset", "place"),
    [(0, (1, 1)), (2, (1, 3)), (3, (2, 1)), (4, (3, 1)), (5, (3, 2)), (7, (3, 4))],
)
def test_a_place_counts_lines_and_code_points_from_one(tmp_path: Path, offset: int, place: tuple[int, int]) -> None:
    path = tmp_path / "a.txt"
    path.write_text("é🙂\n\nxyz", encoding="utf-8")
    assert the_reply(path).place(offset) == place


@pytest.mark.parametrize(
    ("data", "line", "column", "byte"),
    [
        (b"abc\xff", 1, 4, "0xff"),
        (b"one\ntw\xc3\xa9\xe9o", 2, 4, "0xe9"),
        (b"\xef\xbb\xbfa\xff", 1, 2, "0xff"),
        ("ünï".encode("latin-1"), 1, 1, "0xfc"),
        (b"cut \xc3", 1, 5, "0xc3"),
    ],
)
def test_what_is_not_utf8_is_told_with_its_line_and_column(
    tmp_path: Path, data: bytes, line: int, column: int, byte: str
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    problem = the_problem(path)
    assert (problem.line, problem.column) == (line, column)
    assert problem.message == f"not UTF-8: byte {byte}"


@pytest.mark.parametrize("text", ["", " \n\t\r\n", "\ufeff"])
def test_a_reply_of_blanks_is_a_problem(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")
    assert the_problem(path).message == "the reply is empty"


def test_a_reply_that_is_none_for_its_size_is_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("x" * (MOST_CHARACTERS + 1), encoding="utf-8")
    assert "5,000,001 characters" in the_problem(path).message


def test_standard_input_is_one_reply() -> None:
    ran = recovery_lint("check", "-", "--format", "json", stdin=b"\xef\xbb\xbfPlease contact your bank.")
    assert '"path": "-"' in ran.out
    assert '"text": "Please contact your bank"' in ran.out
    assert recovery_lint("check", "-", stdin=b"abc\xff").err.startswith("-:1:4: not UTF-8: byte 0xff")
