"""What can go wrong, as exceptions that say what to do.

RecoveryLintError
├── PackError      a folder of rules cannot be used: every problem of it, with its place
├── ConfigError    an option names something that is not there
└── SourceError    a file or a line of it cannot be read as a reply
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of a file, and where it stands (line and column count from 1)."""

    path: str
    line: int
    column: int
    message: str
    hint: str = ""
    source: str = ""

    def __str__(self) -> str:
        """Return the fault as a compiler would print it: place, caret, hint."""
        lines = [f"{self.path}:{self.line}:{self.column}: {self.message}"]
        if self.source:
            # Tabs are kept in front of the caret, so that it stands where the eye expects it.
            blanks = "".join("\t" if c == "\t" else " " for c in self.source[: self.column - 1])
            lines += [f"    {self.source}", f"    {blanks}^"]
        if self.hint:
            lines.append(f"    hint: {self.hint}")
        return "\n".join(lines)


class RecoveryLintError(Exception):
    """The root of every error that this library raises on purpose."""


class PackError(RecoveryLintError):
    """A pack cannot be used; `problems` holds all of its faults, in file order."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        """Keep the problems and word them as one message."""
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


class ConfigError(RecoveryLintError):
    """An option holds a value that the packs or the library do not know."""


class SourceError(RecoveryLintError):
    """A reply could not be read; `problem` says from where and why."""

    def __init__(self, problem: Problem) -> None:
        """Keep the problem and word it as the message."""
        self.problem = problem
        super().__init__(str(problem))
