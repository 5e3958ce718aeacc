"""The measures of a text, by textstat: only the metrics that need no word list, so no download.

`grade` is the mean of the automated readability and the Coleman-Liau index, in school years.
"""

from collections.abc import Callable
from dataclasses import dataclass
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
        return Excess(f"{name} {value:g}, at most {most:g}", is_far)
    if bounds.least is not None and value < bounds.least:
        return Excess(f"{name} {value:g}, at least {bounds.least:g}")
    return None
