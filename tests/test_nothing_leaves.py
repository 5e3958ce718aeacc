import logging
import warnings

import pytest

from recovery_lint import Draft, Linter
from tests.support import OFFLINE, no_network, python, recovery_lint

__all__ = ["no_network"]
REPLY = "I'm sorry that the parcel of Zebedee Quill is late. Please contact your bank."
LETTER = "My refund of Zebedee Quill never arrived."
WHOLE_ROAD = """
import sys
sys.argv = ["recovery-lint", *sys.argv[1:]]
from recovery_lint.cli import main
main()
"""


@pytest.mark.usefixtures("no_network")
def test_linting_reaches_nobody() -> None:
    assert Linter().lint(Draft(text=REPLY, message=LETTER)).findings


@pytest.mark.usefixtures("no_network")
@pytest.mark.parametrize("format_", ["text", "json"])
def test_the_command_line_reaches_nobody(format_: str) -> None:
    assert recovery_lint("check", "-", "--format", format_, stdin=REPLY).code == 1


def test_a_process_of_its_own_reaches_nobody_from_its_first_import_on() -> None:
    ran = python(OFFLINE + WHOLE_ROAD, "check", "-", "--message", LETTER, input=REPLY.encode())
    assert ran.returncode == 1, ran.stderr.decode()
    assert b"missing-next-step" in ran.stdout or b"deflection" in ran.stdout


def test_reaching_out_would_have_been_noticed() -> None:
    assert python(OFFLINE + "import socket; socket.create_connection(('127.0.0.1', 9))").returncode == 99


def test_nothing_of_a_draft_is_logged_or_printed(
    caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    linter = Linter()
    with caplog.at_level(logging.NOTSET), warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        linter.lint(Draft(text=REPLY, message=LETTER))
    printed = capfd.readouterr()
    assert (caplog.text, printed.out, printed.err) == ("", "", "")
    assert not [w for w in warned if "Quill" in str(w.message)]


def test_linting_writes_no_file() -> None:
    ran = python(
        "import sys, os\n"
        "from recovery_lint import Linter\n"
        "linter = Linter()\n"
        "linter.lint('warm')\n"
        "def watch(event, args):\n"
        "    if event == 'open' and isinstance(args[1], str) and set(args[1]) & set('wax+'):\n"
        "        os._exit(98)\n"
        "    if event in ('os.mkdir', 'subprocess.Popen', 'os.system', 'socket.connect'):\n"
        "        os._exit(97)\n"
        "sys.addaudithook(watch)\n"
        "print(linter.lint(sys.argv[1]).verdict)",
        REPLY,
    )
    assert (ran.returncode, ran.stdout) == (0, b"hold\n"), ran.stderr.decode()
