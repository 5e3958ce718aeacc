"""The plain data that travels the road: drafts in, readings between, reports out.

Everything here is frozen: a result can be shared, hashed and sent as JSON without a surprise.
All offsets count code points from 0, `end` is exclusive, and they point into the text as given.
"""

from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict

Author = Literal["writer", "customer"]
Verdict = Literal["ready", "revise", "hold"]
Zone = Literal["greeting", "body", "sign-off", "quoted"]


class Severity(StrEnum):
    """How much a finding matters: an error holds a reply back, advice never does."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"

    @property
    def rank(self) -> int:
        """3 for an error, 2 for a warning, 1 for advice."""
        return {"error": 3, "warning": 2, "advice": 1}[self.value]


class Frozen(BaseModel):
    """The habits that all models share: immutable, and no unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Origin(Frozen):
    """Where a draft comes from. `line` and `column` count from 1."""

    path: str | None = None
    line: int = 1
    column: int = 1
    id: str | None = None
    title: str | None = None


class Turn(Frozen):
    """What one side wrote earlier in the thread."""

    author: Author
    text: str


class Names(Frozen):
    """Who "we" are, and who works with us: what no pack can know.

    `brand` are our own names, so that "contact Acme Support" is us when we are Acme; `own_channels` our
    addresses, handles, sites and numbers; `partners` names of others, however they are written.
    """

    brand: tuple[str, ...] = ()
    own_channels: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()


class Draft(Frozen):
    """A reply that is not sent yet, and what is known of its case.

    `message` is what the customer wrote, `earlier` the turns of the thread before it, the oldest first;
    `title` the name of a canned reply, `situation` the names of situations that hold whatever the words say.
    """

    text: str
    message: str | None = None
    earlier: tuple[Turn, ...] = ()
    channel: str | None = None
    title: str | None = None
    situation: tuple[str, ...] | None = None
    origin: Origin = Origin()


class Evidence(Frozen):
    """An act that was found, where, and by which phrase of which pack.

    `start` and `end` point into the draft where `by` is the writer; into what the customer
    wrote (the message, or the customer's words quoted in the draft, or the title) otherwise; `turn`
    counts from 0 where it stands in an earlier turn of the thread, and `probability` is that of an act that
    was learned and not told by a phrase, from 0 to 1.
    """

    act: str
    by: Author
    start: int
    end: int
    text: str
    because: str
    party: str | None = None
    turn: int | None = None
    probability: float | None = None


class Span(NamedTuple):
    """A stretch of the draft, and which part of a letter it is."""

    start: int
    end: int
    zone: Zone = "body"


@dataclass(frozen=True, slots=True)
class Reading:
    """A draft with its sentences, zones and acts: plain data, whatever read it, and cheap to make."""

    text: str
    sentences: tuple[Span, ...] = ()
    zones: tuple[Span, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    earlier: tuple[Evidence, ...] = ()
    customer_text: str | None = None

    def acts(self, *names: str) -> tuple[Evidence, ...]:
        """Return the evidence for any of these acts, in the order of the text."""
        return tuple(e for e in self.evidence if e.act in names)

    def sentence_of(self, place: int) -> int:
        """Return the number of the sentence that a place of the draft stands in, or of the last before it."""
        return bisect_right(self.sentences, place, key=lambda sentence: sentence.start) - 1

    @property
    def body(self) -> Span:
        """The first sentence that is the reply itself; the whole text where there is none."""
        for sentence in self.sentences:
            if sentence.zone == "body":
                return sentence
        return Span(start=0, end=len(self.text))


class Suggestion(Frozen):
    """What to write: `text` in the place of the draft from `start` to `end`.

    An insertion has `start == end`. `slots` are the gaps in square brackets that only the
    writer can fill; `gives` names the acts that the text performs.
    """

    start: int
    end: int
    text: str
    slots: tuple[str, ...] = ()
    gives: tuple[str, ...] = ()

    def apply(self, text: str) -> str:
        """Return the draft after this one change."""
        return text[: self.start] + self.text + text[self.end :]


class Finding(Frozen):
    """One thing that a draft still owes, or should not say.

    `score` is the points of 100 that it costs the reply. `because` names the phrases
    (`acts/referral.toml:9`) that led to it, or the acts that were looked for in vain.
    """

    rule: str
    severity: Severity
    score: int
    message: str
    why: str
    start: int
    end: int
    text: str
    because: tuple[str, ...] = ()
    suggestion: Suggestion | None = None


class Report(Frozen):
    """What a draft owes: findings, a score from 0 to 100, and a verdict.

    `ready` to send, worth a `revise`, or on `hold`. `suggested_reply` is the draft with the
    suggestions put together; it equals the draft where nothing is owed.
    """

    draft: Draft
    situations: tuple[str, ...] = ()
    acts: tuple[Evidence, ...] = ()
    findings: tuple[Finding, ...] = ()
    score: int = 100
    verdict: Verdict = "ready"
    suggested_reply: str
