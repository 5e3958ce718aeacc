from pathlib import Path

import pytest

from recovery_lint.packs.load import load_pack
from tests.packs_of_our_own import RULE, ActOf, act_file, pack_head, write_pack
from tests.problems import assert_points_at, problem_of, problems_of

HEAD = pack_head({"we": ["we", "our team"]})


def test_a_good_pack_loads_with_all_that_it_holds(tmp_path: Path) -> None:
    situations = '[situations.trouble]\nsummary = "It broke."\ncalled = "a fault"\nwhen = ["apology"]\n'
    spellings = '[spellings]\nsorry = "sry soz"\n'
    rule = RULE + 'when = ["trouble"]\n\n[suggest]\nplace = "after greeting"\ntext = "Sorry about [it]."\n'
    folder = write_pack(
        tmp_path, words={"we": ["we", "our team"]}, extra=situations + spellings, files={"say-sorry.toml": rule}
    )
    pack = load_pack(folder, beside=())
    assert (pack.name, pack.folder, pack.clause_breaks) == ("ours", str(folder), ("but", "because"))
    assert pack.words == {"we": ("we", "our team")}
    assert pack.spellings == {"sry": "sorry", "soz": "sorry"}
    assert [scope.name for scope in pack.scopes] == ["negated", "conditional", "asked", "quoted"]
    assert [situation.when for situation in pack.situations] == [("apology",)]
    assert [[phrase.where for phrase in act.says] for act in pack.acts] == [["acts/apology.toml:4"]]
    assert [(r.name, r.when, r.suggest[0].text) for r in pack.rules] == [
        ("say-sorry", ("trouble",), "Sorry about [it]."),
    ]


def test_files_that_are_no_rules_of_anybody_are_left_alone(tmp_path: Path) -> None:
    write_pack(tmp_path, files={"README.md": "# ours", ".hidden": "?", "acts/.swap": "?"})
    (tmp_path / "__pycache__").mkdir()
    assert load_pack(tmp_path, beside=()).name == "ours"


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    write_pack(tmp_path, files={"pack.toml": "\ufeff" + HEAD})
    assert load_pack(tmp_path, beside=()).words == {"we": ("we", "our team")}


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_phrase_names_its_true_line(tmp_path: Path, line_end: str) -> None:
    text = """# an act

    summary = "We say sorry."   # a comment
by = 'writer'
says = '''

# plain ones
sorry about      # a comment

  so sorry
(sorry|apologies) for
'''

but_not = '''sorry to see
sorry but'''
yes = ["yes"]
no = ["no"]
"""
    write_pack(tmp_path, files={"acts/apology.toml": text.replace("\n", line_end)})
    act = load_pack(tmp_path, beside=()).acts[0]
    assert [(p.text, p.where) for p in (*act.says, *act.but_not)] == [
        ("sorry about", "acts/apology.toml:8"),
        ("so sorry", "acts/apology.toml:10"),
        ("(sorry|apologies) for", "acts/apology.toml:11"),
        ("sorry to see", "acts/apology.toml:14"),
        ("sorry but", "acts/apology.toml:15"),
    ]


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("says", "wrong", "message"),
    [
        ("'''\n\n# none\n  sorry  for [it\n'''", "[it", "'[' is never closed"),
        ("'''sorry for [it'''", "[it", "'[' is never closed"),
        ("'''\nsorry\n\tapologi(s|z)e now\n'''", "(s|z)e", "a bracket inside of a word"),
        ("'sorry | apologies'", "| apol", "'|' outside of brackets"),
        ("'''\nsorry <oru>\n'''", "<oru>", "no word list 'oru'"),
        ("'''\nwe (sent|<oru>) # <oru>\n'''", "<oru>)", "no word list 'oru'"),
        ("'''\n" + "[a] " * 7 + "b\n'''", "[a]", "the phrase unfolds into 128 variants, at most 64 are allowed"),
    ],
)
def test_a_phrase_that_cannot_be_read_is_shown_with_a_caret(
    tmp_path: Path, line_end: str, says: str, wrong: str, message: str
) -> None:
    lines = ['summary = "An act."', 'by = "writer"', f"says = {says}", 'yes = ["a"]', 'no = ["b"]', ""]
    write_pack(tmp_path, {"apology": ["sorry"], "thanks": ["thanks"]}, {"our": ["our"]})
    (tmp_path / "acts" / "apology.toml").write_bytes("\n".join(lines).replace("\n", line_end).encode())
    problem = problem_of(tmp_path)
    assert problem.message == message
    assert problem.hint
    assert_points_at(problem, wrong)


FIVE = {
    "acts/apology.toml": act_file(ActOf(["sorry [for", "so sorry"], even_when=["asekd"])),
    "pack.toml": HEAD.replace("our team", "our (team)"),
    "say-sorry.toml": RULE.replace('"apology"', '"apologies"') + "colour = 1\n",
}


def test_all_problems_of_a_pack_come_at_once_and_in_file_order(tmp_path: Path) -> None:
    write_pack(tmp_path, files=FIVE)
    found = problems_of(tmp_path)
    places = [(Path(p.path).relative_to(tmp_path).as_posix(), p.line) for p in found]
    assert places == [
        ("acts/apology.toml", 4),
        ("acts/apology.toml", 7),
        ("pack.toml", 10),
        ("say-sorry.toml", 5),
        ("say-sorry.toml", 11),
    ]
    for problem, wrong in zip(found, ["[for", "asekd", "our (team)", "apologies", "colour"], strict=True):
        assert_points_at(problem, wrong)
