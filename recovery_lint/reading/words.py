"""Text becomes words: parallel lists, with the bounds of sentences and the signs that matter to a scope.

A chunk's words do not depend on its neighbours; remembering them by chunk is therefore exact, and spares
spaCy's tokenizer, which forgets a text's chunks after its first contraction.
"""

import re
from bisect import bisect_right
from collections.abc import Mapping

from recovery_lint.reading.tokens import Chunk, Tokenizer, cut, english

_MOST_CHUNKS = 50_000
_CHUNK = re.compile(r"\S+")
_BRACKETED = r"(?:\[[^\]\[\n]{1,80}\](?!\()|\{\{[^{}\n]{1,80}\}\})"
_CHUNK_OR_SLOT = re.compile(rf"{_BRACKETED}|\S+?(?={_BRACKETED})|\S+")


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

    def sentence_at(self, place: int) -> int:
        """Return the number of the sentence that a place of the text stands in, or of the last one before it."""
        return self.sentence_of[max(0, bisect_right(self.starts, place) - 1)]

    def span(self, low: int, high: int) -> tuple[int, int]:
        """Return the place in the text of the words from `low` up to `high`."""
        return self.starts[low], self.ends[high - 1]

    def written_span(self, low: int, high: int) -> tuple[int, int]:
        """Return the same place, but never with one half of a contraction: "won't", not "n't"."""
        if low > 0 and self.starts[low] == self.ends[low - 1]:
            low -= 1
        if high < len(self.norms) and self.starts[high] == self.ends[high - 1]:
            high += 1
        return self.span(low, high)

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
        self._of_phrases: dict[str, tuple[str, ...]] = {}

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
        # The same few thousand words make up all phrases.
        found = self._of_phrases.get(word)
        if found is None:
            found = self._of_phrases[word] = tuple(norm for norm, _, _ in self._cut(word)[0])
        return found

    def _learn(self, raw: str) -> Chunk:
        if len(self._chunks) >= _MOST_CHUNKS:
            # Forgetting everything now and then is cheaper than keeping the order of use.
            self._chunks.clear()
        chunk = self._chunks[raw] = self._cut(raw)
        return chunk

    def _cut(self, raw: str) -> Chunk:
        return cut(raw, self._tokenizer or english(), self._spellings)
