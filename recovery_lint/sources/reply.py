"""A reply with its place in a file, so that a finding can point at the file's own line and column."""

from bisect import bisect_right
from dataclasses import dataclass, field

from recovery_lint.errors import Problem
from recovery_lint.models import Draft

MOST_CHARACTERS = 5_000_000


@dataclass(frozen=True, slots=True)
class Reply:
    """A draft read from somewhere.

    `columns` has the column in the file's line for each character of the draft (and its end), where the
    file writes the draft on one line of its own making, as JSON does; None where the file is the draft.
    """

    draft: Draft
    columns: tuple[int, ...] | None = None
    _line_starts: tuple[int, ...] = field(init=False, default=())

    def __post_init__(self) -> None:
        """Note where the draft's lines begin."""
        if self.columns is None:
            lines = self.draft.text.split("\n")
            starts, at = [], 0
            for line in lines:
                starts.append(at)
                at += len(line) + 1
            object.__setattr__(self, "_line_starts", tuple(starts))

    def place(self, offset: int) -> tuple[int, int]:
        """Return the line and the column in the file (both from 1) of a character of the draft."""
        if self.columns is not None:
            return self.draft.origin.line, self.columns[min(offset, len(self.columns) - 1)]
        line = bisect_right(self._line_starts, offset)
        return line + self.draft.origin.line - 1, offset - self._line_starts[line - 1] + 1


def not_utf8(path: str, error: UnicodeDecodeError, first_line: int = 1) -> Problem:
    """Return where the first byte that is no UTF-8 stands; columns count characters, as everywhere."""
    # The error's own bytes, not the file's: a byte order mark is cut off from them.
    data, start = error.object, error.start
    line = data.count(b"\n", 0, start) + first_line
    column = len(data[data.rfind(b"\n", 0, start) + 1 : start].decode("utf-8", "replace")) + 1
    return Problem(path, line, column, f"not UTF-8: byte 0x{data[start]:02x}", "save the file as UTF-8")


def checked(reply: Reply) -> Reply | Problem:
    """Return the reply, or why it cannot be linted."""
    origin, text = reply.draft.origin, reply.draft.text
    path = origin.path or "-"
    if not text.strip():
        return Problem(path, origin.line, origin.column, "the reply is empty", "write a draft, or leave it out")
    if len(text) > MOST_CHARACTERS:
        many = f"the reply has {len(text):,} characters, at most {MOST_CHARACTERS:,} are read"
        return Problem(path, origin.line, origin.column, many, "is this a single reply? name a .jsonl for many")
    return reply
