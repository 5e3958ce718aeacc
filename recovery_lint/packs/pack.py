"""The shapes of a pack's files: words, scopes, situations, acts, rules and the score card."""

import re
from typing import Annotated, Literal, Self

from pydantic import ConfigDict, Field, StringConstraints, model_validator

from recovery_lint.models import Author, Frozen, Severity
from recovery_lint.packs.phrase import Variant

NAME = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
# A fact in a message or a suggestion: {problem}, or {party|what stands in for a lack}.
FACT = re.compile(r"\{([^{}|]*)(?:\|([^{}]*))?\}")

AND = " and "

Name = Annotated[str, StringConstraints(pattern=NAME)]
# One fact, or several that have to hold together: "asks-address and gave-address".
Facts = tuple[Annotated[str, StringConstraints(pattern=rf"{NAME[:-1]}({AND}{NAME[1:-1]})*$")], ...]
Line = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Names = tuple[Name, ...]
Examples = Annotated[tuple[Line, ...], Field(min_length=1)]
Place = Literal["instead", "after greeting", "after apology", "before follow-up", "before sign-off"]
PLACES: tuple[Place, ...] = ("instead", "after greeting", "after apology", "before follow-up", "before sign-off")
Where = Literal["anywhere", "opening", "late"]
Measure = Literal["words", "characters", "sentences", "words-per-sentence", "grade", "lix", "rix", "capitals"]


