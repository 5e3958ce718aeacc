"""A chunk between two blanks becomes words and marks: spaCy's English tokenizer, and what it does not know.

Only spaCy's NORM is kept ("can't" and "cannot" are both "can not"), so a pack finds the same with
whatever pipeline a host passes in.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Protocol

# A mark stands in front of a word of its chunk, by that word's number.
Mark = tuple[int, str]
# A chunk's words, each with its place in the chunk, and its marks.
Chunk = tuple[tuple[tuple[str, int, int], ...], tuple[Mark, ...]]

LINK = "<link>"
SLOT = "<slot>"
_LONGEST_CHUNK = 200
_LINK = re.compile(
    r"[(<\[\"']*((?:https?://|www\.)\S+?|[\w.+-]+@[\w-]+\.[\w.-]*\w|(?:[a-z0-9-]+\.)+(?:com|org|net|io|co|uk|app|gov|edu)"
    r"(?:/\S*?)?)([)>\]\"'.,;:!?]*)",
    re.IGNORECASE,
)
# To spaCy, "Wed" is "we'd" and "id" is "I'd".
_WED = re.compile(r"[(\"']*(wed)([)\"'.,:;!?]*)", re.IGNORECASE)
_ID = re.compile(r"[(\"']*(id)([)\"'.,:;!?]*)", re.IGNORECASE)
_LONG_LINK = re.compile(r"[(<\[\"']*(?=https?://|www\.)", re.IGNORECASE)
_BEHIND_LINK = ")>]\"'.,;:!?"
# spaCy knows "can't" and "Can't" but not "CAN'T".
_CONTRACTION = re.compile("'|cannot", re.IGNORECASE)
# Written without a blank: "sorry,we'll", "late.We'll", "asap.pls", "it…I'll". A lone full stop may belong to a name.
_GLUED = re.compile(
    r"[^\W\d_][*_~)\"”]*(?:[,;:!?…]+|\.{2,}|[–—]|[-/](?=\w+['’]\w)|[\u2600-\u27bf\U0001f300-\U0001faff\ufe0f]+"
    r"|\.(?=(?:we|i|you|your|our|it|this|that|the|he|she|they|there|please|pls|kindly|thanks?|sorry|if|so|also|but|and"
    r"|as|in|for|hope|let|can|could|will|my|no|not|what|when|how|have|do|are|is)\b))(?=[*_~(\"“]*[^\W\d_])",
    re.IGNORECASE,
)
# "sorryyy" and "sooo": nobody's word has three of a letter.
_STRETCHED = re.compile(r"([a-z])\1{2,}")
_DOTS = re.compile(r"[.…]{2,}")
_DASHES = "-–—"
_AROUND = "-–—~"
_MARKDOWN_LINK = re.compile(r"(\[?[^\]\s]*)\]\(((?:https?://|www\.|mailto:)[^\s()]+)\)([.,;:!?]*)")
# [the reason] and [INSERT DATE] wait for a writer; [1] is a note and [NAME] a mask; "[see below]", the folder
# "[Gmail]" and "tr[is=x]" are meant as they stand.
_SLOT_WORD = (
    r"(?i:names?|dates?|day|reason|cause|number|order|amount|price|time|link|url|product|item|issue|topic|address)"
)
_SLOT = re.compile(
    r"\[(?=[^\]]*[^\W\d_])(?![^\]]*[=@#\"<>|{}\\])"
    r"(?!\s*(?i:see|edited|removed|redacted|quote|cid|image|once|if|sic|note)\b)"
    rf"(?!(?!{_SLOT_WORD}\])[A-Z][\w-]*\])"
    r"(?:[^\]]*[a-z][^\]]*|[^\]\s]+\s[^\]]+)\]|\{\{.*\}\}"
)
_ODD = {**dict.fromkeys(map(ord, "‘’‛ʼ`´"), "'"), **dict.fromkeys(map(ord, "“”„«»"), '"')}
# Half a surrogate pair is no character, and spaCy refuses it.
_ODD |= dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff\U0001f3fb-\U0001f3ff]")
_IS_AFTER = frozenset(
    """
    it that there what here who how where he she this everything something nothing
    """.split()
)
_MARKS = {
    ".": ".",
    "!": ".",
    "?": "?",
    "…": ".",
    "...": ".",
    ",": ",",
    ";": ";",
    ":": ";",
    "(": ";",
    ")": ";",
    '"': '"',
}
_MARKS |= {"'": "'", "-": "-", "–": ";", "—": ";", "--": ";"}


class Token(Protocol):
    """What is asked of a token, as spaCy has it."""

    @property
    def text(self) -> str:
        """The token as it was written."""

    @property
    def idx(self) -> int:
        """Where it begins in its text."""

    @property
    def norm_(self) -> str:
        """Its normal form: "not" for "n't"."""


Tokenizer = Callable[[str], Iterable[Token]]


@lru_cache(maxsize=1)
def english() -> Tokenizer:
    """Return the tokenizer of spaCy's blank English pipeline, which needs no model."""
    import spacy  # noqa: PLC0415  # costs 0.7 s: paid at the first reading, not at import

    return spacy.blank("en").tokenizer


