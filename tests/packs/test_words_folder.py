"""Word lists may stand in files of their own, and are told about at their own place."""

from pathlib import Path

import pytest

from recovery_lint import Draft, PackError, load_pack
from recovery_lint.reading.acts import Reader

HEAD = 'name = "ours"\nsummary = "A test."\n'
ACT = """summary = "An act."
by = "writer"
says = '''
we <mend> it
'''
yes = ["We fix it."]
no = ["It rains."]
"""


def a_pack(folder: Path, **words: str) -> Path:
    (folder / "acts").mkdir()
    (folder / "words").mkdir()
    (folder / "pack.toml").write_text(HEAD, encoding="utf-8")
    (folder / "acts" / "mending.toml").write_text(ACT, encoding="utf-8")
    for name, text in words.items():
        (folder / "words" / f"{name}.toml").write_text(text, encoding="utf-8")
    return folder


def test_a_list_of_the_folder_serves_the_acts(tmp_path: Path) -> None:
    pack = load_pack(a_pack(tmp_path, deeds="mend = '''\nfix, repair\n'''\n"), beside=())
    assert pack.words == {"mend": ("fix", "repair")}
    found = Reader((pack,)).read(Draft(text="We repair it.")).evidence
    assert [e.act for e in found] == ["mending"]


def test_a_list_that_is_told_twice_is_a_problem(tmp_path: Path) -> None:
    folder = a_pack(tmp_path, deeds="mend = '''\nfix\n'''\n", more="mend = '''\nsew\n'''\n")
    with pytest.raises(PackError) as told:
        load_pack(folder, beside=())
    (problem,) = told.value.problems
    assert "'mend' is told twice" in problem.message
    assert problem.path.endswith("words/more.toml")


def test_a_wrong_line_is_shown_where_it_stands(tmp_path: Path) -> None:
    folder = a_pack(tmp_path, deeds="mend = '''\nfix\n<we> repair\n'''\n")
    with pytest.raises(PackError) as told:
        load_pack(folder, beside=())
    (problem,) = told.value.problems
    assert (problem.line, problem.column) == (3, 1)
    assert problem.path.endswith("words/deeds.toml")


def test_a_stray_file_among_the_words_is_a_problem(tmp_path: Path) -> None:
    folder = a_pack(tmp_path, deeds="mend = '''\nfix\n'''\n")
    (folder / "words" / "notes.txt").write_text("x", encoding="utf-8")
    with pytest.raises(PackError, match="no part of a pack"):
        load_pack(folder, beside=())
