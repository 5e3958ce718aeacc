"""The way out: one suggestion a finding, and all of them put together as one reply."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from recovery_lint.models import Finding, Reading, Span, Suggestion
from recovery_lint.packs.pack import PLACES, Place

SLOT = re.compile(r"\[([^\[\]\n]+)\]")
_SENTENCE_END = tuple(".!?…:")


@dataclass(frozen=True, slots=True)
class Acts:
    """Which acts decide a place: the apologies to stand behind, the follow-ups to stand before."""

    apology: tuple[str, ...]
    follow_up: tuple[str, ...]


def suggestion(place: Place, text: str, reading: Reading, span: tuple[int, int], acts: Acts) -> Suggestion:
    """Place a text in a draft. `span` is the finding's, which "instead" widens to a whole clause."""
    slots = tuple(SLOT.findall(text))
    if place == "instead":
        start, end = _clause_around(reading, span)
        return Suggestion(start=start, end=end, text=text, slots=slots)
    at = _PLACES[place](reading, acts)
    return Suggestion(start=at, end=at, text=_joined(reading, at, text), slots=slots)


def whole_reply(text: str, findings: Sequence[tuple[Finding, Place, tuple[str, ...]]]) -> str:
    """Return the draft with the suggestions put together.

    `findings` come with the place of their suggestion and the acts that they look for; a suggestion whose
    act another one already gives is left out, so that nothing is said twice.
    """
    given: set[str] = set()
    edits: list[tuple[Suggestion, int]] = []
    replaced: list[Suggestion] = []
    for finding, place, expects in sorted(findings, key=lambda f: PLACES.index(f[1])):
        edit = finding.suggestion
        if not edit or not given.isdisjoint(expects) or any(_overlap(edit, other) for other in replaced):
            continue
        given.update(edit.gives)
        edits.append((edit, PLACES.index(place) if place != "instead" else len(PLACES)))
        if edit.end > edit.start:
            replaced.append(edit)
    moved = [(_out_of(edit, replaced), rank, number) for number, (edit, rank) in enumerate(edits)]
    return _applied(text, [edit for edit, _, _ in sorted(moved, key=lambda m: (m[0].start, m[0].end, *m[1:]))])


def _applied(text: str, edits: Sequence[Suggestion]) -> str:
    """Apply edits that are in order and do not overlap; a second one at a place is joined to the first."""
    parts: list[str] = []
    at = 0
    for edit in edits:
        new = edit.text
        if parts and edit.start == at > 0:
            new = new.removeprefix(".")
            new = new.lstrip() if parts[-1].endswith(" ") else new
        parts += [text[at : edit.start], new]
        at = edit.end
    return "".join([*parts, text[at:]])


def _overlap(edit: Suggestion, other: Suggestion) -> bool:
    """Whether two replacements stand in each other's way; an insertion can be moved instead."""
    return edit.end > edit.start and edit.start < other.end and other.start < edit.end


def _out_of(edit: Suggestion, replaced: list[Suggestion]) -> Suggestion:
    """Move an insertion that falls into a replaced stretch behind it."""
    for other in replaced:
        if edit is not other and other.start < edit.start < other.end:
            return edit.model_copy(update={"start": other.end, "end": other.end, "text": " " + edit.text.strip()})
    return edit


def _sentence_at(reading: Reading, place: int) -> Span:
    return next((s for s in reading.sentences if s.start <= place < s.end), reading.body)


def _clause_around(reading: Reading, span: tuple[int, int]) -> tuple[int, int]:
    """From the clause that a span stands in to the end of its sentence.

    A first clause that says something else stays: "We can't do it, but [our agents can help]".
    """
    sentence = _sentence_at(reading, span[0])
    cuts = [cut.end() for cut in _CLAUSE_BREAK.finditer(reading.text, sentence.start, span[0])]
    return (cuts[-1] if cuts else sentence.start), sentence.end


_CLAUSE_BREAK = re.compile(r"(?:,\s*|\s)(?:but|so|and)\s+|[;:]\s+|\s[-–—]\s", re.IGNORECASE)


def _joined(reading: Reading, at: int, text: str) -> str:
    """Add the blanks and the full stop that an insertion needs on both of its sides."""
    before, after = reading.text[:at], reading.text[at:]
    written = before.rstrip()
    if not written or before[-1:].isspace():
        return text if not after.strip() else text + " "
    stop = "" if written.endswith(_SENTENCE_END) or not written[-1].isalnum() else "."
    return f"{stop} {text}" + (" " if after and not after[0].isspace() else "")


def _after_greeting(reading: Reading, acts: Acts) -> int:  # noqa: ARG001  # all places are called alike
    return reading.body.start


def _after_apology(reading: Reading, acts: Acts) -> int:
    said = reading.acts(*acts.apology)
    return _sentence_at(reading, said[0].start).end if said else reading.body.start


def _before_follow_up(reading: Reading, acts: Acts) -> int:
    said = reading.acts(*acts.follow_up)
    return _sentence_at(reading, said[0].start).start if said else _before_sign_off(reading, acts)


def _before_sign_off(reading: Reading, acts: Acts) -> int:  # noqa: ARG001
    return reading.sentences[-1].end if reading.sentences else len(reading.text.rstrip())


_PLACES: dict[Place, Callable[[Reading, Acts], int]] = {
    "after greeting": _after_greeting,
    "after apology": _after_apology,
    "before follow-up": _before_follow_up,
    "before sign-off": _before_sign_off,
}
