import json
import os
import re
import sys
from importlib.util import module_from_spec, spec_from_file_location

import pytest

from recovery_lint import Linter, load_pack
from tests.support import PLAIN, ROOT, python, recovery_lint

EXAMPLES = ROOT / "examples"
ITUNES = EXAMPLES / "itunes"
CORE_FIVE = {"deflection", "missing-apology", "missing-explanation", "missing-next-step", "missing-follow-up"}


def test_the_canonical_reply_gets_the_core_five_and_is_held_back() -> None:
    ran = recovery_lint("check", ITUNES / "reply.txt", "--message-file", ITUNES / "message.txt", "--format", "json")
    (reply,) = json.loads(ran.out)["replies"]
    # "You know it's best" is the sixth fault, and the source's own example of it.
    assert sorted(finding["rule"] for finding in reply["findings"]) == sorted(CORE_FIVE | {"talks-down"})
    assert (reply["verdict"], ran.code) == ("hold", 1)
    assert reply["score"] <= 40
    (deflection,) = (finding for finding in reply["findings"] if finding["rule"] == "deflection")
    assert "iTunes Customer Services" in deflection["text"]
    assert "iTunes Customer Services" in deflection["message"]
    assert "best you contact" not in reply["suggested_reply"]
    assert re.search(r"\bsorry\b", reply["suggested_reply"])


def test_the_better_reply_owes_nothing() -> None:
    ran = recovery_lint("check", ITUNES / "better.txt", "--message-file", ITUNES / "message.txt", "--format", "json")
    (reply,) = json.loads(ran.out)["replies"]
    assert (reply["findings"], reply["verdict"], ran.code, ran.err) == ([], "ready", 0, "")
    assert "problem" in reply["situations"], "it owes nothing because it gives all, not because nothing is heard"


def test_the_replies_are_shown_as_they_were(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    ran = recovery_lint("check", "examples/replies")
    made = "".join(f"{line.rstrip()}\n" for line in ran.out.rstrip().split("\n"))
    # Beside the folder, not in it: there it would be linted as a reply.
    expected = EXAMPLES / "expected.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        expected.write_text(made, encoding="utf-8")
    assert made == expected.read_text(encoding="utf-8"), "UPDATE_GOLDEN=1 writes it anew"
    assert ran.err == ""


def test_the_pack_of_vouchers_holds() -> None:
    ran = recovery_lint("test", EXAMPLES / "packs" / "vouchers")
    assert (ran.code, ran.err) == (0, "")


def test_every_pack_among_the_examples_loads() -> None:
    folders = [path.parent for path in EXAMPLES.rglob("pack.toml")]
    assert folders
    assert Linter(*map(load_pack, folders)).lint("Well.").findings == ()


def test_the_check_before_sending_holds_a_reply_back() -> None:
    ran = python(
        "import runpy, sys; runpy.run_path(sys.argv[1], run_name='__main__')",
        str(EXAMPLES / "pre_send.py"),
        env={**os.environ, **PLAIN},
    )
    assert (ran.returncode, ran.stderr) == (0, b"")
    lines = ran.stdout.decode().splitlines()
    assert lines
    assert {line.partition(":")[0] for line in lines} <= CORE_FIVE | {"missing-acknowledgement"}
    assert any(line.startswith("deflection: ") for line in lines)


def test_the_check_before_sending_lets_a_good_reply_go() -> None:
    spec = spec_from_file_location("pre_send", EXAMPLES / "pre_send.py")
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    good = (ITUNES / "better.txt").read_text(encoding="utf-8")
    message = (ITUNES / "message.txt").read_text(encoding="utf-8")
    assert module.hold_back(good, message) == []
    assert "pre_send" not in sys.modules
