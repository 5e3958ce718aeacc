"""Files, folders and standard input become replies, one after the other."""

import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from recovery_lint.errors import Problem
from recovery_lint.models import Draft, Origin
from recovery_lint.sources.jsonl import read_lines
from recovery_lint.sources.reply import Reply, checked, not_utf8

STDIN = "-"
ONE_REPLY = (".txt", ".md")
MANY_REPLIES = (".jsonl",)
KNOWN = ONE_REPLY + MANY_REPLIES


def find_files(paths: Iterable[str]) -> Iterator[Path | Problem]:
    """Yield the files to read: those named, and those with a known ending in the folders named."""
    for name in paths:
        try:
            yield from _found(name)
        except OSError as error:
            # A name that is too long, as that of a reply given in the place of its file, or a closed folder.
            yield Problem(name, 1, 1, f"cannot be found: {error.strerror}", "name a file, or say - for standard input")


def _found(name: str) -> Iterator[Path | Problem]:
    path = Path(name)
    if name == STDIN or path.is_file():
        yield path
    elif path.is_dir():
        found = sorted(
            p for p in path.rglob("*") if p.suffix.lower() in KNOWN and p.is_file() and not _is_hidden(p, path)
        )
        yield from found
        if not found:
            yield Problem(name, 1, 1, "no reply in this folder", f"files end in {', '.join(KNOWN)}")
    else:
        yield Problem(name, 1, 1, "there is no such file or folder", "check the spelling, or say - for standard input")


def read_file(path: Path, names: Mapping[str, str] | None = None) -> Iterator[Reply | Problem]:
    """Yield the replies of a file; what cannot be read is a Problem with its place.

    `names` tells which key of a JSON line holds `text`, `message`, `earlier`, `channel`, `title` and `id`.
    """
    known = str(path) == STDIN or path.suffix.lower() in KNOWN
    if not known:
        yield Problem(str(path), 1, 1, f"unknown kind of file '{path.suffix}'", f"known are {', '.join(KNOWN)}")
    elif path.suffix.lower() in MANY_REPLIES:
        yield from read_lines(path, names or {})
    else:
        yield _one(path)


def _one(path: Path) -> Reply | Problem:
    try:
        data = sys.stdin.buffer.read() if str(path) == STDIN else path.read_bytes()
    except OSError as error:
        return Problem(str(path), 1, 1, f"cannot be read: {error.strerror}", "check its permissions")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return not_utf8(str(path), error)
    return checked(Reply(Draft(text=text, origin=Origin(path=str(path)))))


def _is_hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(folder).parts)
