"""The command line: a function a command. It prints, and exits with 0 (clean), 1 (findings) or 2 (bad input)."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from importlib.metadata import version
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from rich.console import Console
from rich.markdown import Markdown
from rich.progress import track
from rich.table import Table

from recovery_lint.docs import rule_page
from recovery_lint.errors import ConfigError, Problem, RecoveryLintError
from recovery_lint.formats import json as json_format
from recovery_lint.formats import text as text_format
from recovery_lint.linter import Linter
from recovery_lint.models import Draft, Names, Report, Severity
from recovery_lint.packs.files import did_you_mean
from recovery_lint.packs.load import core_folder, load_pack
from recovery_lint.packs.pack import Pack
from recovery_lint.packs.scaffold import new_rule
from recovery_lint.sources.files import find_files, read_file
from recovery_lint.sources.jsonl import FIELDS
from recovery_lint.sources.reply import Reply
from recovery_lint.testing import cases

CLEAN, FOUND, BAD_INPUT = 0, 1, 2

app = typer.Typer(
    name="recovery-lint",
    help="Reads a draft reply to a customer before it is sent, and says what it still owes them.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class Format(StrEnum):
    """How to print what was found."""

    TEXT = "text"
    JSON = "json"


class FailOn(StrEnum):
    """The least severity that makes `check` exit with 1."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"
    NEVER = "never"


# The options, each with the help that --help prints.
Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATHS...", help="Files (.txt, .md: one reply each; .jsonl), folders, or - for standard input."
    ),
]
Message = Annotated[str | None, typer.Option(help="What the customer wrote.", metavar="TEXT")]
MessageFile = Annotated[Path | None, typer.Option(help="A file with what the customer wrote.", metavar="FILE")]
Channel = Annotated[
    str | None, typer.Option(help="email, chat, social, store-review, review or canned.", metavar="NAME")
]
Situations = Annotated[
    list[str] | None,
    typer.Option(
        help="What is going on, whatever the words say, as in problem or refusal; may be repeated.", metavar="NAME"
    ),
]
Map = Annotated[
    list[str] | None,
    typer.Option(
        "--map", help="Where a JSON line keeps a field, as in text=reply; may be repeated.", metavar="FIELD=KEY"
    ),
]
Rules = Annotated[
    list[Path] | None, typer.Option("--rules", metavar="DIR", help="A folder with a pack of your own; may be repeated.")
]


Brand = Annotated[
    list[str] | None, typer.Option(help="A name of our own, as in Acme; may be repeated.", metavar="NAME")
]
OwnChannel = Annotated[
    list[str] | None,
    typer.Option(
        help="An address, a handle, a site or a number of our own, as in @AcmeHelp; may be repeated.", metavar="NAME"
    ),
]
Partner = Annotated[
    list[str] | None,
    typer.Option(help="Somebody who works with us, however it is written; may be repeated.", metavar="NAME"),
]


@app.callback(invoke_without_command=True)
def _main(
    *, show_version: Annotated[bool, typer.Option("--version", help="Print the version and exit.")] = False
) -> None:
    """Read what is common to all commands."""
    if show_version:
        typer.echo(f"recovery-lint {version('recovery-lint')}")
        raise typer.Exit


@app.command(
    epilog="Example: `echo 'Please contact your bank.' | recovery-lint check - --message 'My refund is missing.'`\n\n"
    "Exit code: 0 clean, 1 findings at or above --fail-on, 2 bad input."
)
def check(  # noqa: PLR0913  # one parameter an option
    *,
    paths: Paths,
    message: Message = None,
    message_file: MessageFile = None,
    channel: Channel = None,
    situation: Situations = None,
    format: Annotated[Format, typer.Option(help="How to print it.")] = Format.TEXT,  # noqa: A002  # the option's own name
    fail_on: Annotated[FailOn, typer.Option(help="The least severity to exit with 1 for.")] = FailOn.ERROR,
    brand: Brand = None,
    own_channel: OwnChannel = None,
    partner: Partner = None,
    rules: Rules = None,
    map_: Map = None,
) -> None:
    """Say what drafts owe: findings, score, verdict and a suggested reply for each."""
    keys = _keys(map_ or [])
    told = {"message": _message(message, message_file), "channel": channel, "situation": situation and tuple(situation)}
    names = Names(brand=tuple(brand or ()), own_channels=tuple(own_channel or ()), partners=tuple(partner or ()))
    linter = Linter(*_packs(rules), names=names)
    linter.lint(Draft(text="", channel=channel, situation=told["situation"]))  # a wrong name is told before any work
    console = Console(soft_wrap=False, highlight=False, emoji=False, markup=False)
    results: list[tuple[Reply, Report]] = []
    problems: list[Problem] = []
    for reply in _progress(_replies(paths, keys)):
        linted = _linted(linter, reply, {key: value for key, value in told.items() if value is not None})
        if isinstance(linted, Problem):
            problems.append(linted)
            continue
        results.append(linted)
        if format is Format.TEXT:
            text_format.print_reply(console, *linted)
    if format is Format.JSON:
        sys.stdout.write(json_format.render(results, problems, version("recovery-lint")))
    else:
        text_format.print_summary(console, [report for _, report in results], problems)
    _say(problems)
    raise typer.Exit(_exit_code([report for _, report in results], problems, fail_on))


