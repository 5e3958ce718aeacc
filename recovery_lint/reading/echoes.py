"""What comes back: words of the customer in the reply, and what nobody answers.

Words are compared by their stems, roughly: "deliver", "delivered" and "delivery" are one, and so are "broke"
and "broken". Small words, which come back in any reply, do not count.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from recovery_lint.models import Evidence
from recovery_lint.packs.pack import Act
from recovery_lint.reading.words import Words

# What an inflection puts behind a word; then the vowel that it may have swallowed, or the letter it doubled.
_ENDING = re.compile(r"(?:ings?|edly|ed|en|(?<!i)ly|ies|es|(?<!s)s|ments?|ions?)\Z")
_SWALLOWED = re.compile(r"[eyi]\Z")
_DOUBLED = re.compile(r"([bdgklmnprt])\1\Z")
_SHORTEST_STEM, _LONGEST_STEM = 3, 6
# To spaCy these are stop words; to a customer they are what it is about.
_TELLING = frozenset("amount bottom call empty front full move name serious show side top".split())
# One content word ("How much?", "Still late!") is too little to tell whether it was answered, or is new.
_LEAST_TO_COMPARE = 2


@cache
def _function_words() -> frozenset[str]:
    from spacy.lang.en.stop_words import STOP_WORDS  # noqa: PLC0415  # with spaCy, at the first reading

    return frozenset(STOP_WORDS) - _TELLING


@cache
def _stem(word: str) -> str:
    """Return what a word shares with its inflections; empty for a number or a sign."""
    if not word.isalpha():
        return ""
    for ending in (_ENDING, _SWALLOWED, _DOUBLED):
        cut = ending.sub(r"\1" if ending is _DOUBLED else "", word)
        word = cut if len(cut) >= _SHORTEST_STEM else word
    return word[:_LONGEST_STEM]


class Echoes:
    """Finds the acts that are made of other acts and of words that come back."""

    def __init__(self, acts: Iterable[Act], small_words: Iterable[str]) -> None:
        """Take the acts, of which those that are made of others matter."""
        self._acts = tuple(act for act in acts if act.echoes or act.leaves_open or act.first_says)
        self._small_words = frozenset(small_words)

    def find(
        self, reply: Words, customer: Words, heard: Sequence[Evidence], earlier: Sequence[Words]
    ) -> Iterator[Evidence]:
        """Yield evidence for each such act. `earlier` are the customer's words in the thread so far."""
        if not self._acts or not customer.norms:
            return
        stems = {e: self._in_sentence(customer, e.start) for e in heard if e.by == "customer"}
        for act in self._acts:
            if act.echoes:
                names = frozenset(act.echoes)
                wanted = frozenset().union(*(words for e, words in stems.items() if e.act in names))
                yield from self._echoed(act, wanted, reply)
                continue
            names = frozenset((*act.leaves_open, *act.first_says))
            among = [reply] if act.leaves_open else list(earlier)
            known = frozenset(stem for words in among for norm in words.norms if (stem := self._stem(norm)))
            for evidence, words in stems.items() if among else ():
                if evidence.act in names and len(words) >= _LEAST_TO_COMPARE and known.isdisjoint(words):
                    yield evidence.model_copy(update={"act": act.name, **_whole_sentence(customer, evidence.start)})

    def _echoed(self, act: Act, wanted: frozenset[str], reply: Words) -> Iterator[Evidence]:
        """Yield the stretch of each sentence from the first word that comes back to the last."""
        if not wanted:
            return
        places: dict[int, list[int]] = {}
        for at, norm in enumerate(reply.norms):
            if self._stem(norm) in wanted:
                places.setdefault(reply.sentence_of[at], []).append(at)
        for found in places.values():
            start, end = reply.written_span(found[0], found[-1] + 1)
            words = ", ".join(dict.fromkeys(reply.norms[at] for at in found))
            because = f"acts/{act.name}.toml: {words}"
            text = reply.text[start:end]
            yield Evidence(act=act.name, by="writer", start=start, end=end, text=text, because=because)

    def _in_sentence(self, words: Words, start: int) -> frozenset[str]:
        """Return the stems of the sentence that a place of the text stands in."""
        low, high = _sentence(words, start)
        return frozenset(stem for norm in words.norms[low:high] if (stem := self._stem(norm)))

    def _stem(self, norm: str) -> str:
        return "" if norm in self._small_words or norm in _function_words() else _stem(norm)


def _sentence(words: Words, start: int) -> tuple[int, int]:
    """Return the words of the sentence that a place of the text stands in."""
    return words.sentences[words.sentence_at(start)]


def _whole_sentence(words: Words, start: int) -> dict[str, int | str]:
    """Return where the sentence stands, and its words: what is left open is more than how it begins."""
    low, high = words.written_span(*_sentence(words, start))
    return {"start": low, "end": high, "text": words.text[low:high]}
