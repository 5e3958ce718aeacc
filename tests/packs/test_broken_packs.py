from collections.abc import Mapping
from pathlib import Path

import pytest

from recovery_lint.packs.load import load_pack
from tests.packs_of_our_own import RULE, ActOf, act_file, pack_head, write_pack
from tests.problems import assert_points_at, problem_of, problems_of

HEAD = pack_head({"we": ["we"]})
APOLOGY = act_file(ActOf(["sorry"]))
NO_KIND = RULE.replace('expects  = ["apology"]\n', "")
SITUATION = '[situations.trouble]\nsummary = "It broke."\ncalled = "a fault"\nwhen = ["apolgy"]\n'
UNLESS = SITUATION.replace("apolgy", "apology") + 'unless = ["apolgy"]\n'
SCOPE = "[scopes.hoped]\nsummary = 'Hoped for.'\ncue = '''\nhope\n'''\n"


def rule(*pairs: tuple[str, str], end: str = "") -> dict[str, str]:
    text = RULE
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return {"say-sorry.toml": text + end}


def act(*pairs: tuple[str, str], end: str = "") -> dict[str, str]:
    text = APOLOGY
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    # A rule that expects the act must not be told that there is none: one fault, one problem.
    return {"acts/apology.toml": text + end, "say-sorry.toml": RULE}


@pytest.mark.parametrize(
    ("files", "message", "wrong", "hint"),
    [
        (act(end='sumary = "x"\n'), "unknown key 'sumary'", "sumary", "did you mean 'summary'?"),
        ({"pack.toml": "wrods = 1\n" + HEAD}, "unknown key 'wrods'", "wrods", "did you mean 'words'?"),
        ({"pack.toml": HEAD + SCOPE}, "unknown key 'cue'", "cue =", "did you mean 'cues'?"),
        (rule(end='[suggest]\nplace = "instead"\ntext = "x"\nwen = []\n'), "unknown key 'wen'", "wen", "mean 'when'?"),
        (act(("sorry", "<wee> sorry")), "no word list 'wee'", "<wee>", "known are: date, duration"),
        (act(("sorry", "<numbr> sorry")), "no word list 'numbr'", "<numbr>", "did you mean 'number'?"),
        (act(end='even_when = ["quoted", "askd"]\n'), "nothing is called 'askd'", "askd", "did you mean 'asked'?"),
        (act(end='only_when = ["negatd"]\n'), "nothing is called 'negatd'", "negatd", "did you mean 'negated'?"),
        (act(end='weak_form_of = "aplogy"\n'), "nothing is called 'aplogy'", "aplogy", "did you mean 'apology'?"),
        ({"pack.toml": HEAD + SITUATION}, "nothing is called 'apolgy'", "apolgy", "did you mean 'apology'?"),
        (rule(('"apology"', '"apolgy"')), "nothing is called 'apolgy'", "apolgy", "did you mean 'apology'?"),
        (rule(end='when = [\n  "apology",\n  "zzz",\n]\n'), "nothing is called 'zzz'", "zzz", "known are: apology"),
        (rule(("Say sorry.", "No {apolgy|x}.")), "nothing is called 'apolgy'", "apolgy", "did you mean 'apology'?"),
        (rule(end='unless = ["zzz"]\n'), "nothing is called 'zzz'", "zzz", "known are: apology"),
        (
            rule(("expects", "avoids"), ('"apology"', '"apolgy"')),
            "nothing is called 'apolgy'",
            "apolgy",
            "mean 'apology'?",
        ),
        (rule(end='points_at = ["apolgy"]\n'), "nothing is called 'apolgy'", "apolgy", "mean 'apology'?"),
        ({"pack.toml": HEAD + UNLESS}, "nothing is called 'apolgy'", "apolgy", "did you mean 'apology'?"),
        (act(("yes = ", "# yes = ")), "'yes' is missing", "summary", "left out"),
        (act(("no = ", "# no = ")), "'no' is missing", "summary", "left out"),
        (act(('["yes"]', "[]")), "'yes' is empty", "[]", "left out"),
        (rule(("bad ", "# bad ")), "'bad' is missing", "summary", "left out"),
        (rule(("good ", "# good ")), "'good' is missing", "summary", "left out"),
        (rule(('["Sorry about the wait."]', "[]")), "'good' is empty", "[]", "left out"),
        (act(("\nsorry\n", "\n# sorry\n\n")), "'says' is empty", "# sorry", "left out"),
        (act(("'''\nsorry\n'''", '["sorry"]')), "a block of lines is expected", '["sorry"]', "one phrase a line"),
        (rule(end='suggest = "Sorry."\n'), "'suggest' is a table", "Sorry.", "[suggest]"),
        ({"pack.toml": HEAD + "[spellings]\nsorry = 3\n"}, "a block of lines is expected", "3", "a line"),
        ({"pack.toml": HEAD.replace("\nwe\n", "\nwe\n<us> all\n")}, "'<us> all' is no plain line", "<us>", "nest"),
        (
            {"pack.toml": HEAD.replace("\nwe\n", "\nwe\nwe (all|both)\n")},
            "'we (all|both)' is no plain line",
            "we (",
            "",
        ),
        (rule(("= 10", '= "ten"')), "weight: it should be a valid integer, unable to parse", '"ten"'[1:], ""),
        (rule(("= 10", "= 101")), "weight: it should be less than or equal to 100", "101", ""),
        (rule(('"error"', '"fatal"')), "severity: it should be 'error', 'warning' or 'advice'", "fatal", ""),
        (rule(('"0.1"', "0.1")), "since: it should be a valid string", "0.1", ""),
        (act(('"writer"', '"agent"')), "by: it should be 'writer' or 'customer'", "agent", ""),
        (rule(end='avoids = ["apology"]\n'), "the file: a rule has exactly one of", "summary", ""),
        ({"say-sorry.toml": NO_KIND}, "the file: a rule has exactly one of", "summary", ""),
        ({"say-sorry.toml": NO_KIND + "[measures.words]\n"}, "measures.words: a measure needs", "[measures", ""),
        ({"pack.toml": 'name = "ours"\nsummary = \n'}, "not TOML: Invalid value", "", ""),
        ({"pack.toml": 'summary = "x"\n' + HEAD}, "not TOML: Cannot overwrite a value", "", ""),
    ],
)
def test_each_fault_is_one_problem_with_its_place_and_a_way_out(
    tmp_path: Path, files: Mapping[str, str], message: str, wrong: str, hint: str
) -> None:
    problem = problem_of(write_pack(tmp_path, files=files))
    assert problem.message.startswith(message)
    assert hint in problem.hint
    assert_points_at(problem, wrong)