@app.command()
def explain(
    rule: Annotated[str, typer.Argument(metavar="RULE", help="The rule's name, as in missing-apology.")],
    rules: Rules = None,
) -> None:
    """Print a rule's page: why it matters, who says so, examples, and the phrases behind it."""
    packs = (load_pack(), *_packs(rules))
    known = {r.name: r for pack in packs for r in pack.rules}
    if rule not in known:
        raise ConfigError(f"unknown rule '{rule}': {did_you_mean(rule, tuple(known))}")
    page = rule_page(known[rule], packs)
    console = Console()
    console.print(Markdown(page)) if console.is_terminal else typer.echo(page, nl=False)


@app.command("rules")
def list_rules(rules: Rules = None) -> None:
    """List all rules."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("rule", "severity", "weight", "it says"):
        table.add_column(column, no_wrap=column != "it says", justify="right" if column == "weight" else "left")
    for pack in (load_pack(), *_packs(rules)):
        for rule in pack.rules:
            table.add_row(rule.name, rule.severity.value, str(rule.weight), rule.summary, style=None)
    Console(highlight=False, markup=False).print(table)


@app.command()
def test(folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder of a pack.")]) -> None:
    """Run a pack's own examples: what its acts hear, what its rules find, and that suggestions cure."""
    pack = load_pack(folder)
    linter = Linter(pack)
    faults = [(case, fault) for case in cases(pack) if (fault := case.fault(linter))]
    for case, fault in faults:
        typer.echo(f"{case}: {fault}")
    many = sum(1 for _ in cases(pack))
    typer.echo(f"{many - len(faults)} of {many} examples of '{pack.name}' hold")
    raise typer.Exit(FOUND if faults else CLEAN)


@app.command("new-rule")
def write_rule(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Small letters and hyphens, as in late-voucher.")],
    folder: Annotated[
        Path | None, typer.Option("--in", metavar="DIR", help="The folder of a pack; the built-in one by default.")
    ] = None,
) -> None:
    """Write a rule file with the headings to fill."""
    typer.echo(new_rule(name, folder or core_folder(), version("recovery-lint").rpartition(".")[0]))


def main() -> NoReturn:
    """Run the command line; every error of ours is one message and exit code 2."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # As files are read: in UTF-8 whatever the locale, so that no sign of a draft can break the output.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        app()
    except RecoveryLintError as error:
        sys.stderr.write(f"recovery-lint: {error}\n")
    sys.exit(BAD_INPUT)


def _packs(folders: Sequence[Path] | None) -> list[Pack]:
    return [load_pack(folder) for folder in folders or ()]


def _replies(paths: Iterable[str], keys: dict[str, str]) -> Iterator[Reply | Problem]:
    for found in find_files(paths):
        if isinstance(found, Problem):
            yield found
        else:
            yield from read_file(found, keys)


def _linted(linter: Linter, reply: Reply | Problem, told: dict[str, Any]) -> tuple[Reply, Report] | Problem:
    """Lint a reply with what the options tell; a channel that nobody knows is the file's problem."""
    if isinstance(reply, Problem):
        return reply
    draft = reply.draft.model_copy(update=told)
    try:
        return reply, linter.lint(draft)
    except ConfigError as error:
        origin = draft.origin
        return Problem(origin.path or "-", origin.line, origin.column, str(error))


def _progress(replies: Iterator[Reply | Problem]) -> Iterable[Reply | Problem]:
    """Show a bar on a terminal's error stream, where the output itself does not already move."""
    if sys.stderr.isatty() and not sys.stdout.isatty():
        return track(replies, "linting", console=Console(stderr=True), transient=True)
    return replies


def _message(text: str | None, file: Path | None) -> str | None:
    if file is None:
        return text
    if text is not None:
        raise ConfigError("--message and --message-file say the same thing twice: give one of them")
    try:
        return file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ConfigError(f"--message-file {file}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"--message-file {file}: not UTF-8, save it as UTF-8") from error


def _keys(pairs: Iterable[str]) -> dict[str, str]:
    keys = {}
    for pair in pairs:
        field, sign, key = pair.partition("=")
        if not sign or not key:
            raise ConfigError(f"--map {pair}: write FIELD=KEY, as in text=reply")
        if field not in FIELDS:
            raise ConfigError(f"--map {pair}: unknown field '{field}', {did_you_mean(field, FIELDS)}")
        keys[field] = key
    return keys


def _say(problems: Iterable[Problem]) -> None:
    for problem in problems:
        sys.stderr.write(f"{problem}\n")


def _exit_code(reports: Iterable[Report], problems: Sequence[Problem], fail_on: FailOn) -> int:
    if problems:
        return BAD_INPUT
    if fail_on is FailOn.NEVER:
        return CLEAN
    least = Severity(fail_on.value).rank
    return FOUND if any(f.severity.rank >= least for report in reports for f in report.findings) else CLEAN


if __name__ == "__main__":
    main()
