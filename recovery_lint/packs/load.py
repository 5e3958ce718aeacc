"""A folder becomes a Pack, or one error that tells every problem of it with its place."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from recovery_lint.errors import PackError
from recovery_lint.packs.check import check_names
from recovery_lint.packs.files import PackFile, Shape, read_file
from recovery_lint.packs.pack import Act, Pack, Phrase, Rule, Scope, ScoreCard, Situation, Suggest
from recovery_lint.packs.phrase import Listed

CORE, LEARNED = "core", "learned.npz"
_IGNORED = {"README.md", "__pycache__", LEARNED}
_LINES = ("clause_breaks", "small_words")
_PACK_KEYS = ("name", "summary", "words", "spellings", *_LINES, "channels", "threads", "scopes", "situations", "score")


def core_folder() -> Path:
    """Return the built-in pack's folder: beside the package in a checkout, inside of it in a wheel."""
    package = Path(__file__).resolve().parent.parent
    for rules in (package.parent / "rules", package / "rules"):
        if (rules / CORE / "pack.toml").is_file():
            return rules / CORE
    return package / "rules" / CORE


def load_pack(folder: str | Path | None = None, *, beside: Iterable[Pack] | None = None) -> Pack:
    """Load a pack; without a folder, the built-in one.

    `beside` are the packs whose words, scopes, situations and acts this one may name; the
    built-in pack where nothing is said. Raises PackError with all problems at once.
    """
    where = core_folder() if folder is None else Path(folder)
    if not where.is_dir():
        file = PackFile(where, where.name)
        file.problem((), "there is no such folder", "name a folder that holds a pack.toml")
        raise PackError(tuple(file.problems))
    if beside is None:
        beside = () if where.resolve() == core_folder().resolve() else (load_pack(),)
    return _Loader(where, tuple(beside)).load()


