import os
import re
import subprocess
import sys
from pathlib import Path
from shutil import copytree
from unittest.mock import patch

import pytest

from recovery_lint import load_pack
from tests.support import ROOT, act, recovery_lint, rule, write_pack
from tests.test_cli import refused

VOUCHERS = ROOT / "examples" / "packs" / "vouchers"


@pytest.fixture
def vouchers(tmp_path: Path) -> Path:
    return Path(copytree(VOUCHERS, tmp_path / "vouchers"))


def test_the_table_has_every_rule_with_severity_and_weight() -> None:
    ran = recovery_lint("rules", env={"COLUMNS": "200"})
    assert ran.code == 0
    for known in load_pack().rules:
        assert re.search(rf"^{known.name} +{known.severity.value} +{known.weight} +\S", ran.out, re.MULTILINE)


def test_a_rules_page_has_all_that_one_may_ask() -> None:
    ran = recovery_lint("explain", "missing-explanation")
    (known,) = (r for r in load_pack().rules if r.name == "missing-explanation")
    assert ran.code == 0
    page = " ".join(ran.out.split())
    for part in (known.summary, known.why, known.source, *known.bad, *known.good, *(s.text for s in known.suggest)):
        assert " ".join(part.split()) in page
    assert "on social: advice" in page
    assert "asked when there is: problem, refusal, hand-off" in page
    assert "### explanation" in ran.out, "the phrases that it listens for"


def test_ones_own_rules_are_asked_too() -> None:
    gift = "I have added a voucher to your account."
    assert recovery_lint("check", "-", "--fail-on", "warning", stdin=gift).code == 0
    ran = recovery_lint("check", "-", "--fail-on", "warning", "--rules", VOUCHERS, stdin=gift)
    assert ran.code == 1
    assert "voucher-without-expiry" in ran.out
    assert "voucher-without-expiry" in recovery_lint("rules", "--rules", VOUCHERS).out
    assert "# voucher-without-expiry" in recovery_lint("explain", "voucher-without-expiry", "--rules", VOUCHERS).out


def test_the_examples_of_a_pack_are_tried() -> None:
    ran = recovery_lint("test", VOUCHERS)
    assert (ran.code, ran.err) == (0, "")
    assert re.fullmatch(r"(\d+) of \1 examples of 'vouchers' hold\n", ran.out)


def test_an_example_that_does_not_hold_is_told_with_1(vouchers: Path) -> None:
    file = vouchers / "acts" / "expiry.toml"
    file.write_text(file.read_text(encoding="utf-8").replace('"Use it whenever', '"Valid until 3 May. Use it when'))
    ran = recovery_lint("test", vouchers)
    assert ran.code == 1
    assert ran.out.startswith("expiry no 2: expiry found by acts/expiry.toml:5 in: Valid until 3 May.")
    assert re.search(r"9 of 10 examples of 'vouchers' hold\n\Z", ran.out)


def test_a_broken_pack_is_told_with_all_of_its_problems(vouchers: Path) -> None:
    file = vouchers / "voucher-without-expiry.toml"
    file.write_text(file.read_text(encoding="utf-8").replace('["expiry"]', '["expirey"]').replace("weight", "wieght"))
    for command in (("check", "-", "--rules"), ("rules", "--rules"), ("test",)):
        ran = recovery_lint(*command, vouchers, stdin="Well.")
        refused(ran, "did you mean 'weight'?")
        assert f"{file}:3:" in ran.err


def test_a_name_that_two_packs_give_is_refused(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "mine", "", {"apology": act("apology", "sorry")})
    refused(recovery_lint("check", "-", "--rules", folder, stdin="Well."), "also in the acts of pack 'core'")


def test_a_new_rule_is_one_that_loads(vouchers: Path) -> None:
    ran = recovery_lint("new-rule", "late-voucher", "--in", vouchers)
    assert (ran.code, ran.out) == (0, f"{vouchers / 'late-voucher.toml'}\n")
    made = [r for r in load_pack(vouchers).rules if r.name == "late-voucher"]
    assert len(made) == 1
    assert re.fullmatch(r"\d+\.\d+", made[0].since)


def test_a_new_rule_goes_into_the_built_in_pack_where_no_other_is_named(vouchers: Path) -> None:
    with patch("recovery_lint.cli.core_folder", return_value=vouchers):
        assert recovery_lint("new-rule", "late-voucher").code == 0
    assert (vouchers / "late-voucher.toml").is_file()


@pytest.mark.parametrize(
    "name",
    ["", "Vague", "vague_time", "vague time", "-vague", "vague-", "a--b", "../vague", "1st", "größe", "a.b", "²"],
)
def test_what_is_no_name_for_a_rule_is_refused(vouchers: Path, name: str) -> None:
    before = sorted(vouchers.rglob("*"))
    refused(recovery_lint("new-rule", "--in", vouchers, "--", name), "is no name for a rule")
    assert sorted(vouchers.rglob("*")) == before


@pytest.mark.parametrize("name", ["voucher-without-expiry", "pack"])
def test_a_new_rule_never_overwrites(vouchers: Path, name: str) -> None:
    before = (vouchers / f"{name}.toml").read_text(encoding="utf-8")
    refused(recovery_lint("new-rule", name, "--in", vouchers), "is there already")
    assert (vouchers / f"{name}.toml").read_text(encoding="utf-8") == before


def test_a_new_rule_needs_a_pack(tmp_path: Path) -> None:
    refused(recovery_lint("new-rule", "late-voucher", "--in", tmp_path), "holds no pack.toml")
    refused(recovery_lint("new-rule", "late-voucher", "--in", tmp_path / "gone"), "holds no pack.toml")


def test_a_rule_that_knows_nothing_of_its_acts_is_refused(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "mine", "", {}, plonk=rule('avoids = ["nothing"]', "Bad.", "Good."))
    refused(recovery_lint("test", folder), "nothing is called 'nothing'")


@pytest.mark.parametrize(
    "arguments", [("check", "many.jsonl"), ("check", "many.jsonl", "--format", "json"), ("rules",)]
)
def test_a_reader_that_has_seen_enough_is_no_crash(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    (tmp_path / "many.jsonl").write_text('{"text": "Please contact your bank."}\n' * 60, encoding="utf-8")
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as closed:
        ran = subprocess.run(
            [sys.executable, "-m", "recovery_lint.cli", *arguments],
            stdout=closed,
            stderr=subprocess.PIPE,
            check=False,
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            timeout=100,
        )
    assert ran.stderr == b""
    assert ran.returncode != 0