def test_a_file_that_is_not_utf_8_is_named_with_the_byte(tmp_path: Path) -> None:
    write_pack(tmp_path)
    (tmp_path / "acts" / "apology.toml").write_bytes(b'summary = "caf\xe9"\n')
    problem = problem_of(tmp_path)
    assert problem.path == str(tmp_path / "acts" / "apology.toml")
    assert "not UTF-8: byte 0xe9 at offset 14" in problem.message
    assert "UTF-8" in problem.hint


def test_a_folder_without_a_pack_toml_says_which_file_is_missing(tmp_path: Path) -> None:
    write_pack(tmp_path)
    (tmp_path / "pack.toml").unlink()
    problem = problem_of(tmp_path)
    assert (problem.path, problem.message) == (str(tmp_path / "pack.toml"), "the file is missing")
    assert "pack.toml" in problem.hint


def test_a_folder_that_is_not_there_is_told_as_one_problem(tmp_path: Path) -> None:
    problem = problem_of(tmp_path / "nowhere")
    assert problem.message == "there is no such folder"
    assert str(problem).startswith(f"{tmp_path / 'nowhere'}:1:1: ")
    assert "pack.toml" in problem.hint


@pytest.mark.parametrize("stray", ["notes.txt", "acts/apology.yaml", "say-sorry.toml.bak", "folder/", "acts/more/"])
def test_a_file_that_is_no_part_of_a_pack_is_refused(tmp_path: Path, stray: str) -> None:
    write_pack(tmp_path)
    if stray.endswith("/"):
        (tmp_path / stray).mkdir()
    else:
        (tmp_path / stray).write_text("")
    problem = problem_of(tmp_path)
    assert Path(problem.path) == tmp_path / stray
    assert problem.message == "this file is no part of a pack"
    assert "acts/*.toml" in problem.hint


def test_a_name_means_one_thing_in_all_packs_beside_each_other(tmp_path: Path) -> None:
    theirs = pack_head({"we": ["we"]}, extra=SITUATION.replace("apolgy", "apology")).replace('"ours"', '"theirs"')
    beside = load_pack(write_pack(tmp_path / "theirs", files={"pack.toml": theirs, "say-sorry.toml": RULE}), beside=())
    head = 'name = "ours"\nsummary = "x"\n[words]\nwe = """\nwe\n"""\n[scopes.asked]\nsummary = "x"\nmark = "?"\n'
    head += SITUATION.replace("apolgy", "apology")
    found = problems_of(write_pack(tmp_path / "ours", files={"pack.toml": head, "say-sorry.toml": RULE}), beside)
    assert [(Path(p.path).name, p.line, p.message) for p in found] == [
        ("apology.toml", 1, "'apology' is also in the acts of pack 'theirs'"),
        ("pack.toml", 5, "'we' is also in the words of pack 'theirs'"),
        ("pack.toml", 7, "'asked' is also in the scopes of pack 'theirs'"),
        ("pack.toml", 10, "'trouble' is also in the situations of pack 'theirs'"),
        ("say-sorry.toml", 1, "'say-sorry' is also in the rules of pack 'theirs'"),
    ]
    assert {p.hint for p in found} == {"choose another name"}


def test_a_pack_may_name_what_a_pack_beside_it_defines(tmp_path: Path) -> None:
    theirs = load_pack(write_pack(tmp_path / "theirs", words={"we": ["we"]}), beside=())
    ours = tmp_path / "ours"
    (ours / "acts").mkdir(parents=True)
    (ours / "pack.toml").write_text('name = "ours"\nsummary = "x"\n')
    (ours / "acts" / "promise.toml").write_text(act_file(ActOf(["<we> promise"], even_when=["asked"])))
    (ours / "say-sorry.toml").write_text(RULE)
    assert [a.name for a in load_pack(ours, beside=(theirs,)).acts] == ["promise"]
    assert {p.message for p in problems_of(ours)} == {
        "no word list 'we'",
        "nothing is called 'asked'",
        "nothing is called 'apology'",
    }
