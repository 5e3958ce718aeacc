import json
import re
from pathlib import Path

import pytest

from tests.support import Ran, recovery_lint

BANK = "Please contact your bank."
GOOD = (
    "I'm sorry that the parcel is late. It was delayed because the depot was closed. I have sent you a new one today, "
    "and I'll email you on Friday."
)
LATE = "My parcel is late."
COMMANDS = ("check", "explain", "rules", "test", "new-rule")


def plain(text: str) -> str:
    """Return a text without colours, frames and line breaks."""
    return " ".join(re.sub(r"\x1b\[[0-9;]*m|[─│╭╮╰╯]", " ", text).split())


def refused(ran: Ran, said: str) -> None:
    """Check that bad input is told on the error stream, as a message and not as a crash."""
    assert ran.code == 2, ran
    assert said in plain(ran.err)
    assert "Traceback" not in ran.err + ran.out


@pytest.mark.parametrize("option", ["--help", "-h"])
def test_help_names_every_command(option: str) -> None:
    ran = recovery_lint(option)
    assert ran.code == 0
    assert all(command in ran.out for command in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command: str) -> None:
    ran = recovery_lint(command, "--help")
    assert ran.code == 0
    assert f"recovery-lint {command}" in plain(ran.out)


def test_the_version_is_told() -> None:
    assert re.fullmatch(r"recovery-lint \d+\.\d+\.\d+\n", recovery_lint("--version").out)


def test_no_command_shows_help_and_is_bad_input() -> None:
    ran = recovery_lint()
    assert ran.code == 2
    assert "check" in ran.out + ran.err


def test_a_clean_reply_is_0_and_a_finding_1() -> None:
    assert recovery_lint("check", "-", "--message", LATE, stdin=GOOD).code == 0
    bad = recovery_lint("check", "-", "--message", LATE, stdin=BANK)
    assert bad.code == 1
    assert "deflection" in bad.out
    assert bad.err == ""


@pytest.mark.parametrize(
    ("fail_on", "channel", "code"),
    [
        ("error", "social", 0),
        ("warning", "social", 0),
        ("advice", "social", 1),
        ("never", "social", 0),
        ("error", "email", 1),
        ("warning", "email", 1),
        ("never", "email", 0),
    ],
)
def test_fail_on_is_the_least_severity_that_counts(fail_on: str, channel: str, code: int) -> None:
    reply = "I'm sorry that the parcel is late. I have sent you a new one today."
    ran = recovery_lint("check", "-", "--channel", channel, "--fail-on", fail_on, stdin=reply)
    assert (ran.code, ran.err) == (code, "")
    assert "missing-follow-up" in ran.out


def test_bad_input_is_2_even_where_findings_never_count(tmp_path: Path) -> None:
    assert recovery_lint("check", tmp_path / "gone.txt", "--fail-on", "never").code == 2


def test_the_message_counts_from_the_option_and_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "message.txt"
    file.write_bytes(b"\xef\xbb\xbf" + LATE.encode())
    form = "We have your form."
    assert recovery_lint("check", "-", stdin=form).code == 0
    assert recovery_lint("check", "-", "--message", LATE, stdin=form).code == 1
    assert recovery_lint("check", "-", "--message-file", file, stdin=form).code == 1


def test_a_told_situation_and_channel_count() -> None:
    form = "We have your form."
    told = recovery_lint(
        "check",
        "-",
        "--situation",
        "problem",
        "--channel",
        "chat",
        "--format",
        "json",
        "--situation",
        "refusal",
        stdin=form,
    )
    (reply,) = json.loads(told.out)["replies"]
    assert (set(reply["situations"]), reply["channel"], told.code) == ({"problem", "refusal"}, "chat", 1)


def test_files_folders_and_standard_input_are_read_in_the_order_named(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "b.md").write_text("All is well.", encoding="utf-8")
    (tmp_path / "a.txt").write_text("All is well.", encoding="utf-8")
    ran = recovery_lint("check", tmp_path / "sub", "-", tmp_path / "a.txt", "--format", "json", stdin="All is well.")
    paths = [reply["origin"]["path"] for reply in json.loads(ran.out)["replies"]]
    assert paths == [str(tmp_path / "sub" / "b.md"), "-", str(tmp_path / "a.txt")]


