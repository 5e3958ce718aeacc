"""One file of a pack: its values, where they stand, and what is wrong with them."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from recovery_lint.errors import Problem
from recovery_lint.packs.pack import Phrase
from recovery_lint.packs.phrase import PhraseError, parse, unfold
from recovery_lint.packs.places import Place, Places

Shape = TypeVar("Shape", bound=BaseModel)


def did_you_mean(word: str, known: tuple[str, ...]) -> str:
    """Return the hint for a name that nobody knows."""
    close = get_close_matches(word, known, 1)
    return f"did you mean '{close[0]}'?" if close else f"known are: {', '.join(sorted(known)) or 'none'}"


class PackFile:
    """A file of a pack with its values (`data` is None where it could not be read)."""

    def __init__(self, path: Path, name: str, text: str = "", data: dict[str, Any] | None = None) -> None:
        """Keep the text for the lines that a problem shows."""
        self.path, self.name, self.data = path, name, data
        self.stem = path.stem
        self.places = Places(text)
        self.problems: list[Problem] = []

    def problem(self, at: tuple[str, ...], message: str, hint: str = "", place: Place | None = None) -> None:
        """Note a problem of the value `at`, or of an exact place."""
        here = place or self.places.of(*at)
        source = self.places.line(here.line)
        self.problems.append(Problem(str(self.path), here.line, here.column, message, hint, source))

    def place_of_word(self, at: tuple[str, ...], word: str) -> Place:
        """Return where a word stands in a value, or where the value begins."""
        first = self.places.of(*at)
        for number in range(first.line, len(self.places.lines) + 1):
            line = self.places.line(number)
            column = line.find(word, first.column - 1 if number == first.line else 0)
            if column >= 0:
                return Place(number, column + 1)
        return first

    def fields(
        self,
        shape: type[BaseModel],
        data: object = None,
        at: tuple[str, ...] = (),
        *,
        allowed: tuple[str, ...] = (),
        reserved: tuple[str, ...] = (),
    ) -> dict[str, Any]:
        """Return the values that the shape knows, and note the others."""
        values = self.data if data is None else data
        if not isinstance(values, Mapping):
            self.problem(at, "a table is expected here")
            return {}
        known = allowed or tuple(f for f in shape.model_fields if f not in reserved)
        for key in values:
            if key not in known:
                self.problem((*at, key), f"unknown key '{key}'", did_you_mean(key, known), self.places.of_key(*at, key))
        return {key: value for key, value in values.items() if key in known}

    def table(self, fields: Mapping[str, Any], key: str) -> dict[str, Any]:
        """Return the table under a key, empty where it is absent or something else."""
        value = fields.get(key, {})
        if isinstance(value, Mapping):
            return dict(value)
        self.problem((key,), f"'{key}' is a table", f"write it as [{key}]")
        return {}

    def make(self, shape: type[Shape], values: Mapping[str, Any], at: tuple[str, ...] = ()) -> Shape | None:
        """Build a shape, or note everything that pydantic says against it."""
        try:
            return shape.model_validate(values)
        except ValidationError as error:
            for one in error.errors():
                name = ".".join(str(part) for part in one["loc"])
                keys = tuple(str(part) for part in one["loc"] if isinstance(part, str))
                absent = {"missing": f"'{name}' is missing", "too_short": f"'{name}' is empty"}.get(one["type"])
                message = absent or f"{name or 'the file'}: {_plain(one['msg'])}"
                self.problem((*at, *keys), message, "this cannot be left out" if absent else "")
            return None

    def lines_of(self, at: tuple[str, ...], block: object) -> Iterator[tuple[int, str]]:
        """Yield the lines of a block that say something, with their numbers in the file."""
        if not isinstance(block, str):
            self.problem(at, "a block of lines is expected", "write one phrase a line between ''' and '''")
            return
        first = self.places.of(*at).line
        for number, line in enumerate(block.split("\n"), first):
            text = line.split("#", 1)[0].rstrip()
            if text.strip():
                yield number, text

    def unreadable(self) -> Phrase:
        """Return what stands for a phrase with a fault: one fault is one problem, so its act is not missed as well."""
        return Phrase(text="unreadable", file=self.name, line=1, variants=())

    def phrase(self, at: tuple[str, ...], number: int, text: str) -> Phrase:
        """Read one line of a block as a phrase, or note why it cannot be read."""
        indent = len(text) - len(text.lstrip())
        try:
            tree = parse(text.strip())
        except PhraseError as error:
            start = indent + (self.places.of(*at).column - 1 if number == self.places.of(*at).line else 0)
            self.problem(at, error.message, error.hint, Place(number, start + error.column))
            return self.unreadable()
        return Phrase(text=text.strip(), file=self.name, line=number, variants=tuple(unfold(tree)))


def read_file(folder: Path, name: str) -> PackFile:
    """Read one file of a pack; what is wrong with it is noted in its problems."""
    path = folder / name
    try:
        text = path.read_text(encoding="utf-8-sig")
        return PackFile(path, name, text, tomllib.loads(text))
    except FileNotFoundError:
        file = PackFile(path, name)
        file.problem((), "the file is missing", "every pack has a pack.toml with `name` and `summary`")
    except UnicodeDecodeError as error:
        file = PackFile(path, name)
        file.problem(
            (), f"not UTF-8: byte {error.object[error.start]:#04x} at offset {error.start}", "save the file as UTF-8"
        )
    except OSError as error:
        file = PackFile(path, name)
        file.problem((), f"cannot be read: {error.strerror}")
    except tomllib.TOMLDecodeError as error:
        file = PackFile(path, name, text)
        found = re.search(r"^(.*) \(at line (\d+), column (\d+)\)$", str(error))
        place = Place(int(found[2]), int(found[3])) if found else Place(max(1, text.count("\n")), 1)
        file.problem((), f"not TOML: {found[1] if found else error}", "phrases stand between ''' and '''", place)
    return file


def _plain(message: str) -> str:
    return message.removeprefix("Value error, ").replace("Input should", "it should")
