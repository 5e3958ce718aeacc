"""The Reader: a draft and what the customer wrote become a Reading, which is plain data."""

import re
from collections.abc import Iterable, Mapping, Sequence

from recovery_lint.models import Author, Draft, Evidence, Names, Reading, Span, Turn, Zone
from recovery_lint.packs.pack import Act, Pack, Phrase
from recovery_lint.reading.echoes import Echoes
from recovery_lint.reading.learned import Learned
from recovery_lint.reading.patterns import Match, Patterns
from recovery_lint.reading.scopes import Cues, Scopes
from recovery_lint.reading.tokens import Tokenizer
from recovery_lint.reading.words import WordReader, Words
from recovery_lint.reading.zones import blocks, zone_spans

# What closes a sentence belongs to it, also behind a blank as in French; what opens the next does not.
_CLOSING_SIGNS = re.compile(r"[^\w\s(\[{<“‘^]*(?:[ \u00a0\u202f][?!]+)?")
_NOT, _CUE, _NOT_CUE = "not ", "cue ", "no cue "


class Reader:
    """Reads drafts with the phrases of some packs. Holds no state but a bounded memory of words."""

    def __init__(self, packs: Sequence[Pack], tokenizer: Tokenizer | None = None, names: Names | None = None) -> None:
        """Compile the packs' phrases. Without a tokenizer, spaCy's blank English one is used.

        `names` tell who "we" are.
        """
        names = names or Names()
        spellings = {variant: word for pack in packs for variant, word in pack.spellings.items()}
        self._words = WordReader(tokenizer, spellings)
        lists = {name: lines for pack in packs for name, lines in pack.words.items()}
        lists |= {f"{a.name}.{n}": lines for pack in packs for a in pack.acts for n, lines in a.words.items()}
        lists["we"] = (*lists.get("we", ()), *names.brand)
        breaks = frozenset(word for pack in packs for word in pack.clause_breaks)
        scopes = tuple(scope for pack in packs for scope in pack.scopes)
        cues = [(_CUE + s.name, phrase) for s in scopes for phrase in s.cues]
        cues += [(_NOT_CUE + s.name, phrase) for s in scopes for phrase in s.but_not]
        self._scopes = Scopes(scopes, breaks)
        self._acts = {act.name: act for pack in packs for act in pack.acts}
        self._yielded_to = frozenset(name for act in self._acts.values() for name in act.yields_to)
        self._patterns = {by: Patterns([*self._phrases(by), *cues], lists, self._words.norms, names) for by in AUTHORS}
        self._learned = tuple(Learned(pack) for pack in packs)
        self._echoes = Echoes(self._acts.values(), (word for pack in packs for word in pack.small_words))

    def read(self, draft: Draft) -> Reading:
        """Read a draft: its zones, sentences, and the acts of writer and customer."""
        found = blocks(draft.text)
        body, customer, evidence = self._heard(draft, found)
        turns = [(turn.author, self._turn(turn)) for turn in draft.earlier]
        earlier = (
            e.model_copy(update={"turn": number})
            for number, (author, words) in enumerate(turns)
            for e in self._of_turn(author, words)
        )
        said_before = [words for author, words in turns if author == "customer"]
        made = [*self._echoes.find(body, customer, evidence, said_before)]
        for learned in self._learned:
            made += learned.find(body, customer, evidence)
        sentences = tuple(_sentence(body, low, high) for low, high in body.sentences)
        said = customer.text if customer.norms else None
        return Reading(
            text=draft.text,
            sentences=sentences,
            zones=zone_spans(found),
            evidence=(*evidence, *made),
            earlier=tuple(earlier),
            customer_text=said,
        )

    def _of_turn(self, author: Author, words: Words) -> list[Evidence]:
        """Return what one side did in an earlier turn, heard and learned."""
        heard = self._evidence(words, author)
        nobody = Words("")
        reply, customer = (words, nobody) if author == "writer" else (nobody, words)
        return heard + [e for learned in self._learned for e in learned.find(reply, customer, heard)]

    def words_of(self, draft: Draft) -> tuple[Words, Words, tuple[Evidence, ...]]:
        """Return the words of the reply, those of the customer, and the acts that phrases tell."""
        return self._heard(draft, blocks(draft.text))

    def _heard(self, draft: Draft, found: list[Span]) -> tuple[Words, Words, tuple[Evidence, ...]]:
        body, customer = self._cut(draft.text, found, "body"), self._cut(draft.text, found, "quoted")
        if draft.message is not None or draft.title:
            source = draft.message if draft.message is not None else draft.title or ""
            # What the customer quotes is our own older mail, and a signature is no complaint.
            customer = self._cut(source, blocks(source), "greeting", "body")
        return body, customer, (*self._evidence(body, "writer"), *self._evidence(customer, "customer"))

    def acts_of(self, text: str) -> tuple[str, ...]:
        """Return the names of the acts that a text performs when a writer says it, sorted."""
        words = self._cut(text, [Span(start=0, end=len(text))], "body")
        return tuple(sorted({evidence.act for evidence in self._evidence(words, "writer")}))

    def _turn(self, turn: Turn) -> Words:
        zones: tuple[Zone, ...] = ("body",) if turn.author == "writer" else ("greeting", "body")
        return self._cut(turn.text, blocks(turn.text), *zones)

    def _phrases(self, by: Author) -> Iterable[tuple[str, Phrase]]:
        for act in self._acts.values():
            if act.by == by:
                yield from ((act.name, phrase) for phrase in act.says)
                yield from ((_NOT + act.name, phrase) for phrase in act.but_not)

    def _cut(self, text: str, found: Iterable[Span], *zones: Zone) -> Words:
        words = Words(text)
        for block in found:
            if block.zone in zones:
                self._words.read(words, block.start, block.end)
        return words

    def _evidence(self, words: Words, by: Author) -> list[Evidence]:
        heard: dict[str, list[Match]] = {}
        for match in self._patterns[by].find(words):
            heard.setdefault(match.label, []).append(match)
        cues = {
            label.removeprefix(_CUE): _places(_without(matches, heard.get(_NOT_CUE + label.removeprefix(_CUE), [])))
            for label, matches in heard.items()
            if label.startswith(_CUE)
        }
        found = [
            (match, act)
            for label, matches in heard.items()
            if (act := self._acts.get(label))
            for match in _longest(_without(matches, heard.get(_NOT + label, [])))
            if self._holds(act, match, words, cues)
        ]
        found.sort(key=lambda pair: (pair[0].low, -pair[0].high, pair[1].name))
        clauses = {
            (act.name, self._scopes.clause_of(match.low, words)) for match, act in found if act.name in self._yielded_to
        }
        return [
            _as_evidence(match, act, words)
            for match, act in found
            if not any((stronger, self._scopes.clause_of(match.low, words)) in clauses for stronger in act.yields_to)
        ]

    def _holds(self, act: Act, match: Match, words: Words, cues: Mapping[str, Cues]) -> bool:
        scopes = set(self._scopes.of(match, act.by, words, cues))
        return scopes.issuperset(act.only_when) and scopes <= {*act.even_when, *act.only_when}


