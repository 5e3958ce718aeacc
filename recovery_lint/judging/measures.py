"""The measures of a text, by textstat: only the metrics that need no word list, so no download.

`grade` is the mean of the automated readability and the Coleman-Liau index, in school years; `capitals` is
the longest row of words in capitals that talks: names and codes have capitals too, but hold no "you" or "not".
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from statistics import fmean

from recovery_lint.packs.pack import Bounds, Measure

# A word of capitals; an "I" or a number goes along with the row and is none.
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_LEAST_LETTERS = 2
_QUOTED = re.compile(r"[\"“][^\"“”\n]{1,80}[\"”]")
_TALK = frozenset(
    """
    i'm you you're you'll your yours we we're our us me my they their them do don't does did not is
    isn't are aren't was wasn't were will won't would wouldn't can can't cannot could must should have haven't has had
    please kindly stop this that what why how who when
    """.split()
)


# What is no prose: addresses, paths, code and numbers. A line is a sentence too, though it may have no full stop.
_NO_PROSE = re.compile(r"\S*(?:://|@|[\\/_={}<>|#]|\d)[^\s.!?]*(?:[.!?]\S+)*")
_NAME = re.compile(r"(?<=[^\s.!?:–—-] )[A-Z][^\W_]+")
_OPEN_LINE = re.compile(r"(?<=[^\W_])[^\S\n]*\n\s*")


@cache
def _textstat() -> dict[str, Callable[[str], float]]:
    import textstat  # noqa: PLC0415  # costs 0.35 s: paid by the first rule that measures

    return {
        "words": textstat.lexicon_count,
        "sentences": textstat.sentence_count,
        "words-per-sentence": textstat.words_per_sentence,
        "grade": lambda text: fmean([textstat.automated_readability_index(text), textstat.coleman_liau_index(text)]),
        "lix": textstat.lix,
        "rix": textstat.rix,
    }


def measure(name: Measure, text: str) -> float:
    """Return a measure of a text; 0 where there is nothing to measure."""
    if name == "characters":
        return float(len(text))
    if name == "capitals":
        return float(_longest_row_of_capitals(text))
    prose = text if name == "words" else _prose(text)
    return float(_textstat()[name](prose)) if prose.strip() else 0.0


@lru_cache(maxsize=4)
def _prose(text: str) -> str:
    """Return a text as it is read: nobody spells out a link, and a long name makes no sentence hard."""
    return _OPEN_LINE.sub(". ", _NAME.sub("Name", _NO_PROSE.sub("", text)))


def _longest_row_of_capitals(text: str) -> int:
    longest = row = 0
    talks = False
    for word in _WORD.findall(_QUOTED.sub(" said ", text)):
        if word.isupper() and len(word) >= _LEAST_LETTERS and not any(sign.isdigit() for sign in word):
            row += 1
            talks = talks or word.lower().replace("’", "'") in _TALK
        elif word != word.upper():
            row, talks = 0, False
        longest = max(longest, row if talks else 0)
    return longest


@dataclass(frozen=True, slots=True)
class Excess:
    """A bound that a text breaks, in words ("grade 12.4, at most 10"), and whether it is far beyond it."""

    told: str
    is_far: bool = False


def broken_bound(name: Measure, bounds: Bounds, text: str, channel: str) -> Excess | None:
    """Say how a text breaks a bound, or None where it keeps to it."""
    most = bounds.most_on.get(channel, bounds.most)
    if (bounds.from_words and len(text.split()) < bounds.from_words) or (most is None and bounds.least is None):
        return None
    value = measure(name, text)
    if most is not None and value > most:
        is_far = bounds.far_beyond is not None and value > bounds.far_beyond
        return Excess(f"{name} {_told(value)}, at most {most:g}", is_far)
    if bounds.least is not None and value < bounds.least:
        return Excess(f"{name} {_told(value)}, at least {bounds.least:g}")
    return None


def _told(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
