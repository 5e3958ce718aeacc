import json
import os
import re
from collections.abc import Iterator
from typing import Any

import pytest

from recovery_lint import Draft, Linter, Origin, __version__, load_pack
from recovery_lint.formats.json import render
from recovery_lint.sources.reply import Reply
from tests.support import PLAIN, ROOT, alone, golden, python, recovery_lint

GOLDEN = ROOT / "tests" / "golden"
FIELDS = {
    "whole": {"schema", "version", "summary", "replies"},
    "reply": {"origin", "channel", "situations", "score", "verdict", "acts", "findings", "suggested_reply"},
    "origin": {"path", "line", "column", "id", "title"},
    "act": {"act", "by", "start", "end", "text", "because", "probability"},
    "finding": {
        *("rule", "severity", "score", "message", "why", "start", "end"),
        *("text", "line", "column", "because", "suggestion"),
    },
    "suggestion": {"start", "end", "text", "slots"},
}


@pytest.fixture(scope="module")
def out() -> Iterator[str]:
    """What the command line prints for the golden replies with the golden pack alone."""
    with pytest.MonkeyPatch.context() as patched:
        patched.chdir(GOLDEN)
        linter = alone(load_pack(GOLDEN / "pack", beside=()))
        yield recovery_lint("check", "replies", "--format", "json", linter=linter).out


@pytest.fixture(scope="module")
def whole(out: str) -> dict[str, Any]:
    parsed: dict[str, Any] = json.loads(out)
    return parsed


def test_the_whole_output_is_as_it_was(out: str) -> None:
    golden("report.json", re.sub(r'"version": "[^"]+"', '"version": "VERSION"', out))


def test_schema_and_version_stand_first(whole: dict[str, Any]) -> None:
    assert list(whole)[:2] == ["schema", "version"]
    assert whole["schema"] == 1
    assert whole["version"] == __version__


def test_every_object_has_the_fields_of_schema_1_and_no_others(whole: dict[str, Any]) -> None:
    assert set(whole) == FIELDS["whole"]
    kinds = set()
    for reply in whole["replies"]:
        assert set(reply) == FIELDS["reply"]
        assert set(reply["origin"]) == FIELDS["origin"]
        kinds |= {"act" for act in reply["acts"] if set(act) == FIELDS["act"] or pytest.fail(str(act))}
        for finding in reply["findings"]:
            kinds.add("finding")
            assert set(finding) == FIELDS["finding"]
            if finding["suggestion"] is not None:
                kinds.add("suggestion")
                assert set(finding["suggestion"]) == FIELDS["suggestion"]
    assert kinds == {"act", "finding", "suggestion"}, "the golden replies show each kind"


def raw_draft(reply: dict[str, Any]) -> str:
    """Return the draft's text, read anew from its file."""
    file = GOLDEN / reply["origin"]["path"]
    text = file.read_text(encoding="utf-8")
    return str(json.loads(text.split("\n")[reply["origin"]["line"] - 1])["text"]) if file.suffix == ".jsonl" else text


def test_start_and_end_count_code_points_of_the_draft(whole: dict[str, Any]) -> None:
    for reply in whole["replies"]:
        text = raw_draft(reply)
        for part in [*reply["findings"], *(act for act in reply["acts"] if act["by"] == "writer")]:
            assert text[part["start"] : part["end"]] == part["text"]


def test_line_and_column_point_into_the_file(whole: dict[str, Any]) -> None:
    for reply in whole["replies"]:
        lines = (GOLDEN / reply["origin"]["path"]).read_text(encoding="utf-8").split("\n")
        for finding in reply["findings"]:
            assert lines[finding["line"] - 1][finding["column"] - 1 :].startswith(finding["text"].split("\n")[0])


def test_the_summary_adds_up(whole: dict[str, Any]) -> None:
    summary, replies = whole["summary"], whole["replies"]
    assert summary["replies"] == len(replies)
    assert sum(summary["verdicts"].values()) == len(replies)
    for verdict in ("ready", "revise", "hold"):
        assert summary["verdicts"][verdict] == sum(reply["verdict"] == verdict for reply in replies) > 0
    for severity in ("error", "warning", "advice"):
        found = [f for reply in replies for f in reply["findings"] if f["severity"] == severity]
        assert summary["findings"][severity] == len(found) > 0
    assert [(p["path"], p["line"]) for p in summary["unreadable"]] == [("replies/tickets.jsonl", 2)]


def test_a_string_is_written_as_it_is_read(out: str, whole: dict[str, Any]) -> None:
    assert "株式会社 🙂" in out, "no escapes for what people can read"
    for reply in whole["replies"]:
        if not reply["findings"]:
            assert reply["suggested_reply"] == raw_draft(reply)


def test_no_reply_is_still_valid_json() -> None:
    empty = json.loads(render([], [], "1.2"))
    assert empty["replies"] == []
    assert (empty["version"], empty["summary"]["replies"]) == ("1.2", 0)


def test_the_channel_is_email_where_none_is_told() -> None:
    reply = Reply(Draft(text="Well.", origin=Origin(path="a.txt")))
    report = Linter().lint(reply.draft)
    assert json.loads(render([(reply, report)], [], "1"))["replies"][0]["channel"] == "email"


@pytest.mark.parametrize("format_", ["json", "text"])
def test_the_output_is_utf8_whatever_the_locale(format_: str) -> None:
    ran = python(
        "from recovery_lint.cli import main; main()",
        *("check", "-", "--format", format_),
        input="It is 🙂é – well. Please contact your bank.".encode(),
        env={**os.environ, **PLAIN, "PYTHONIOENCODING": "ascii"},
    )
    assert ran.returncode == 1, ran.stderr.decode()
    assert "It is 🙂é – well." in ran.stdout.decode()


def test_half_of_a_surrogate_pair_is_written_as_an_escape() -> None:
    ran = recovery_lint("check", "-", "--message", "My parcel\udcff is late", "--format", "json", stdin="Well.")
    because = [act["text"] for act in json.loads(ran.out)["replies"][0]["acts"]]
    assert because