AUTHORS: tuple[Author, ...] = ("writer", "customer")


def _sentence(words: Words, low: int, high: int) -> Span:
    """Return a sentence with the signs that close it: the full stop is a part of it."""
    start, end = words.span(low, high)
    following = words.starts[high] if high < len(words.starts) else len(words.text)
    signs = _CLOSING_SIGNS.match(words.text, end, following)
    return Span(start=start, end=signs.end() if signs else end)


def _places(matches: list[Match]) -> list[tuple[int, int]]:
    return sorted(((m.low, m.high) for m in matches), key=lambda place: place[1])


def _without(matches: list[Match], excluded: list[Match]) -> list[Match]:
    """Return the matches that no excluded one overlaps."""
    if not excluded:
        return matches
    covered = {at for x in excluded for at in range(x.low, x.high)}
    return [m for m in matches if not covered.intersection(range(m.low, m.high))]


def _longest(matches: list[Match]) -> list[Match]:
    """Return matches that do not overlap, the longer before the shorter; of twins, the first in the pack."""
    if len(matches) == 1:
        return matches
    kept: list[Match] = []
    taken: set[int] = set()
    for match in sorted(matches, key=lambda m: (m.low - m.high, m.low, m.phrase.file, m.phrase.line)):
        if taken.isdisjoint(range(match.low, match.high)):
            kept.append(match)
            taken.update(range(match.low, match.high))
    return kept


def _as_evidence(match: Match, act: Act, words: Words) -> Evidence:
    start, end = words.written_span(match.low, match.high)
    party = None
    if match.party:
        low, high = words.span(*match.party)
        party = words.text[low:high]
    return Evidence(
        act=act.name,
        by=act.by,
        start=start,
        end=end,
        text=words.text[start:end],
        because=match.phrase.where,
        party=party,
    )
