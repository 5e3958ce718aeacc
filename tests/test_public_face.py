import ast
import gc
import inspect
import pkgutil
import weakref
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

import recovery_lint
from recovery_lint import Draft, Linter, Report, models
from tests.support import ROOT, python

REPORT = recovery_lint.lint("Please contact your bank.", message="My refund never arrived.", channel="email")
PACKAGE = ROOT / "recovery_lint"
MODULES = [path for path in sorted(PACKAGE.rglob("*.py")) if "rules" not in path.parts]


def results_in(value: object) -> Iterator[BaseModel]:
    if isinstance(value, BaseModel):
        yield value
        for name in type(value).model_fields:
            yield from results_in(getattr(value, name))
    elif isinstance(value, tuple):
        for part in value:
            yield from results_in(part)


def test_the_public_names_are_sorted_and_complete() -> None:
    ours = {
        name
        for name, value in vars(recovery_lint).items()
        if not name.startswith("_") and getattr(value, "__module__", "").startswith("recovery_lint")
    }
    assert recovery_lint.__all__ == sorted(recovery_lint.__all__)
    assert set(recovery_lint.__all__) == ours


def test_every_public_name_says_what_it_is() -> None:
    assert [name for name in recovery_lint.__all__ if not inspect.getdoc(getattr(recovery_lint, name))] == []


def test_the_example_of_the_front_page_holds() -> None:
    assert REPORT.verdict == "hold"
    assert {finding.rule for finding in REPORT.findings} >= {"deflection", "missing-apology"}


def test_every_result_is_frozen() -> None:
    kinds = set()
    for result in results_in(REPORT):
        kinds.add(type(result).__name__)
        for name in type(result).model_fields:
            with pytest.raises(ValidationError):
                setattr(result, name, getattr(result, name))
    assert kinds == {"Report", "Draft", "Origin", "Evidence", "Finding", "Suggestion"}


def test_every_model_is_frozen_and_knows_its_fields() -> None:
    shapes = [m for _, m in inspect.getmembers(models, inspect.isclass) if issubclass(m, BaseModel) and m != BaseModel]
    assert len(shapes) >= 7
    for shape in shapes:
        assert shape.model_config.get("frozen") is True, shape
        assert shape.model_config.get("extra") == "forbid", shape


def test_a_result_can_be_hashed() -> None:
    assert hash(REPORT) == hash(REPORT.model_copy(deep=True))


@settings(deadline=None, max_examples=40)
@given(
    text=st.text(max_size=80),
    message=st.none() | st.text(max_size=40) | st.just("My parcel is late."),
    title=st.none() | st.text(max_size=10),
)
def test_a_report_survives_json(text: str, message: str | None, title: str | None) -> None:
    report = recovery_lint.lint(text + " Please contact your bank.", message=message, title=title)
    assert Report.model_validate_json(report.model_dump_json()) == report


def test_importing_the_library_loads_neither_spacy_nor_textstat() -> None:
    ran = python("import sys, recovery_lint; print({'spacy', 'textstat'} & set(sys.modules))")
    assert ran.stdout == b"set()\n", ran.stderr.decode()


@pytest.mark.parametrize("arguments", [("--help",), ("check", "--help"), ("rules",), ("explain", "deflection")])
def test_a_command_that_reads_no_draft_loads_neither_spacy_nor_textstat(arguments: tuple[str, ...]) -> None:
    ran = python(
        "import sys\n"
        "from recovery_lint.cli import main\n"
        "try:\n    main()\n"
        "finally:\n    print({'spacy', 'textstat'} & set(sys.modules), file=sys.stderr)",
        *arguments,
    )
    assert ran.returncode == 0
    assert ran.stdout
    assert ran.stderr.decode().splitlines()[-1] == "set()"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_module_keeps_state_of_its_own(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.Global)]
    empty = [
        node.lineno for node in tree.body if isinstance(node, ast.Assign | ast.AnnAssign) and _is_empty(node.value)
    ]
    assert not empty, "an empty container at the top of a module waits to be filled"
    called = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert not called & {"set_extension", "user_data", "register"}


def _is_empty(value: ast.expr | None) -> bool:
    if isinstance(value, ast.Call):
        names = {"dict", "list", "set", "defaultdict", "deque", "Counter", "WeakValueDictionary"}
        return isinstance(value.func, ast.Name) and value.func.id in names and not value.args
    if isinstance(value, ast.List | ast.Set):
        return not value.elts
    return isinstance(value, ast.Dict) and not value.keys


def test_every_module_can_be_imported_by_itself() -> None:
    names = [m.name for m in pkgutil.walk_packages(recovery_lint.__path__, "recovery_lint.")]
    assert "recovery_lint.linter" in names
    assert all(import_module(name).__doc__ for name in names)


def test_nothing_of_a_draft_outlives_its_report() -> None:
    linter = Linter()
    draft = Draft(text="I'm sorry that the parcel is late.", message="Where is it?")
    report = linter.lint(draft)
    traces = [weakref.ref(one) for one in (draft, report, *results_in(report))]
    del draft, report
    gc.collect()
    alive = [trace() for trace in traces if trace() is not None]
    # Models validate their default values once and share them.
    assert all(isinstance(one, models.Origin) and one == models.Origin() for one in alive)


@pytest.mark.parametrize("plain", [models.Span(0, 3), models.Reading(text="Hi.", sentences=(models.Span(0, 3),))])
def test_a_reading_is_frozen_although_it_is_no_pydantic_model(plain: models.Span | models.Reading) -> None:
    for name in ("text", "start", "sentences"):
        if hasattr(plain, name):
            with pytest.raises(AttributeError):
                setattr(plain, name, getattr(plain, name))
    assert hash(plain) == hash(plain)
