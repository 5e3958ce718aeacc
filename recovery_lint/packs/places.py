"""Where a value of a TOML file stands: the standard reader keeps no lines, so we look again."""

import re
from dataclasses import dataclass

_TABLE = re.compile(r"\s*\[{1,2}\s*([\w.\-\"']+)\s*\]{1,2}\s*(?:#.*)?$")
_KEY = re.compile(r"\s*([\w\-\"'.]+)\s*=\s*")
_BLOCK = re.compile(r"'''|\"\"\"")


@dataclass(frozen=True, slots=True)
class Place:
    """Line and column (both from 1) of a value's first character; of its text, for a block."""

    line: int
    column: int


class Places:
    """The places of all keys of one TOML text, by their dotted names."""

    def __init__(self, text: str) -> None:
        """Scan the text once."""
        self.lines = text.split("\n")
        self._of: dict[str, Place] = {}
        self._keys: dict[str, Place] = {}
        table, block = "", ""
        for number, line in enumerate(self.lines, 1):
            if block:
                block = "" if line.count(block) % 2 else block
                continue
            if opened := _TABLE.match(line):
                table = opened.group(1).replace('"', "").replace("'", "")
                self._of.setdefault(table, Place(number, line.index("[") + 1))
                table += "."
                continue
            if key := _KEY.match(line):
                self._keep(table, key, number, line)
            marks = _BLOCK.findall(line)
            block = marks[-1] if len(marks) % 2 else ""

    def of(self, *names: str) -> Place:
        """Return the place of a value, or of the nearest table around it, or of the file's start."""
        for length in range(len(names), 0, -1):
            if place := self._of.get(".".join(names[:length])):
                return place
        return Place(1, 1)

    def of_key(self, *names: str) -> Place:
        """Return the place of a key itself, or where its value or table begins."""
        return self._keys.get(".".join(names)) or self.of(*names)

    def line(self, number: int) -> str:
        """Return a line of the text by its number, for showing it."""
        return self.lines[number - 1].rstrip("\r") if 0 < number <= len(self.lines) else ""

    def _keep(self, table: str, key: re.Match[str], number: int, line: str) -> None:
        name = table + key.group(1).replace('"', "").replace("'", "")
        self._keys.setdefault(name, Place(number, key.start(1) + 1))
        at = key.end()
        if opened := _BLOCK.match(line, at):
            # TOML drops a line break right behind the opening quotes.
            rest = opened.end()
            place = Place(number + 1, 1) if not line[rest:].strip("\r") else Place(number, rest + 1)
        else:
            place = Place(number, at + (2 if line[at : at + 1] in "\"'" else 1))
        self._of.setdefault(name, place)
