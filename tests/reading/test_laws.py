from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import spacy
from hypothesis import assume, example, given
from hypothesis import strategies as st

from recovery_lint.models import Draft
from recovery_lint.packs.phrase import PhraseError, parse
from recovery_lint.reading.acts import Reader
from tests.packs_of_our_own import ActOf, is_true_to, matches, reader

LISTS = {"we": ("we", "our team", "one of our own team"), "outsiders": ("bank", "courier"), "thing": ("box", "e-mail")}
ACTS = {
    "apology": ActOf(["sorry (about|for) ... <thing>", "[so|very] sorry"], even_when=["negated", "conditional"]),
    "promise": ActOf(
        ["<we> [will] write ... <duration>", "by <date>", "(wait|ask) <party>"], but_not=["<we> write not"]
    ),
    "slot": ActOf(["<slot>", "see <link>", "<number> <thing>"], even_when=["quoted", "asked"]),
    "trouble": ActOf(["<thing> ... broke", "never arrived", "not ... <thing>"], by="customer", even_when=["negated"]),
}


@cache
def read_with(*, host: bool) -> Reader:
    tokenizer = None
    if host:
        pipeline = spacy.blank("en")
        pipeline.add_pipe("sentencizer")
        tokenizer = pipeline.tokenizer
    with TemporaryDirectory() as folder:
        return reader(Path(folder), ACTS, LISTS, tokenizer=tokenizer)


WORDS = (
    "sorry so not if but we will write about for box broke never arrived wait ask bank Royal Mail by Friday 3 2-3 days "
    "[the reason] {{name}} [ ] {{ https://x.co/a www.x.co can't CAN\u2019T cannot dont Wed 5pm Hi Dear Ana, > >> "
    "- * 1. On wrote: -- Regards, Thanks ^TL . , ; : ! ? ... \u2026 ( ) \" ' \u201c \u201d \u2018 \u2019 ` \u2014 "
    "\u2013 --- _ # < | 😀 👍🏽 e\u0301 \u0130 \u00ad \u200b \u200d \ufeff \ufe0f \u202e \u00df \ufb01 x\x00y a@b.co"
).split()
BLANKS = ["", "", " ", " ", " ", "\n", "\n\n", "\r\n", "\r", "\t", "\u00a0", "\u2028", "\x85", "\x1c", "\n> ", "\n- "]
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)
MIXED = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(BLANKS)), max_size=40).map(
    lambda pairs: "".join(word + blank for word, blank in pairs)
)
TEXTS = st.one_of(ANY_TEXT, MIXED)


@given(TEXTS, st.one_of(st.none(), TEXTS), st.one_of(st.none(), TEXTS))
@example("sorry for \u0130\u0130 box", None, None)
@example("0.{{0}} and ...#1", None, None)
@example("[" * 50 + "a b" + "]" * 50, "{{" * 50, None)
def test_any_text_is_read_and_every_span_is_its_own(text: str, message: str | None, title: str | None) -> None:
    draft = Draft(text=text, message=message, title=title)
    reading = read_with(host=False).read(draft)
    assert is_true_to(reading, draft)
    for spans in (reading.sentences, reading.zones):
        places = [place for span in spans for place in (span.start, span.end)]
        assert places == sorted(places)
        assert all(0 <= place <= len(text) for place in places)
        assert all(text[span.start : span.end].strip() for span in spans)
    assert reading == read_with(host=False).read(draft)


@given(TEXTS)
def test_a_hosts_tokenizer_changes_nothing(text: str) -> None:
    draft = Draft(text=text, message=text)
    assert read_with(host=True).read(draft) == read_with(host=False).read(draft)


@given(MIXED, st.sampled_from(["\n", "\r\n", "\r"]))
def test_the_kind_of_line_ends_changes_nothing(text: str, line_end: str) -> None:
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    heard = [
        [(e.act, e.because, e.text.split()) for e in read_with(host=False).read(Draft(text=t, message=t)).evidence]
        for t in (plain, plain.replace("\n", line_end))
    ]
    assert heard[0] == heard[1]


SAID = st.sampled_from(["sorry", "we", "can't", "refund", "re-send", "don't", "about", "o'clock", "it", "naïve"])
LISTED = {"we": ["we", "our team", "one of our own team"], "will": ["will", "are going to"], "outsiders": ["bank"]}
KINDS = {
    "number": ["3", "two", "a few", "1,000", "2-3", "2 to 3"],
    "date": ["Friday", "3 May", "5pm", "end of the day", "2027-05-12", "next week"],
    "duration": ["24 hours", "2-3 business days", "a week", "the next few days", "half an hour"],
    "party": ["your bank", "Royal Mail", "the local bank"],
    "link": ["https://x.co/a", "a@b.co"],
    "slot": ["[the reason]", "{{name}}"],
    **{name: lines for name, lines in LISTED.items() if name != "outsiders"},
}


@st.composite
def phrases(draw: st.DrawFn, *, deep: int = 2, gap: bool = True) -> tuple[str, str]:
    """Return a phrase and something that it can say: with other capitals, list members, and words in its gap."""
    said: list[str] = []
    written: list[str] = []
    for _ in range(draw(st.integers(1, 3))):
        kind = draw(st.sampled_from(["word", "word", "list", "choice", "maybe"] if deep else ["word", "list"]))
        if kind == "word":
            word = draw(SAID)
            written.append(word)
            said.append(draw(st.sampled_from([word, word.upper(), word.replace("'", "\u2019")])))
        elif kind == "list":
            name = draw(st.sampled_from(sorted(KINDS)))
            written.append(f"<{name}>")
            said.append(draw(st.sampled_from(KINDS[name])))
        else:
            options = draw(st.lists(phrases(deep=deep - 1, gap=False), min_size=1, max_size=3))
            inner = "|".join(option for option, _ in options)
            written.append(f"[{inner}]" if kind == "maybe" else f"({inner})")
            spoken = draw(st.sampled_from([words for _, words in options]))
            said.append(spoken if kind == "choice" or draw(st.booleans()) else "")
    if gap and draw(st.booleans()):
        at = draw(st.integers(1, len(written)))
        written.insert(at, "...")
        said.insert(at, " ".join(draw(st.lists(st.sampled_from(["so", "very", "Now", "7", "then"]), max_size=5))))
    return " ".join(written), " ".join(word for word in said if word)


@given(phrases(), st.sampled_from(["", "Hi Ana,\n", "We see. "]), st.sampled_from(["", ".", " Thank you.", "\n\nok"]))
def test_every_phrase_hears_what_it_can_say(pair: tuple[str, str], before: str, behind: str) -> None:
    phrase, said = pair
    try:
        parse(phrase)
    except PhraseError:
        assume(False)  # noqa: FBT003
    found, words = matches(phrase, f"{before}{said}{behind}", LISTED)
    assert found, (phrase, said)
    assert all(words.sentence_of[match.low] == words.sentence_of[match.high - 1] for match in found)
