"""What several tests need: the command line in this process and in another, small packs, and plain readings."""

import os
import socket
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any, NoReturn
from unittest.mock import patch

import pytest

from recovery_lint import Linter, Names, Pack, _built_in, cli
from recovery_lint.models import Author

ROOT = Path(__file__).resolve().parent.parent
PLAIN = {"COLUMNS": "80", "TERM": "dumb", "NO_COLOR": "1", "FORCE_COLOR": "", "TTY_COMPATIBLE": "0"}

# Put in front of a piece of Python: from there on, reaching out ends the process, so nobody can swallow it.
# (`import spacy` makes a socket to see whether there is IPv6, and reaches nobody with it.)
OFFLINE = """\
import os, sys
def watch(event, args):
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "socket.gethostbyname"):
        os.write(2, b"somebody wanted the network")
        os._exit(99)
sys.addaudithook(watch)
"""


def _refuse(*_: object, **__: object) -> NoReturn:
    pytest.fail("somebody wanted the network")


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make it a failure to reach out by a socket."""
    for name in ("connect", "connect_ex", "sendto", "sendmsg"):
        monkeypatch.setattr(socket.socket, name, _refuse)
    for name in ("getaddrinfo", "gethostbyname", "create_connection"):
        monkeypatch.setattr(socket, name, _refuse)


@dataclass(frozen=True)
class Ran:
    """What a command left behind."""

    code: int
    out: str
    err: str


def recovery_lint(
    *arguments: str | Path,
    stdin: str | bytes = b"",
    env: Mapping[str, str] | None = None,
    linter: Linter | None = None,
) -> Ran:
    """Run the command line in this process, as a pipe would see it.

    The built-in pack's linter is built once for all runs, as it holds no state; `linter` takes its place.
    """
    given = stdin.encode() if isinstance(stdin, str) else stdin
    out, err = (TextIOWrapper(BytesIO(), encoding="utf-8") for _ in range(2))
    code: object = None

    def build(*packs: Pack, names: Names | None = None) -> Linter:
        if packs or names not in (None, Names()):
            return Linter(*packs, names=names)
        return linter or _built_in()

    with (
        patch.object(cli, "Linter", build),
        patch.object(sys, "argv", ["recovery-lint", *map(str, arguments)]),
        patch.object(sys, "stdin", TextIOWrapper(BytesIO(given))),
        patch.object(sys, "stdout", out),
        patch.object(sys, "stderr", err),
        patch.dict(os.environ, {**PLAIN, **(env or {})}),
    ):
        try:
            cli.main()
        except SystemExit as leaving:
            code = leaving.code
    out.flush()
    err.flush()
    assert isinstance(code, int)
    return Ran(code, _text(out), _text(err))


def _text(stream: TextIOWrapper) -> str:
    assert isinstance(stream.buffer, BytesIO)
    return stream.buffer.getvalue().decode()


def python(code: str, *arguments: str, **options: Any) -> subprocess.CompletedProcess[bytes]:  # noqa: ANN401
    """Run a piece of Python in a process of its own."""
    return subprocess.run(
        [sys.executable, "-c", code, *arguments], check=False, capture_output=True, cwd=ROOT, timeout=100, **options
    )


ACT = """\
summary = "What the {name} test hears."
by = "{by}"
says = '''
{says}
'''
yes = ["{says}"]
no = ["Something else."]
"""
RULE = """\
summary = "A rule of a test."
severity = "{severity}"
weight = {weight}
since = "0.1"
{kind}
message = "{message}"
source = "A test."
why = "Because the test says so."
bad = ['''
{bad}
''']
good = ['''
{good}
''']
"""


def write_pack(folder: Path, head: str = "", acts: Mapping[str, str] | None = None, **rules: str) -> Path:
    """Write the files of a pack; the pack's name is the folder's, `_` in a rule's name stands for a hyphen."""
    (folder / "acts").mkdir(parents=True, exist_ok=True)
    (folder / "pack.toml").write_text(f'name = "{folder.name}"\nsummary = "A test."\n{head}', encoding="utf-8")
    for name, text in (acts or {}).items():
        (folder / "acts" / f"{name}.toml").write_text(text, encoding="utf-8")
    for name, text in rules.items():
        (folder / f"{name.replace('_', '-')}.toml").write_text(text, encoding="utf-8")
    return folder


def act(name: str, says: str, by: Author = "writer") -> str:
    """Return an act file that hears one phrase."""
    return ACT.format(name=name, by=by, says=says)


def rule(  # noqa: PLR0913  # one parameter a heading
    kind: str,
    bad: str,
    good: str,
    *,
    severity: str = "error",
    weight: int = 10,
    message: str = "A message.",
    suggest: tuple[str, str] | None = None,
) -> str:
    """Return a rule file."""
    text = RULE.format(kind=kind, bad=bad, good=good, severity=severity, weight=weight, message=message)
    return text + (f'[suggest]\nplace = "{suggest[0]}"\ntext = "{suggest[1]}"\n' if suggest else "")


def alone(*packs: Pack) -> Linter:
    """Return a linter that knows these packs and not the built-in one, so that no change of it moves the test."""
    with patch("recovery_lint.linter.load_pack", return_value=packs[0]):
        return Linter(*packs[1:])


def golden(name: str, made: str) -> None:
    """Compare with a file of tests/golden; blanks at the ends of lines do not count. UPDATE_GOLDEN=1 writes it."""
    file = ROOT / "tests" / "golden" / name
    lines = "".join(f"{line.rstrip()}\n" for line in made.rstrip().split("\n"))
    if os.environ.get("UPDATE_GOLDEN"):
        file.write_text(lines, encoding="utf-8")
    assert lines == file.read_text(encoding="utf-8")


# What stands in a pack.toml that is loaded beside no other pack.
HEAD = """
channels = ["email"]
[score]
ready_from = 85
hold_below = 50
weak = 0.5
advice = 0.25
"""
