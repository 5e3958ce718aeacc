"""The built-in kinds of the phrase language: <number>, <date>, <duration>, <party>.

A slot such as [day] may stand for any of them. <link> and <slot> are
single words, and <start> is no word but a place.

Each is a function that tells where such a thing ends, if one begins at a word; longest first.
"""

import re
from collections.abc import Callable, Iterator

from recovery_lint.reading.tokens import LINK, SLOT
from recovery_lint.reading.words import Words

Ends = Callable[[Words, int, int], Iterator[int]]

_NUMBER = re.compile(r"[#~]?\d[\d.,]*(?:st|nd|rd|th|k|m|%)?|\d+[-–/]\d+")
_NUMBER_WORDS = frozenset(
    """
    one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty sixty ninety hundred
    couple few several half
    """.split()
)
_UNITS = frozenset(
    f"{unit}{s}"
    for unit in (
        "second",
        "minute",
        "hour",
        "day",
        "week",
        "month",
        "year",
        "min",
        "hr",
        "fortnight",
        "weekday",
        "workday",
    )
    for s in ("", "s")
)
_UNIT_FRONT = frozenset(["business", "working", "calendar", "more", "full", "short"])
_DAYS = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday today tomorrow tonight mon tue wed thu fri
    """.split()
)
_MONTHS = frozenset(
    """
    january february march april june july august september october november december
    jan feb mar apr jun jul aug sep sept oct nov dec
    """.split()
)
# What comes to an end that is a time: the end of play, of the quarter.
_ENDING = frozenset("business play shift term quarter season spring summer autumn fall winter today tomorrow".split())
# 24/7 is no day, and 4.2 a version or a price.
_DATE = re.compile(
    r"(?!24/7)\d{1,2}/\d{1,2}(?:/\d{2,4})?|\d{1,2}\.\d{1,2}\.\d{2,4}|\d{1,2}(?:[:.]\d{2})?(?:am|pm)|\d{1,2}:\d{2}[ap]?"
)
_DASHED_DATE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}-\d{1,2}-\d{2,4}")
_HALVES = ("am", "pm", "a.m.", "p.m.")  # the last two are spaCy's NORM of "5pm"
_MOST_UNIT_FRONT = 4
_DAY_NUMBER = re.compile(r"\d{1,2}(?:st|nd|rd|th)?")
_JOINTS = frozenset("then but so".split())
_MOST_PARTY_WORDS = 4
_LONGEST_ACRONYM = 5
_MOST_DESK_WORDS = 2
_FRONT = frozenset(["your", "the", "their", "a", "an", "his", "her", "this", "that"])
_NEVER_NAMED = frozenset(
    """
    i we us me you it they them our ours your yours my he she him her here there this that these those and or but to
    for if so as at on in of by with from please kindly thanks thank hi hello dear sorry
    """.split()
)


def number(words: Words, at: int, high: int) -> Iterator[int]:
    """A number in digits or words: 3, 24, two, a few."""
    norms = words.norms
    if norms[at] in ("a", "an") and at + 1 < high and norms[at + 1] in _NUMBER_WORDS:
        if norms[at + 2 : at + 3] == ["of"] and at + 2 < high:
            yield at + 3
        yield at + 2
    if norms[at] == SLOT:
        yield at + 1
    elif _is_number(norms[at]):
        if at + 2 < high and norms[at + 1] in ("to", "or") and _is_number(norms[at + 2]):
            yield at + 3
        if at + 1 < high and (_NUMBER.fullmatch(norms[at + 1]) or norms[at + 1] == "of"):
            yield at + 2
        yield at + 1


def _is_number(norm: str) -> bool:
    return norm in _NUMBER_WORDS or bool(_NUMBER.fullmatch(norm))


def duration(words: Words, at: int, high: int) -> Iterator[int]:
    """A stretch of time: 24 hours, 2-3 business days, a week, 48hrs, half an hour, the next few days."""
    norms = words.norms
    if re.fullmatch(r"\d+(?:h|hrs?|hours?|mins?|days?)", norms[at]):
        yield at + 1
    if norms[at] == SLOT:
        yield at + 1
    begin = at + (norms[at] == "the")
    begin += begin < high and norms[begin] in ("next", "coming", "following")
    starts = [*number(words, begin, high)] if begin < high else []
    if begin > at or norms[at] in ("a", "an"):
        starts.append(max(begin, at + 1))
    if norms[at] == "half" and norms[at + 1 : at + 2] in (["a"], ["an"]):
        starts.append(at + 2)
    for after in starts:
        unit = after
        while unit < min(high, after + _MOST_UNIT_FRONT) and (
            norms[unit] in _UNIT_FRONT or norms[unit] in _NUMBER_WORDS
        ):
            unit += 1
        if unit < high and norms[unit] in _UNITS:
            yield unit + 1


def date(words: Words, at: int, high: int) -> Iterator[int]:
    """A day or an hour: Friday, tomorrow, 3 May, May 3rd, 12/05, 5pm, end of day."""
    norms, first = words.norms, words.norms[at]
    following = norms[at + 1] if at + 1 < high else ""
    if first in _MONTHS or first == "may":
        if _DAY_NUMBER.fullmatch(following):
            yield at + 2
        if first in _MONTHS:
            yield at + 1
    if _DAY_NUMBER.fullmatch(first) and following == "of" and at + 2 < high and norms[at + 2] in (*_MONTHS, "may"):
        yield at + 3
    if _DAY_NUMBER.fullmatch(first) and (following in _MONTHS or following == "may"):
        yield at + 2
    yield from _clock_or_dashes(words, at, high)
    yield from _end_of(words, at + (first == "the"), high)
    if first in ("next", "this", "coming") and (following in _DAYS or following in _UNITS):
        yield at + 2
    if first in _DAYS or first == SLOT or _DATE.fullmatch(first):
        yield at + 1


def _end_of(words: Words, at: int, high: int) -> Iterator[int]:
    """End of day, the close of business, end of this month."""
    norms = words.norms
    if at + 2 < high and norms[at] in ("end", "close") and norms[at + 1] == "of":
        last = at + 2 + (norms[at + 2] in ("the", "this", "next", "following", "coming"))
        if last < high and (norms[last] in _ENDING or norms[last] in _UNITS or norms[last] in _MONTHS):
            yield last + 1


def _clock_or_dashes(words: Words, at: int, high: int) -> Iterator[int]:
    """5pm and 2024-05-12 are several words each to spaCy."""
    if at + 2 < high and _DASHED_DATE.fullmatch(words.text, words.starts[at], words.ends[at + 2]):
        yield at + 3
    if at + 1 < high and words.norms[at + 1] in _HALVES and re.fullmatch(r"\d{1,2}(?:[:.]\d{2})?", words.norms[at]):
        yield at + 2


def is_start(words: Words, at: int) -> bool:
    """Whether a sentence begins at a word, or a part of one behind a sign or "then": <start> is such a place."""
    low, _ = words.sentences[words.sentence_of[at]]
    return at == low or at in words.commas or at in words.cuts or words.norms[at - 1] in _JOINTS


# The words of a name, as a text has them.
Named = tuple[str, ...]


def party(outsiders: frozenset[str], ours: frozenset[Named], partners: frozenset[Named]) -> Ends:
    """Somebody who is not the writer's side: "your bank", "the courier", "iTunes Customer Services".

    One to four words behind an optional "your" or "the": written as a name, or ending in a word of the
    pack's list "outsiders", or the name of a partner; and never with a name of our own in them.
    """

    def ends(words: Words, at: int, high: int) -> Iterator[int]:
        norms = words.norms
        first = most = at + (norms[at] in _FRONT)
        while most < min(high, first + _MOST_PARTY_WORDS) and norms[most] not in _NEVER_NAMED:
            if most > first and (most in words.commas or most in words.cuts):
                break
            most += 1
        if norms[at] == SLOT:
            yield at + 1
        # The first word of a sentence is written with a capital whatever it names.
        opens = first < high and words.sentences[words.sentence_of[first]][0] == first
        for end in range(most, first, -1):
            if ours and _holds_one(norms[first:end], ours):
                continue
            if (
                norms[end - 1] in outsiders
                or (all(_is_name(words, i) for i in range(first, end)) and not (opens and end == first + 1))
                or (partners and tuple(norms[first:end]) in partners)
            ):
                yield end

    return ends


def our_channel(ours: frozenset[Named], own_channels: tuple[str, ...]) -> Ends:
    """Where we ourselves can be reached: our name with up to two words behind it, our address, handle or site."""
    written = tuple(channel.lower() for channel in own_channels)

    def ends(words: Words, at: int, high: int) -> Iterator[int]:
        norms = words.norms
        if norms[at] == LINK and any(channel in words.original(at).lower() for channel in written):
            yield at + 1
        for name in ours:
            end = at + len(name)
            if end <= high and tuple(norms[at:end]) == name:
                yield from range(min(high, end + _MOST_DESK_WORDS), end - 1, -1)

    return ends


def _holds_one(norms: list[str], names: frozenset[Named]) -> bool:
    """Whether one of the names stands anywhere in a row of words."""
    return any(tuple(norms[i : i + len(name)]) == name for name in names for i in range(len(norms)))


def _is_name(words: Words, index: int) -> bool:
    """Whether a word is written as a name; a word shouted in capitals need not be one."""
    written = words.original(index)
    return written != written.lower() and not (written.isupper() and len(written) > _LONGEST_ACRONYM)
