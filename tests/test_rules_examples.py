from pathlib import Path

import pytest

from recovery_lint import Linter, Pack, load_pack
from recovery_lint.packs.load import core_folder
from recovery_lint.testing import Case, cases, unmark
from tests.support import HEAD, ROOT, act, alone, rule, write_pack

PACKS = [load_pack(core_folder()), load_pack(ROOT / "examples" / "packs" / "vouchers")]
EXAMPLES = [(pack, case) for pack in PACKS for case in cases(pack)]


@pytest.fixture(scope="module")
def linter() -> Linter:
    return Linter(*PACKS)


@pytest.mark.parametrize(("pack", "case"), EXAMPLES, ids=[f"{pack.name}: {case}" for pack, case in EXAMPLES])
def test_an_example_of_a_pack_holds(pack: Pack, case: Case, linter: Linter) -> None:
    assert case.fault(linter) is None, pack.folder


def test_every_example_of_a_pack_is_a_case() -> None:
    for pack in PACKS:
        many = sum(len(a.yes) + len(a.no) for a in pack.acts) + sum(len(r.bad) + len(r.good) for r in pack.rules)
        assert len(list(cases(pack))) == many > 0


def faults(tmp_path: Path, the_act: str, the_rule: str) -> dict[str, str]:
    """Return what is wrong with the examples of a pack of one act and one rule."""
    other = act("other", "glonk")
    pack = load_pack(write_pack(tmp_path / "small", HEAD, {"zib": the_act, "other": other}, plonk=the_rule), beside=())
    linter = alone(pack)
    return {str(case): fault for case in cases(pack) if (fault := case.fault(linter))}


AVOIDS = 'avoids = ["zib"]'
GOOD_ACT = act("zib", "zibble")
GOOD_RULE = rule(AVOIDS, "We **zibble** it.", "We do not.", suggest=("instead", "We stop."))


def test_a_pack_whose_examples_hold_has_no_fault(tmp_path: Path) -> None:
    assert faults(tmp_path, GOOD_ACT, GOOD_RULE) == {}


@pytest.mark.parametrize(
    ("wrong", "case", "said"),
    [
        (GOOD_ACT.replace('yes = ["zibble"]', 'yes = ["zibble", "wibble"]'), "zib yes 2", "no zib found in: wibble"),
        (
            GOOD_ACT.replace('no = ["Something else."]', 'no = ["They zibble."]'),
            "zib no 1",
            "zib found by acts/zib.toml:4 in: They zibble.",
        ),
    ],
)
def test_a_false_example_of_an_act_is_reported(tmp_path: Path, wrong: str, case: str, said: str) -> None:
    assert faults(tmp_path, wrong, GOOD_RULE) == {case: said}


@pytest.mark.parametrize(
    ("wrong", "case", "said"),
    [
        (rule(AVOIDS, "We glonk.", "Fine."), "plonk bad 1", "not raised; found: writer other 'glonk' (acts/other.to"),
        (rule(AVOIDS, "All is well.", "Fine."), "plonk bad 1", "not raised; found: no act"),
        (rule(AVOIDS, "We zibble.", "We zibble too."), "plonk good 1", "raised at 'zibble', because acts/zib.toml:4"),
        (rule(AVOIDS, "**We zibble** it.", "Fine."), "plonk bad 1", "the span is 'zibble', not 'We zibble'"),
        (
            rule(AVOIDS, "We zibble.", "Fine.", suggest=("before sign-off", "We stop.")),
            "plonk bad 1",
            "the suggestion does not cure it: 'We zibble. We stop.'",
        ),
    ],
)
def test_a_false_example_of_a_rule_is_reported(tmp_path: Path, wrong: str, case: str, said: str) -> None:
    found = faults(tmp_path, GOOD_ACT, wrong)
    assert list(found) == [case]
    assert found[case].startswith(said)


def test_a_suggestion_that_brings_another_finding_is_reported(tmp_path: Path) -> None:
    brings = rule(AVOIDS, "We zibble.", "Fine.", suggest=("instead", "We glonk."))
    folder = write_pack(
        tmp_path / "small",
        HEAD,
        {"zib": GOOD_ACT, "other": act("other", "glonk")},
        plonk=brings,
        glonking=rule('avoids = ["other"]', "We glonk.", "Fine."),
    )
    pack = load_pack(folder, beside=())
    linter = alone(pack)
    assert [f for case in cases(pack) if (f := case.fault(linter))] == ["the suggestion brings glonking: 'We glonk.'"]


def test_an_act_of_the_customer_is_tried_on_a_message(tmp_path: Path) -> None:
    theirs = act("zib", "zibble", by="customer")
    owed = rule('when = ["zib"]\nexpects = ["other"]', "> I zibble.\nWell.", "> I zibble.\nWe glonk.")
    assert faults(tmp_path, theirs, owed) == {}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("no mark", ("no mark", None)),
        ("a **bold\nword** here", ("a bold\nword here", (2, 11))),
        ("**one** and **two**", ("one and **two**", (0, 3))),
        ("2 ** 3", ("2 ** 3", None)),
    ],
)
def test_bold_marks_are_taken_out_and_their_span_kept(text: str, expected: object) -> None:
    assert unmark(text) == expected
