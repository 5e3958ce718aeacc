"""Small packs, written to a folder or kept in memory, so that no test leans on the built-in one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from recovery_lint.models import Draft, Evidence, Reading
from recovery_lint.packs.load import load_pack
from recovery_lint.packs.pack import Phrase
from recovery_lint.packs.phrase import parse, unfold
from recovery_lint.reading.acts import Reader
from recovery_lint.reading.patterns import Match, Patterns
from recovery_lint.reading.tokens import Tokenizer
from recovery_lint.reading.words import WordReader, Words
from recovery_lint.reading.zones import blocks

SCOPES = """
[scopes.negated]
summary = "A word before it denies it."
cues = '''
not
never
'''
but_not = '''
not only
'''
reach = 4

[scopes.conditional]
summary = "It holds only if something else does."
cues = '''
if
'''

[scopes.asked]
summary = "It is asked, not told."
mark = "?"

[scopes.quoted]
summary = "Somebody else's words."
mark = '"'
"""

RULE = """\
summary  = "Nobody says sorry."
severity = "error"
weight   = 10
since    = "0.1"
expects  = ["apology"]
message  = "Say sorry."
source   = "We say so."
why      = "It helps."
bad      = ["Here you go."]
good     = ["Sorry about the wait."]
"""


@dataclass(frozen=True)
class ActOf:
    """An act file in short."""

    says: Sequence[str]
    by: str = "writer"
    but_not: Sequence[str] = ()
    even_when: Sequence[str] = ()
    only_when: Sequence[str] = ()
    yields_to: Sequence[str] = ()


def act_file(act: ActOf) -> str:
    lines = ['summary = "An act."', f'by = "{act.by}"', block("says", act.says)]
    lines += [block("but_not", act.but_not)] if act.but_not else []
    lines += [
        f"{key} = {list(names)}" for key in ("even_when", "only_when", "yields_to") if (names := getattr(act, key))
    ]
    return "\n".join([*lines, 'yes = ["yes"]', 'no = ["no"]', ""])


def block(key: str, lines: Iterable[str]) -> str:
    return "\n".join([f"{key} = '''", *lines, "'''"])


def pack_head(words: Mapping[str, Sequence[str]], breaks: Sequence[str] = ("but", "because"), extra: str = "") -> str:
    lists = "\n\n".join(block(name, lines) for name, lines in words.items())
    head = ['name = "ours"', 'summary = "A pack of a test."', block("clause_breaks", breaks), "[words]", lists]
    return "\n".join([*head, SCOPES, extra])


def write_pack(
    folder: Path,
    acts: Mapping[str, ActOf | Sequence[str]] | None = None,
    words: Mapping[str, Sequence[str]] | None = None,
    *,
    files: Mapping[str, str] | None = None,
    extra: str = "",
) -> Path:
    """Write a whole pack; `files` come on top and may replace one of its files."""
    (folder / "acts").mkdir(parents=True, exist_ok=True)
    texts = {"pack.toml": pack_head(words or {}, extra=extra)}
    for name, act in (acts or {"apology": ["sorry about"]}).items():
        texts[f"acts/{name}.toml"] = act_file(act if isinstance(act, ActOf) else ActOf(act))
    for name, text in {**texts, **(files or {})}.items():
        (folder / name).write_bytes(text.encode())
    return folder


def reader(
    folder: Path,
    acts: Mapping[str, ActOf | Sequence[str]],
    words: Mapping[str, Sequence[str]] | None = None,
    *,
    tokenizer: Tokenizer | None = None,
    extra: str = "",
) -> Reader:
    return Reader([load_pack(write_pack(folder, acts, words, extra=extra), beside=())], tokenizer)


def is_true_to(reading: Reading, draft: Draft) -> bool:
    """Whether every piece of evidence is a stretch of the text that it points into."""
    return all(text_of(e, draft)[e.start : e.end] == e.text and e.text for e in reading.evidence)


def text_of(evidence: Evidence, draft: Draft) -> str:
    if evidence.by == "writer" or (draft.message is None and not draft.title):
        return draft.text
    return draft.message if draft.message is not None else draft.title or ""


def phrase(text: str, line: int = 1) -> Phrase:
    return Phrase(text=text, file="acts/test.toml", line=line, variants=tuple(unfold(parse(text))))


def words_of(text: str, tokenizer: Tokenizer | None = None) -> Words:
    words, cutter = Words(text), WordReader(tokenizer)
    for part in blocks(text):
        cutter.read(words, part.start, part.end)
    return words


def matches(
    say: str, text: str, lists: Mapping[str, Sequence[str]] | None = None, tokenizer: Tokenizer | None = None
) -> tuple[list[Match], Words]:
    words = words_of(text, tokenizer)
    patterns = Patterns([("test", phrase(say))], lists or {}, WordReader(tokenizer).norms)
    return list(patterns.find(words)), words


def heard(say: str, text: str, lists: Mapping[str, Sequence[str]] | None = None) -> list[str]:
    """Return the stretches of a text in which a phrase is heard, in the order of the text."""
    found, words = matches(say, text, lists)
    spans = sorted({words.span(match.low, match.high) for match in found})
    return [text[start:end] for start, end in spans]