def cut(raw: str, tokenizer: Tokenizer, spellings: Mapping[str, str]) -> Chunk:
    """Return the words of a chunk, with the packs' spellings, and its marks."""
    if len(raw) > _LONGEST_CHUNK:
        return _long_chunk(raw)
    for norm, whole in ((LINK, _LINK), ("wed", _WED), ("id", _ID)):
        if one := whole.fullmatch(raw):
            return (((norm, one.start(1), one.end(1)),), _marks_in(one.group(2), 1))
    if _SLOT.fullmatch(raw):
        return (((SLOT, 0, len(raw)),), ())
    if written := _MARKDOWN_LINK.fullmatch(raw):
        # The last word of a link's text, then the link: "guide](https://...)".
        found, marks = cut(written.group(1), tokenizer, spellings) if written.group(1) else ((), ())
        link = (LINK, written.start(2), written.end(2))
        return (*found, link), (*marks, *_marks_in(written.group(3), len(found) + 1))
    if glued := _GLUED.search(raw):
        first, then = (cut(part, tokenizer, spellings) for part in (raw[: glued.end()], raw[glued.end() :]))
        return _joined(first, then, glued.end())
    return _tokenized(raw, tokenizer, spellings)


def _joined(first: Chunk, then: Chunk, place: int) -> Chunk:
    """Put the halves of a chunk together, the second of which begins at a place of it."""
    words = (*first[0], *((norm, low + place, high + place) for norm, low, high in then[0]))
    return words, (*first[1], *((at + len(first[0]), sign) for at, sign in then[1]))


def _tokenized(raw: str, tokenizer: Tokenizer, spellings: Mapping[str, str]) -> Chunk:
    folded, places = _fold(raw)
    found: list[tuple[str, int, int]] = []
    signs: list[Mark] = []
    for token in tokenizer(folded):
        if mark := _mark(token.text):
            signs.append((len(found), mark))
        elif norm := _norm(token, found[-1][0] if found else ""):
            word = token.text.strip(_DASHES)
            low = token.idx + token.text.index(word)
            if token.text[0] in _DASHES:
                signs.append((len(found), ";"))
            found.append((spellings.get(norm, norm), places[low], places[low + len(word) - 1] + 1))
            if token.text[-1] in _DASHES:
                signs.append((len(found), ";"))
    # A dash between blanks parts two clauses; one inside of a word does not.
    return tuple(found), tuple((i, sign if sign != "-" else ";") for i, sign in signs if not found or sign != "-")


def _marks_in(signs: str, at: int) -> tuple[Mark, ...]:
    return tuple((at, _MARKS[sign]) for sign in signs if sign in _MARKS)


def _fold(raw: str) -> tuple[str, range | list[int]]:
    """Make curly quotes straight and drop what has no width, with the place of each character kept."""
    if raw.isascii():
        return _in_small_letters(raw.replace("`", "'")), range(len(raw))
    folded = _in_small_letters(raw.translate(_ODD))
    if not _UNSEEN.search(folded):
        return folded, range(len(raw))
    kept = [i for i, character in enumerate(folded) if not _UNSEEN.match(character)]
    return _in_small_letters("".join(folded[i] for i in kept)), kept


def _in_small_letters(folded: str) -> str:
    """Write a contraction in small letters, so that it is one in any capitals."""
    small = folded.lower() if _CONTRACTION.search(folded) else folded
    return small if len(small) == len(folded) else folded


def _long_chunk(raw: str) -> Chunk:
    """Take a chunk that is too long to be language as one word."""
    opened = _LONG_LINK.match(raw)
    if not opened:
        return (((raw[:_LONGEST_CHUNK].lower(), 0, len(raw)),), ())
    end = len(raw.rstrip(_BEHIND_LINK))
    return (((LINK, opened.end(), end),), _marks_in(raw[end:], 1))


def _mark(sign: str) -> str | None:
    return "." if _DOTS.fullmatch(sign) else _MARKS.get(sign)


# The halves of contractions that spaCy leaves as they are behind rarer words: "should've", "that'll".
_HALVES = {"'d": "would", "'ve": "have", "'ll": "will", "'re": "are"}


def _norm(token: Token, before: str) -> str:
    """Return the word that a phrase would say for this token; nothing for a sign or a possessive."""
    norm = token.norm_.strip(_AROUND)
    if short := _STRETCHED.sub(r"\1", norm):
        norm = short if len(short) > 1 else norm
    if norm == "do" and token.text.lower() == "did":
        return "did"  # to spaCy, "didn't" is "do not"
    if norm == "'s":
        return "is" if before in _IS_AFTER else ""
    if whole := _HALVES.get(norm):
        return whole
    if norm == "m" and before == "i":
        return "am"
    if norm == "nt" and before:
        return "not"  # dont, cant, didnt
    return norm if any(character.isalnum() for character in token.text) else ""