class _Loader:
    """Reads the files of one folder, gathering problems as it goes."""

    def __init__(self, folder: Path, beside: tuple[Pack, ...]) -> None:
        self.folder, self.beside = folder, beside
        self.files: list[PackFile] = []

    def load(self) -> Pack:
        head = self._read("pack.toml")
        words = [self._read(f"words/{path.name}") for path in self._toml_in(self.folder / "words")]
        acts = [self._read(f"acts/{path.name}") for path in self._toml_in(self.folder / "acts")]
        rules = [self._read(path.name) for path in self._toml_in(self.folder) if path.name != "pack.toml"]
        weights = self.folder / LEARNED
        parts = {
            "acts": _made(self._act(file) for file in acts if file.data is not None),
            "rules": _made(self._rule(file) for file in rules if file.data is not None),
            **self._head(head, words),
            "learned": weights.read_bytes() if weights.is_file() else b"",
        }
        pack = head.make(Pack, {"folder": str(self.folder), **parts})
        if pack is not None and head.data is not None:
            check_names(pack, self.beside, {file.name: file for file in self.files})
        found = (problem for file in self.files for problem in file.problems)
        problems = tuple(sorted(found, key=lambda p: (p.path, p.line, p.column)))
        if problems or pack is None:
            raise PackError(problems)
        return pack

    def _toml_in(self, folder: Path) -> list[Path]:
        found = []
        for path in sorted(folder.iterdir()) if folder.is_dir() else []:
            if path.name.startswith(".") or path.name in _IGNORED:
                continue
            if path.suffix == ".toml" and path.is_file():
                found.append(path)
            elif not (path.is_dir() and path.name in ("acts", "words") and folder == self.folder):
                stray = PackFile(path, str(path.relative_to(self.folder)))
                stray.problem(
                    (),
                    "this file is no part of a pack",
                    "a pack holds pack.toml, rules as *.toml, acts/*.toml and words/*.toml",
                )
                self.files.append(stray)
        return found

    def _read(self, name: str) -> PackFile:
        file = read_file(self.folder, name)
        self.files.append(file)
        return file

    def _act(self, file: PackFile) -> Act | None:
        fields = file.fields(Act, reserved=("name",))
        fields["words"] = _word_lists(file, fields)
        for key in ("says", "but_not"):
            if key in fields:
                fields[key] = tuple(_own(p, file.stem, fields["words"]) for p in _phrases(file, (key,), fields[key]))
        return file.make(Act, {**fields, "name": file.stem})

    def _rule(self, file: PackFile) -> Rule | None:
        fields = file.fields(Rule, reserved=("name",))
        if isinstance(suggest := fields.get("suggest"), Mapping):
            suggest = [suggest]
        if suggest is not None:
            if not isinstance(suggest, list):
                file.problem(("suggest",), "'suggest' is a table", "write it as [suggest]")
                suggest = []
            made = [file.make(Suggest, file.fields(Suggest, s, ("suggest",)), ("suggest",)) for s in suggest]
            fields["suggest"] = _made(made)
        return file.make(Rule, {**fields, "name": file.stem})

    def _head(self, file: PackFile, more_words: Iterable[PackFile]) -> dict[str, Any]:
        if file.data is None:  # one fault, one problem: what such a file leaves out is not missed as well
            return {"name": "unreadable", "summary": "none"}
        fields = file.fields(Pack, allowed=_PACK_KEYS)
        fields["words"] = _word_lists(file, fields)
        for other in more_words:
            for name, entries in _word_lists(other, {"words": other.data or {}}, ()).items():
                if name in fields["words"]:
                    other.problem((name,), f"the word list '{name}' is told twice in the pack", "keep one of them")
                fields["words"][name] = entries
        for key in _LINES:
            lines = file.lines_of((key,), fields.get(key, ""))
            fields[key] = tuple(entry.strip() for _, line in lines for entry in line.split(",") if entry.strip())
        fields["spellings"] = {
            variant: standard
            for standard, block in file.table(fields, "spellings").items()
            for _, variants in file.lines_of(("spellings", standard), block)
            for variant in variants.split()
        }
        fields["scopes"] = self._tables(file, fields, "scopes", Scope)
        fields["situations"] = self._tables(file, fields, "situations", Situation)
        if "score" in fields:
            fields["score"] = file.make(ScoreCard, file.table(fields, "score"), ("score",))
        return fields

    def _tables(self, file: PackFile, fields: dict[str, Any], key: str, shape: type[Shape]) -> tuple[Shape, ...]:
        made = []
        for name, table in file.table(fields, key).items():
            at = (key, name)
            values = file.fields(shape, table, at, reserved=("name",))
            for phrases in ("cues", "but_not"):
                if phrases in values:
                    values[phrases] = _phrases(file, (*at, phrases), values[phrases])
            made.append(file.make(shape, {**values, "name": name}, at))
        return _made(made)


def _made(parts: Iterable[Shape | None]) -> tuple[Shape, ...]:
    """Leave out what could not be made; why stands in its file's problems."""
    return tuple(part for part in parts if part is not None)


def _word_lists(file: PackFile, fields: dict[str, Any], at: tuple[str, ...] = ("words",)) -> dict[str, tuple[str, ...]]:
    """Read the word lists: entries one a line, or several with commas between them."""
    return {
        name: tuple(
            entry.strip() for _, line in file.lines_of((*at, name), block) for entry in line.split(",") if entry.strip()
        )
        for name, block in file.table(fields, "words").items()
    }


def _own(phrase: Phrase, act: str, words: Mapping[str, object]) -> Phrase:
    """Call the act's own word lists by the act's name, so that two acts may use one name differently."""
    variants = tuple(
        tuple(Listed(f"{act}.{a.name}") if isinstance(a, Listed) and a.name in words else a for a in variant)
        for variant in phrase.variants
    )
    return phrase.model_copy(update={"variants": variants})


def _phrases(file: PackFile, at: tuple[str, ...], block: object) -> tuple[Phrase, ...]:
    phrases = tuple(file.phrase(at, number, text) for number, text in file.lines_of(at, block))
    return phrases if isinstance(block, str) else (file.unreadable(),)