def test_map_names_the_keys_of_json_lines(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text(json.dumps({"reply": "We have your form.", "ticket": LATE}), encoding="utf-8")
    ran = recovery_lint("check", file, "--map", "text=reply", "--map", "message=ticket")
    assert ran.code == 1
    assert "missing-apology" in ran.out
    refused(recovery_lint("check", file), "no 'text' on this line")


def test_an_option_beats_what_a_line_tells(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text('{"text": "Well.", "channel": "nowhere"}\n{"text": "Well."}', encoding="utf-8")
    assert recovery_lint("check", file, "--channel", "chat").code == 0
    alone = recovery_lint("check", file, "--format", "json")
    refused(alone, "a.jsonl:1:1: unknown channel 'nowhere'")
    assert len(json.loads(alone.out)["replies"]) == 1, "the other line still runs"


@pytest.mark.parametrize("format_", ["text", "json"])
def test_what_cannot_be_read_is_told_and_the_others_still_run(tmp_path: Path, format_: str) -> None:
    (tmp_path / "a.txt").write_text(BANK, encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"caf\xe9")
    ran = recovery_lint("check", tmp_path, tmp_path / "gone", "--format", format_)
    refused(ran, "b.txt:1:4: not UTF-8")
    assert "gone:1:1: there is no such file" in ran.err
    assert "deflection" in ran.out


@pytest.mark.parametrize("stdin", [b"", b" \n\t ", b"\xef\xbb\xbf"])
def test_a_draft_of_nothing_is_bad_input(stdin: bytes) -> None:
    refused(recovery_lint("check", "-", stdin=stdin), "-:1:1: the reply is empty")


@pytest.mark.parametrize("before", ["All is well with it. ", "[[[[(((\"'{{", "aa", "word "])
def test_a_megabyte_is_read_and_its_spans_are_right(before: str) -> None:
    many = before * (1_000_000 // len(before))
    ran = recovery_lint("check", "-", "--format", "json", stdin=f"{many}\n\n{BANK}")
    found = [f for f in json.loads(ran.out)["replies"][0]["findings"] if f["rule"] == "deflection"]
    assert [(f["start"], f["line"], f["text"]) for f in found] == [(len(many) + 2, 3, "Please contact your bank")]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("check",), "Missing argument"),
        (("check", "-", "--bogus"), "No such option"),
        (("chekc", "-"), "No such command"),
        (("check", "-", "--format", "xml"), "xml"),
        (("check", "-", "--fail-on", "doom"), "doom"),
        (("check", "-", "--channel", "emial"), "unknown channel 'emial': did you mean 'email'?"),
        (("check", "-", "--situation", "problm"), "unknown situation 'problm': did you mean 'problem'?"),
        (("check", "-", "--message", "a", "--message-file", "b"), "give one of them"),
        (("check", "-", "--message-file", "gone.txt"), "--message-file gone.txt: No such file"),
        (("check", "-", "--map", "text"), "write FIELD=KEY"),
        (("check", "-", "--map", "text="), "write FIELD=KEY"),
        (("check", "-", "--map", "txet=a"), "unknown field 'txet', did you mean 'text'?"),
        (("check", "-", "--rules", "gone"), "there is no such folder"),
        (("check", "x" * 300), "cannot be found"),
        (("explain", "missing-apologie"), "unknown rule 'missing-apologie': did you mean 'missing-apology'?"),
        (("explain", "missing-apology", "--rules", "gone"), "there is no such folder"),
        (("rules", "--rules", "gone"), "there is no such folder"),
        (("test", "gone"), "there is no such folder"),
    ],
)
def test_bad_input_is_told_on_the_error_stream(arguments: tuple[str, ...], said: str) -> None:
    refused(recovery_lint(*arguments, stdin=BANK), said)


def test_a_message_that_is_not_utf8_is_bad_input(tmp_path: Path) -> None:
    file = tmp_path / "message.txt"
    file.write_bytes(b"\xff")
    refused(recovery_lint("check", "-", "--message-file", file, stdin=BANK), "not UTF-8")


def test_half_a_character_in_an_option_is_no_crash() -> None:
    ran = recovery_lint("check", "-", "--message", "My \udcff parcel is late", "--format", "json", stdin=BANK)
    assert ran.code == 1
    assert json.loads(ran.out)["replies"]
    refused(recovery_lint("check", "gone\udcff.txt"), "no such file")
