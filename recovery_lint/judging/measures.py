"""The measures of a text, by textstat: only the metrics that need no word list, so no download.

`grade` is the mean of the automated readability and the Coleman-Liau index, in school years.
"""

from collections.abc import Callable
from functools import cache
from statistics import fmean

from recovery_lint.packs.pack import Bounds, Measure


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
    return float(_textstat()[name](text)) if text.strip() else 0.0


def broken_bound(name: Measure, bounds: Bounds, text: str) -> str | None:
    """Say how a text breaks a bound ("grade 12.4, at most 10"), or None where it keeps to it."""
    if bounds.from_words and len(text.split()) < bounds.from_words:
        return None
    value = measure(name, text)
    if bounds.most is not None and value > bounds.most:
        return f"{name} {value:g}, at most {bounds.most:g}"
    if bounds.least is not None and value < bounds.least:
        return f"{name} {value:g}, at least {bounds.least:g}"
    return None
