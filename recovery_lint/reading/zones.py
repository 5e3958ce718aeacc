"""The parts of a letter: what is greeting, body, sign-off or quoted, cut into blocks.

A block never runs over a blank line, a list marker or the greeting, so no sentence does either.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from recovery_lint.models import Span, Zone

# "Hi sorry about that" goes on after "Hi".
_NO_NAME = (
    r"(?:sorry|apologies|thanks?|we|i|i'm|i’m|im|we're|we’re|please|yes|no|is|are|has|have|for|about|this|that|it|your)"
)
_GREETING = re.compile(
    r"[\s\u200b\ufeff]*(?:[.@]?@\S+[ \t]+)*"
    r"(?:(?:hi|hiya|hello|hey|dear|hai|greetings|namaste|good[ \t]+(?:morning|afternoon|evening|day))\b"
    rf"(?:[ \t]+(?!{_NO_NAME}\b)[^\s,.!:;?]+\.?){{0,4}}?[ \t]*(?:[,!:;–—-]+|\.(?=\s)|(?=\n)|\Z)"
    r"|(?:@\S+(?:[ \t]+|(?=[\r\n]))))",
    re.IGNORECASE,
)
_SIGN_OFF = re.compile(
    r"\s*(?:(?:with )?(?:my )?(?:very )?(?:best|kind|kindest|warm|warmest|many|sincere)[ \t]+"
    r"(?:regards|wishes|thanks)\b[^.\n]{0,25}"
    r"|(?:all the best|thanks (?:and|&)|yours (?:truly|sincerely|faithfully)|(?:best|yours),)[^.\n]{0,25}"
    r"|regards|sincerely|cheers|respectfully|thank you|thanks|best)[ \t]*[,.!-]*\s*\Z",
    re.IGNORECASE,
)
# An agent's initials behind a short reply: ^TL, *AJR, - RN.
_INITIALS = re.compile(
    r"(?:(?:\s+|(?<=[.!?)…]))[\^*]\s?[A-Za-z]{1,15}|\s+(?<=[.!?)…]\s)(?:[-–—~]\s?[A-Z][A-Za-z]{0,12}|/[A-Z]{2,3}))\.?\s*\Z"
)
_LAST_LINES, _LONGEST_SIGNATURE_LINE = 10, 80
_QUOTE_HEAD = re.compile(
    r"[ \t]*(?:(?:(?:On\b|\d{4}-\d\d-\d\d|[A-Z][a-z]{2}, ).{4,160}\b|\[?[^\s\]]+\]? )(?:wrote|writes):"
    r"|-{2,}[ \t]*(?:Original|Forwarded) [Mm]essage.*|_{10,})[ \t]*\Z",
    re.DOTALL,
)
_FOOTER = re.compile(
    r"[ \t]*(?:--[ \t]*\Z|This (?:e-?mail|message)\b.{0,80}\b(?:confidential|intended)|Sent from my\b)"
)
_LIST_MARK = re.compile(r"[ \t]*(?:[-*•‣▪–>→]|\(?\d{1,2}[.)]|[a-z]\))[ \t]+\S")
_LINE = re.compile(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]*(?:\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]|\Z)")
_SHORT_LINE, _LONGEST_INITIALS, _SMALL_WORDS_OF_PROSE = 45, 30, 6


def blocks(text: str) -> list[Span]:
    """Cut a text into its blocks, in order; blank stretches between them belong to none."""
    lines = [(m.start(), m.end()) for m in _LINE.finditer(text) if m.end() > m.start()]
    zones = _zones(text, lines)
    found: list[Span] = []
    start = 0
    for index, (_, end) in enumerate(lines):
        last = index + 1 == len(lines)
        if last or zones[index] != zones[index + 1] or _breaks(text, lines[index], lines[index + 1]):
            found += _block(text, lines[start][0], end, zones[start])
            start = index + 1
    return _split_initials(text, _split_greeting(text, found))


def _block(text: str, start: int, end: int, zone: Zone) -> list[Span]:
    return [Span(start=start, end=end, zone=zone)] if text[start:end].strip() else []


def _breaks(text: str, line: tuple[int, int], following: tuple[int, int]) -> bool:
    """Whether a sentence ends with this line, though it may have no full stop."""
    here, after = text[line[0] : line[1]].rstrip(), text[following[0] : following[1]]
    if not here or not after.strip() or _LIST_MARK.match(after):
        return True
    return len(here) < _SHORT_LINE and not here.endswith(",") and not after.lstrip()[0].islower()


def _zones(text: str, lines: list[tuple[int, int]]) -> list[Zone]:
    zones: list[Zone] = ["body"] * len(lines)
    for index, (start, end) in enumerate(lines):
        line = text[start:end]
        if line.lstrip().startswith(">"):
            zones[index] = "quoted"
        elif any(_QUOTE_HEAD.match(text[start:stop].rstrip()) for _, stop in lines[index : index + 2]):
            zones[index:] = ["quoted"] * (len(lines) - index)
            break
        elif _FOOTER.match(line.rstrip()):
            zones[index:] = ["sign-off"] * (len(lines) - index)
            break
    for index in _sign_off_lines(text, lines, zones):
        zones[index] = "sign-off"
    return zones


def _sign_off_lines(text: str, lines: list[tuple[int, int]], zones: list[Zone]) -> Iterator[int]:
    """Yield the lines from "Best regards," to the end, where what follows it looks like a signature."""
    written = [i for i, zone in enumerate(zones) if zone == "body" and text[slice(*lines[i])].strip()]
    for place in range(max(1, len(written) - _LAST_LINES - 1), len(written)):
        rest = written[place + 1 :]
        if _SIGN_OFF.match(text[slice(*lines[written[place]])]):
            ends = [lines[i][1] - lines[i][0] for i in rest]
            if max(ends, default=0) <= _LONGEST_SIGNATURE_LINE and not any(_is_prose(text, lines[i]) for i in rest):
                yield from written[place:]
                return


def _is_prose(text: str, line: tuple[int, int]) -> bool:
    """A signature line is a name, a title or an address; half a dozen small words make a sentence."""
    return sum(word[0].islower() for word in text[slice(*line)].split()) >= _SMALL_WORDS_OF_PROSE


def _split_greeting(text: str, found: list[Span]) -> list[Span]:
    """The first block that is not quoted may begin with a greeting."""
    for index, block in enumerate(found):
        if block.zone == "quoted":
            continue
        greeting = _GREETING.match(text, block.start, block.end)
        if block.zone == "body" and greeting and greeting.end() > block.start:
            cut = greeting.end()
            parts = [Span(start=block.start, end=cut, zone="greeting"), *_block(text, cut, block.end, "body")]
            return found[:index] + parts + found[index + 1 :]
        break
    return found


def _split_initials(text: str, found: list[Span]) -> list[Span]:
    """The last block may end with the initials of the one who wrote it."""
    if not found or found[-1].zone != "body":
        return found
    last = found[-1]
    signed = _INITIALS.search(text[: last.end], max(last.start, last.end - _LONGEST_INITIALS))
    if not signed:
        return found
    cut = signed.start()
    return [*found[:-1], *_block(text, last.start, cut, "body"), Span(start=cut, end=last.end, zone="sign-off")]


def zone_spans(found: list[Span]) -> tuple[Span, ...]:
    """Join neighbouring blocks of one zone."""
    joined: list[Span] = found[:1]
    for before, block in pairwise(found):
        if block.zone == before.zone:
            joined[-1] = Span(start=joined[-1].start, end=block.end, zone=block.zone)
        else:
            joined.append(block)
    return tuple(joined)
