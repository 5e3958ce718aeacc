"""JSON lines: a reply a line, with `text` and, where known, `message`, `earlier`, `channel`, `title` and `id`.

`earlier` are the turns before the message, the oldest first: [{"author": "customer", "text": "..."}, ...].
"""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import get_args

from recovery_lint.errors import Problem
from recovery_lint.models import Author, Draft, Origin, Turn
from recovery_lint.sources.reply import Reply, checked, not_utf8

FIELDS = ("text", "message", "earlier", "channel", "title", "id")
_AUTHORS = get_args(Author)
_A_TURN = 'write [{"author": "customer", "text": "..."}], the oldest turn first'
_LONGEST_SHOWN = 200
_HALF_PAIR = re.compile("[\ud800-\udfff]")
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL)
_COLON = re.compile(r"\s*:")
_SIGN = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.|[^\\]", re.DOTALL)


def read_lines(path: Path, names: Mapping[str, str]) -> Iterator[Reply | Problem]:
    """Yield a reply for each line that holds one, and a Problem for each that does not."""
    try:
        with path.open("rb") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield _read(str(path), number, line, names)
    except OSError as error:
        yield Problem(str(path), 1, 1, f"cannot be read: {error.strerror}", "check its permissions")


def _read(path: str, number: int, raw: bytes, names: Mapping[str, str]) -> Reply | Problem:
    try:
        line = raw.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n")
    except UnicodeDecodeError as error:
        return not_utf8(path, error, number)
    try:
        data = json.loads(line)
    except json.JSONDecodeError as error:
        return Problem(path, number, error.colno, f"not JSON: {error.msg}", "one JSON object a line", _shown(line))
    except ValueError as error:
        return Problem(path, number, 1, f"not JSON that can be read: {error}", "one JSON object a line")
    except RecursionError:
        return Problem(path, number, 1, "not JSON that can be read: nested too deeply", "one JSON object a line")
    if fault := _fault(data, names):
        return Problem(path, number, 1, *fault, _shown(line))
    values = {name: data.get(names.get(name, name)) for name in FIELDS}
    values["earlier"] = tuple(Turn(**{key: turn[key] for key in Turn.model_fields}) for turn in values["earlier"] or ())
    origin = Origin(path=path, line=number, id=_as_text(values.pop("id")), title=values["title"])
    reply = Reply(Draft(**values, origin=origin), _columns(line, names.get("text", "text"), values["text"]))
    return checked(reply)


def _fault(data: object, names: Mapping[str, str]) -> tuple[str, str] | None:
    """Return what is wrong with a line's values, and what to do."""
    if not isinstance(data, dict):
        return "not a JSON object", 'write {"text": "...", "message": "..."}'
    if data.get(key := names.get("text", "text")) is None:
        return f"no '{key}' on this line", "name the key with --map text=KEY"
    for field in FIELDS:
        name = names.get(field, field)
        value = data.get(name)
        if fault := _fault_of_turns(name, value) if field == "earlier" else _fault_of_text(name, value, field):
            return fault
    return None


def _fault_of_text(name: str, value: object, field: str = "text") -> tuple[str, str] | None:
    if field != "id" and not isinstance(value, str | None):
        return f"'{name}' is no text", "put it in quotes"
    if isinstance(value, str) and _HALF_PAIR.search(value):
        return f"'{name}' holds half of a surrogate pair", "write both halves, or the character itself"
    return None


def _fault_of_turns(name: str, turns: object) -> tuple[str, str] | None:
    if not isinstance(turns, list | None):
        return f"'{name}' is no list of turns", _A_TURN
    faults = (_fault_of_turn(f"{name}[{number}]", turn) for number, turn in enumerate(turns or (), 1))
    return next(filter(None, faults), None)


def _fault_of_turn(where: str, turn: object) -> tuple[str, str] | None:
    if not isinstance(turn, dict):
        return f"'{where}' is no turn", _A_TURN
    if turn.get("author") not in _AUTHORS:
        return f"'{where}' has no author that is known", f"its author is one of {', '.join(_AUTHORS)}"
    if turn.get("text") is None:
        return f"'{where}' has no text", _A_TURN
    return _fault_of_text(f"{where}.text", turn["text"])


def _as_text(value: object) -> str | None:
    return None if value is None else str(value)


def _shown(line: str) -> str:
    """Return a line for showing, if it is short enough to be of use and cannot steer the terminal."""
    return line if len(line) <= _LONGEST_SHOWN and line.replace("\t", " ").isprintable() else ""


def _columns(line: str, key: str, text: str) -> tuple[int, ...]:
    """Return the column of each character of the value, and of its closing quote; 1s where not found.

    The standard reader keeps no places, so the line's strings are walked again. Of a key that stands
    there twice, the last one counts, as it does for the reader; keys of objects inside do not count.
    """
    found: tuple[int, ...] = ()
    behind_key = False
    depth = at = 0
    for string in _STRING.finditer(line):
        between, at = line[at : string.start()], string.end()
        depth += sum(between.count(sign) for sign in "{[") - sum(between.count(sign) for sign in "}]")
        if behind_key and json.loads(string.group(), strict=False) == text:
            signs = _SIGN.finditer(line, string.start(1), string.end(1))
            found = (*(sign.start() + 1 for sign in signs), string.end(1) + 1)
        is_key = depth == 1 and _COLON.match(line, string.end())
        behind_key = bool(is_key) and json.loads(string.group(), strict=False) == key
    return found or (1,) * (len(text) + 1)
