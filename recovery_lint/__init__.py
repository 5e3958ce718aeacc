"""recovery_lint reads a draft reply to a customer and says what it still owes them.

>>> import recovery_lint
>>> report = recovery_lint.lint("Please contact your bank.", message="My refund never arrived.")
>>> report.verdict
'hold'
"""

from collections.abc import Iterable
from functools import cache
from importlib.metadata import version

from recovery_lint.errors import ConfigError, PackError, Problem, RecoveryLintError, SourceError
from recovery_lint.linter import Linter
from recovery_lint.models import Author, Draft, Evidence, Finding, Names, Origin, Report, Severity, Suggestion, Turn
from recovery_lint.packs.load import load_pack
from recovery_lint.packs.pack import Pack, Rule

__version__ = version("recovery-lint")
__all__ = [
    "ConfigError",
    "Draft",
    "Evidence",
    "Finding",
    "Linter",
    "Names",
    "Origin",
    "Pack",
    "PackError",
    "Problem",
    "RecoveryLintError",
    "Report",
    "Rule",
    "Severity",
    "SourceError",
    "Suggestion",
    "Turn",
    "lint",
    "load_pack",
]


def lint(  # noqa: PLR0913  # one parameter a field of a draft
    text: str,
    *,
    message: str | None = None,
    earlier: Iterable[Turn | tuple[Author, str]] = (),
    channel: str | None = None,
    title: str | None = None,
    situation: str | Iterable[str] | None = None,
) -> Report:
    """Say what a draft reply owes, with the built-in pack.

    `message` is what the customer wrote, `earlier` the turns of the thread before it, the oldest first, as
    in `("writer", "I'm sorry.")`; `title` the name of a canned reply, `channel` one of `email`, `chat`,
    `social`, `store-review`, `review` and `canned`; `situation` overrides what the words say.
    Raises ConfigError for an unknown channel or situation.
    """
    told = (situation,) if isinstance(situation, str) else situation
    draft = Draft(
        text=text,
        message=message,
        earlier=tuple(turn if isinstance(turn, Turn) else Turn(author=turn[0], text=turn[1]) for turn in earlier),
        channel=channel,
        title=title,
        situation=None if told is None else tuple(told),
    )
    return _built_in().lint(draft)


@cache
def _built_in() -> Linter:
    """Return the linter behind `lint`: it never changes, and costs half a second to build."""
    return Linter()
