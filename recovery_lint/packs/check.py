"""Do the names in a pack name something? Lists, scopes, situations, acts, and facts of messages."""

import re
from collections.abc import Iterable, Mapping

from recovery_lint.packs.files import PackFile, did_you_mean
from recovery_lint.packs.pack import AND, FACT, Act, Pack, Phrase, Rule
from recovery_lint.packs.phrase import BUILT_IN, lists_in, parse
from recovery_lint.packs.places import Place


def check_names(pack: Pack, beside: tuple[Pack, ...], files: Mapping[str, PackFile]) -> None:
    """Note, in the files, every name of the pack that neither it nor a pack beside it defines."""
    _Names(pack, beside, files).check()


class _Names:
    def __init__(self, pack: Pack, beside: tuple[Pack, ...], files: Mapping[str, PackFile]) -> None:
        packs = (pack, *beside)
        self.pack, self.beside, self.files = pack, beside, files
        self.lists = (*BUILT_IN, *(name for p in packs for name in p.words))
        self.scopes = tuple(s.name for p in packs for s in p.scopes)
        # An act whose own file is broken is still an act: one fault, one problem.
        broken = (file.stem for name, file in files.items() if name.startswith("acts/") and name.endswith(".toml"))
        self.acts = tuple(dict.fromkeys((*(a.name for p in packs for a in p.acts), *broken)))
        self.rules = tuple(dict.fromkeys((*(r.name for p in packs for r in p.rules), *_stems(files))))
        self.channels = tuple(channel for p in packs for channel in p.channels)
        self.facts = tuple(s.name for p in packs for s in p.situations) + self.acts

    def check(self) -> None:
        head = self.files["pack.toml"]
        self._twice(head)
        self._head(head)
        for act in self.pack.acts:
            self._act(self.files[f"acts/{act.name}.toml"], act)
        for rule in self.pack.rules:
            self._rule(self.files[f"{rule.name}.toml"], rule)

    def _head(self, head: PackFile) -> None:
        for variant, word in self.pack.spellings.items():
            if word in self.pack.spellings:
                hint = f"'{word}' is itself a variant of '{self.pack.spellings[word]}'"
                head.problem(("spellings", word), f"'{variant}' leads to a word that leads on", hint)
        for name, lines in self.pack.words.items():
            own = next((f for n, f in self.files.items() if n.startswith("words/") and name in (f.data or ())), None)
            self._words(own or head, (name,) if own else ("words", name), lines)
        for scope in self.pack.scopes:
            for phrase in (*scope.cues, *scope.but_not):
                self._phrase(head, phrase)
        self._known(head, ("threads",), self.pack.threads, self.channels)
        for situation in self.pack.situations:
            for key in ("when", "unless", "weighs"):
                self._known(head, ("situations", situation.name, key), _parts(getattr(situation, key)), self.facts)
            if situation.name in self.acts:
                head.problem(("situations", situation.name), f"'{situation.name}' is an act too", "choose another name")

    def _act(self, file: PackFile, act: Act) -> None:
        for name, lines in act.words.items():
            self._words(file, ("words", name), lines)
            if name in self.lists:
                file.problem(("words", name), f"the word list '{name}' is also in a pack", "choose another name")
        for phrase in (*act.says, *act.but_not):
            self._phrase(file, phrase, tuple(act.words))
        self._known(file, ("even_when",), act.even_when, self.scopes)
        self._known(file, ("only_when",), act.only_when, self.scopes)
        for key in ("yields_to", "echoes", "leaves_open", "first_says"):
            self._known(file, (key,), getattr(act, key), self.acts)
        if act.weak_form_of:
            self._known(file, ("weak_form_of",), (act.weak_form_of,), self.acts)

    def _rule(self, file: PackFile, rule: Rule) -> None:
        for key in ("when", "unless", "owed_again", "weight_when"):
            self._known(file, (key,), _parts(getattr(rule, key)), self.facts)
        for key in ("expects", "avoids", "points_at", "beside", "made_of"):
            self._known(file, (key,), _parts(getattr(rule, key)), self.acts)
        self._known(file, ("yields_to",), rule.yields_to, self.rules)
        self._known(file, ("channels",), rule.channels, self.channels)
        for suggest in rule.suggest:
            self._known(file, ("suggest", "when"), suggest.when, self.facts)
            self._known(file, ("suggest", "text"), _facts_in(suggest.text), (*self.facts, "party"))
        self._known(file, ("message",), _facts_in(rule.message), (*self.facts, "party", "measure"))

    def _phrase(self, file: PackFile, phrase: Phrase, own: tuple[str, ...] = ()) -> None:
        lists = (*self.lists, *own)
        for listed in lists_in(parse(phrase.text)):
            if listed.name not in lists:
                place = Place(phrase.line, max(1, file.places.line(phrase.line).find(f"<{listed.name}>") + 1))
                file.problem((), f"no word list '{listed.name}'", did_you_mean(listed.name, lists), place)

    def _known(self, file: PackFile, at: tuple[str, ...], names: Iterable[str], known: tuple[str, ...]) -> None:
        for name in names:
            if name not in known:
                file.problem(at, f"nothing is called '{name}'", did_you_mean(name, known), file.place_of_word(at, name))

    def _words(self, file: PackFile, at: tuple[str, ...], lines: tuple[str, ...]) -> None:
        for line in lines:
            if re.search(r"[()\[\]<>|]|\.\.\.", line):
                place = file.place_of_word(at, line)
                file.problem(
                    (), f"'{line}' is no plain line", "word lists do not nest: words only, one entry a line", place
                )

    def _twice(self, head: PackFile) -> None:
        """A name means one thing, whichever packs stand beside each other."""
        for other in self.beside:
            for kind in ("words", "scopes", "situations", "acts", "rules"):
                ours, theirs = _names(self.pack, kind), _names(other, kind)
                for name in sorted(ours & theirs):
                    file = self.files.get({"acts": f"acts/{name}.toml", "rules": f"{name}.toml"}.get(kind, ""), head)
                    file.problem(
                        (kind, name), f"'{name}' is also in the {kind} of pack '{other.name}'", "choose another name"
                    )


def _stems(files: Iterable[str]) -> Iterable[str]:
    """A rule whose own file is broken is still a rule."""
    return (name.removesuffix(".toml") for name in files if "/" not in name)


def _parts(names: Iterable[str]) -> Iterable[str]:
    """Take apart what has to hold together."""
    return (part for name in names for part in name.split(AND))


def _facts_in(template: str) -> list[str]:
    return [fact.group(1) for fact in FACT.finditer(template)]


def _names(pack: Pack, kind: str) -> set[str]:
    parts = getattr(pack, kind)
    return set(parts) if isinstance(parts, dict) else {part.name for part in parts}