class Phrase(Frozen):
    """One line of a pack, unfolded; `where` is how a finding names it."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    text: str
    file: str
    line: int
    variants: tuple[Variant, ...] = Field(repr=False)

    @property
    def where(self) -> str:
        """File and line, as in `acts/referral.toml:9`."""
        return f"{self.file}:{self.line}"


class Scope(Frozen):
    """What cancels a phrase: a cue before it in its clause, or a mark around it.

    `reach` is how many words after a cue it holds; 0 means to the end of the clause. With `by`, it
    cancels only what that side says.
    """

    name: Name
    summary: Line
    cues: tuple[Phrase, ...] = ()
    but_not: tuple[Phrase, ...] = ()
    reach: int = Field(0, ge=0, le=50)
    mark: Literal["?", '"'] | None = None
    by: Author | None = None


class Act(Frozen):
    """What a stretch of a text can do. A weak form names the act that it falls short of.

    It `says` phrases. Or it is made of other acts, of the customer: it `echoes` them, with their words
    coming back in the reply; `leaves_open`, with none coming back; or `first_says` what was no part of
    the earlier thread. Or it is `learned`: a label of the pack's learned.npz, found in a sentence that is
    likely enough to do it (`at_least`, from 0 to 1).
    It does not count in a clause (a learned one: in a sentence) that performs an act that it `yields_to`.
    `words` are word lists of its own; in the variants of its phrases they are called `act.list`.
    """

    name: Name
    summary: Line
    by: Author
    weak_form_of: Name | None = None
    says: Annotated[tuple[Phrase, ...], Field(min_length=1)] = ()
    echoes: Names = ()
    leaves_open: Names = ()
    first_says: Names = ()
    learned: Line | None = None
    at_least: float = Field(0.5, gt=0, le=1)
    but_not: tuple[Phrase, ...] = ()
    even_when: Names = ()
    only_when: Names = ()
    yields_to: Names = ()
    words: dict[Name, tuple[str, ...]] = Field(default_factory=dict)
    yes: Examples
    no: Examples

    @model_validator(mode="after")
    def _is_of_one_kind(self) -> Self:
        if sum(map(bool, (self.says, self.echoes, self.leaves_open, self.first_says, self.learned))) != 1:
            msg = "an act has exactly one of `says`, `echoes`, `leaves_open`, `first_says` and `learned`"
            raise ValueError(msg)
        return self


class Situation(Frozen):
    """What acts amount to; `called` is its name in a message.

    Either any of `when`, or acts that `weigh` for it or against it (each counted thrice at most) up to
    `at_least`; and in both cases none of `unless`. An `inner` one serves rules and other situations, and
    no report names it.
    """

    name: Name
    summary: Line
    called: Line
    when: Facts = ()
    weighs: dict[Name, float] = Field(default_factory=dict)
    at_least: float = Field(1, gt=0)
    unless: Facts = ()
    inner: bool = False

    @model_validator(mode="after")
    def _is_of_one_kind(self) -> Self:
        if bool(self.when) == bool(self.weighs):
            msg = "a situation has either `when` or `weighs`"
            raise ValueError(msg)
        return self


class Suggest(Frozen):
    """A rewrite: where it goes, and its words with {facts} and [slots]."""

    place: Place
    text: Line
    when: Names = ()


class Bounds(Frozen):
    """The least and the most that a measure may be; `from_words` leaves shorter replies alone.

    `most_on` has the bound of single channels; beyond `far_beyond`, advice becomes a warning.
    """

    least: float | None = None
    most: float | None = None
    most_on: dict[Name, float] = Field(default_factory=dict)
    far_beyond: float | None = None
    from_words: int = 0

    @model_validator(mode="after")
    def _holds_a_bound(self) -> Self:
        if self.least is None and self.most is None and not self.most_on:
            msg = "a measure needs `least` or `most`"
            raise ValueError(msg)
        return self


class Rule(Frozen):
    """What a reply owes (`expects`), must not do (`avoids`), or has to keep to (`measures`).

    `weight` and `cap` are points of 100; `weight_when` has another weight for single situations. A finding
    of something missing stands at the first of the acts that the rule `points_at`, or at the reply's
    first sentence. What it expects may have to stand `beside` other acts: in their sentence or the next;
    what was given `once` in the thread is not owed again, save where it is `owed_again`. Of what it avoids,
    `at_most` so many are fine; `where` narrows it to the opening sentence, or to a first one in the last
    third. With `made_of` it speaks only of a reply whose every sentence does one of those acts. It is silent
    on other than its `channels`, and where a rule that it `yields_to` already speaks: one finding a fault.
    """

    name: Name
    summary: Line
    severity: Severity
    severity_on: dict[Name, Severity | Literal["off"]] = Field(default_factory=dict)
    weight: int = Field(ge=0, le=100)
    weight_when: dict[Name, Annotated[int, Field(ge=0, le=100)]] = Field(default_factory=dict)
    cap: int = Field(100, ge=0, le=100)
    since: Line
    channels: Names = ()
    when: Facts = ()
    unless: Facts = ()
    expects: Names = ()
    beside: Names = ()
    once: bool = False
    owed_again: Facts = ()
    made_of: Names = ()
    avoids: Facts = ()
    at_most: int = Field(0, ge=0)
    where: Where = "anywhere"
    yields_to: Names = ()
    measures: dict[Measure, Bounds] = Field(default_factory=dict)
    points_at: Names = ()
    message: Line
    suggest: tuple[Suggest, ...] = ()
    why: Line
    source: Line
    bad: Examples
    good: Examples

    @model_validator(mode="after")
    def _is_of_one_kind(self) -> Self:
        if sum(map(bool, (self.expects, self.avoids, self.measures))) != 1:
            msg = "a rule has exactly one of `expects`, `avoids` and `measures`"
            raise ValueError(msg)
        return self


class ScoreCard(Frozen):
    """Weights and bands, all in points of 100; `weak` and `advice` are shares from 0 to 1."""

    ready_from: int = Field(ge=0, le=100)
    hold_below: int = Field(ge=0, le=100)
    weak: float = Field(ge=0, le=1)
    advice: float = Field(ge=0, le=1)


class Pack(Frozen):
    """A folder of rules, loaded and checked.

    Channels among `threads` are judged by all that was written on our side; `small_words` come back in
    any reply, and so are no echo.
    """

    name: Name
    summary: Line
    folder: str
    words: dict[Name, tuple[str, ...]] = Field(default_factory=dict)
    spellings: dict[str, str] = Field(default_factory=dict)
    clause_breaks: tuple[str, ...] = ()
    channels: Names = ()
    threads: Names = ()
    small_words: tuple[str, ...] = ()
    scopes: tuple[Scope, ...] = ()
    situations: tuple[Situation, ...] = ()
    acts: tuple[Act, ...] = ()
    rules: tuple[Rule, ...] = ()
    score: ScoreCard | None = None
    learned: bytes = Field(b"", repr=False)
