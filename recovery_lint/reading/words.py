"""Text becomes words: spaCy's English tokenizer, asked once for each new chunk between blanks.

Only spaCy's NORM is kept ("can't" and "cannot" are both "can not"), so a pack finds the same with
whatever pipeline a host passes in. A chunk's words do not depend on its neighbours; remembering them
by chunk is therefore exact, and spares a tokenizer that forgets a text's chunks after a contraction.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Protocol

Mark = tuple[int, str]
Chunk = tuple[tuple[tuple[str, int, int], ...], tuple[Mark, ...]]

LINK = "<link>"
SLOT = "<slot>"
_MOST_CHUNKS = 50_000
_LONGEST_CHUNK = 200
_LINK = re.compile(
    r"[(<\[\"']*((?:https?://|www\.)\S+?|[\w.+-]+@[\w-]+\.[\w.-]*\w|(?:[a-z0-9-]+\.)+(?:com|org|net|io|co|uk|app|gov|edu)"
    r"(?:/\S*?)?)([)>\]\"'.,;:!?]*)",
    re.IGNORECASE,
)
# To spaCy, "Wed" is "we'd".
_WED = re.compile(r"[(\"']*(wed)([)\"'.,:;!?]*)", re.IGNORECASE)
_LONG_LINK = re.compile(r"[(<\[\"']*(?=https?://|www\.)", re.IGNORECASE)
_BEHIND_LINK = ")>]\"'.,;:!?"
# spaCy knows "can't" and "Can't" but not "CAN'T".
_CONTRACTION = re.compile("'|cannot", re.IGNORECASE)
_DOTS = re.compile(r"[.…]{2,}")
_DASHES = "-–—"
_CHUNK = re.compile(r"\S+")
_BRACKETED = r"(?:\[[^\]\[\n]{1,80}\](?!\()|\{\{[^{}\n]{1,80}\}\})"
_CHUNK_OR_SLOT = re.compile(rf"{_BRACKETED}|\S+?(?={_BRACKETED})|\S+")
# [the reason] and [INSERT DATE] wait for a writer; [1] is a note and [NAME] a mask.
_SLOT = re.compile(r"\[(?=[^\]]*[^\W\d_])(?:[^\]]*[a-z][^\]]*|[^\]\s]+\s[^\]]+)\]|\{\{.*\}\}")
_ODD = {**dict.fromkeys(map(ord, "‘’‛ʼ`´"), "'"), **dict.fromkeys(map(ord, "“”„«»"), '"')}
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


class Words:
    """The words of a text as parallel lists, with the bounds of their sentences.

    `norms[i]` stands in the text from `starts[i]` to `ends[i]`, in sentence `sentence_of[i]`;
    `sentences` are ranges of words and `asked` the numbers of those with a question mark; a clause may
    begin at the words in `commas` and does at those in `cuts`; `quotes` are the words behind a quote sign.
    """

    __slots__ = ("asked", "commas", "cuts", "ends", "norms", "quotes", "sentence_of", "sentences", "starts", "text")

    def __init__(self, text: str) -> None:
        """Begin with no word."""
        self.text = text
        self.norms: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.sentence_of: list[int] = []
        self.sentences: list[tuple[int, int]] = []
        self.asked: set[int] = set()
        self.commas: set[int] = set()
        self.cuts: set[int] = set()
        self.quotes: dict[str, list[int]] = {'"': [], "'": []}

    def end_sentence(self, high: int, *, asked: bool = False) -> None:
        """Close the sentence that runs up to the word `high`."""
        low = self.sentences[-1][1] if self.sentences else 0
        if high > low:
            self.sentence_of += [len(self.sentences)] * (high - low)
            self.sentences.append((low, high))
        if asked and self.sentences:
            self.asked.add(len(self.sentences) - 1)

    def mark(self, at: int, sign: str) -> None:
        """Note a sign in front of a word."""
        if sign in ".?":
            self.end_sentence(at, asked=sign == "?")
        elif sign == ",":
            self.commas.add(at)
        elif sign == ";":
            self.cuts.add(at)
        else:
            self.quotes[sign].append(at)

    def span(self, low: int, high: int) -> tuple[int, int]:
        """Return the place in the text of the words from `low` up to `high`."""
        return self.starts[low], self.ends[high - 1]

    def original(self, index: int) -> str:
        """Return a word as it was written."""
        return self.text[self.starts[index] : self.ends[index]]


class WordReader:
    """Cuts texts into words, with a bounded memory of the chunks it has met."""

    def __init__(self, tokenizer: Tokenizer | None = None, spellings: Mapping[str, str] | None = None) -> None:
        """Take a tokenizer (spaCy's blank English one by default) and the packs' spellings."""
        self._tokenizer = tokenizer
        self._spellings = dict(spellings or {})
        self._chunks: dict[str, Chunk] = {}

    def read(self, words: Words, start: int, end: int) -> None:
        """Add the words of one block of the text."""
        chunks, text = self._chunks, words.text
        norms, starts, ends = words.norms, words.starts, words.ends
        cutter = _CHUNK_OR_SLOT if text.find("[", start, end) >= 0 or text.find("{{", start, end) >= 0 else _CHUNK
        for m in cutter.finditer(text, start, end):
            raw = m.group()
            found, marks = chunks.get(raw) or self._learn(raw)
            base, first = m.start(), len(norms)
            for norm, low, high in found:
                norms.append(norm)
                starts.append(base + low)
                ends.append(base + high)
            for index, mark in marks:
                at = first + index
                words.mark(at, mark)
        words.end_sentence(len(norms))

    def norms(self, word: str) -> tuple[str, ...]:
        """Return what a word of a phrase is in a text."""
        return tuple(norm for norm, _, _ in self._cut(word)[0])

    def _learn(self, raw: str) -> Chunk:
        if len(self._chunks) >= _MOST_CHUNKS:
            # Forgetting everything now and then is cheaper than keeping the order of use.
            self._chunks.clear()
        chunk = self._chunks[raw] = self._cut(raw)
        return chunk

    def _cut(self, raw: str) -> Chunk:
        """Ask the tokenizer for the words of a chunk, each with its place in it."""
        if len(raw) > _LONGEST_CHUNK:
            return _long_chunk(raw)
        for norm, whole in ((LINK, _LINK), ("wed", _WED)):
            if one := whole.fullmatch(raw):
                marks = tuple((1, _MARKS[sign]) for sign in one.group(2) if sign in _MARKS)
                return (((norm, one.start(1), one.end(1)),), marks)
        if _SLOT.fullmatch(raw):
            return (((SLOT, 0, len(raw)),), ())
        folded, places = _fold(raw)
        found: list[tuple[str, int, int]] = []
        signs: list[Mark] = []
        for token in (self._tokenizer or english())(folded):
            if mark := _mark(token.text):
                signs.append((len(found), mark))
            elif norm := _norm(token, found[-1][0] if found else ""):
                word = token.text.strip(_DASHES)
                low = token.idx + token.text.index(word)
                start, end = places[low], places[low + len(word) - 1] + 1
                if token.text[0] in _DASHES:
                    signs.append((len(found), ";"))
                found.append((self._spellings.get(norm, norm), start, end))
                if token.text[-1] in _DASHES:
                    signs.append((len(found), ";"))
        # A dash between blanks parts two clauses; one inside of a word does not.
        return tuple(found), tuple((i, sign if sign != "-" else ";") for i, sign in signs if found == [] or sign != "-")


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
    return (((LINK, opened.end(), end),), tuple((1, _MARKS[sign]) for sign in raw[end:] if sign in _MARKS))


def _mark(sign: str) -> str | None:
    return "." if _DOTS.fullmatch(sign) else _MARKS.get(sign)


def _norm(token: Token, before: str) -> str:
    """Return the word that a phrase would say for this token; nothing for a sign or a possessive."""
    norm = token.norm_.strip(_DASHES)
    if norm == "'s":
        return "is" if before in _IS_AFTER else ""
    if norm == "'d":
        return "would"
    if norm == "m" and before == "i":
        return "am"
    if norm == "nt" and before:
        return "not"  # dont, cant, didnt
    return norm if any(character.isalnum() for character in token.text) else ""
