import pytest

from recovery_lint.reading.patterns import Patterns
from recovery_lint.reading.words import WordReader, Words
from tests.packs_of_our_own import heard, phrase, words_of

LISTS = {"we": ["we", "our team", "our own team"], "will": ["will", "are going to"]}


@pytest.mark.parametrize(
    "text", ["sorry about it", "SORRY ABOUT IT", "Sorry  about\n it", "sorry\u00a0about\tit", "sorry, about it"]
)
def test_plain_words_are_heard_in_any_capitals_and_with_any_blanks(text: str) -> None:
    assert heard("sorry about it", f"We are {text}!") == [text]


@pytest.mark.parametrize(
    "text", ["sorry about", "about it sorry", "sorry for it", "sorrys about it", "sorry. About it", "sorry\n\nabout it"]
)
def test_other_words_and_other_orders_are_not_heard(text: str) -> None:
    assert heard("sorry about it", text) == []


@pytest.mark.parametrize(
    ("say", "text", "found"),
    [
        ("a (refund|credit)", "We sent a refund and a credit and a card.", ["a refund", "a credit"]),
        ("[really] sorry", "really sorry, sorry", ["really sorry", "sorry", "sorry"]),
        ("[so|very] sorry for", "We are very sorry for it", ["sorry for", "very sorry for"]),
        ("<we> <will> call", "Our own team are going to call.", ["Our own team are going to call"]),
        ("<we> call", "Our team call; we call.", ["Our team call", "we call"]),
        ("(send|pay back) it", "We pay back it, send it", ["pay back it", "send it"]),
        ("can't (re-send|refund)", "We cannot re-send it", ["cannot re-send"]),
        ("call <we>", "Do call our own team now", ["call our own team"]),
    ],
)
def test_choices_and_lists_are_heard(say: str, text: str, found: list[str]) -> None:
    assert sorted(heard(say, text, LISTS)) == sorted(found)


@pytest.mark.parametrize("between", range(6))
def test_a_gap_holds_up_to_five_words(between: int) -> None:
    text = " ".join(["we", *["so"] * between, "regret"])
    assert heard("we ... regret", text) == [text]


@pytest.mark.parametrize(
    "text",
    ["we a b c d e f regret", "we see. Sadly regret", "we see? regret", "we see\n\nregret", "we see:\n- a regret"],
)
def test_a_gap_holds_no_more_and_ends_with_its_sentence(text: str) -> None:
    assert heard("we ... regret", text) == []


def test_a_gap_may_run_over_a_comma() -> None:
    assert heard("we ... regret", "we, of course, regret") == ["we, of course, regret"]


@pytest.mark.parametrize("say", ["we ... (mean|regret) it", "(we|they) ... regret <x>", "<y> ... regret it"])
def test_a_gap_is_heard_on_either_side_of_the_rarest_word(say: str) -> None:
    assert heard(say, "Now we a b c d e regret it.", {"x": ["it"], "y": ["we"]}) == ["we a b c d e regret it"]


def test_no_phrase_runs_over_the_end_of_a_sentence() -> None:
    text = "We are sorry. About this we will call. Within 2 days"
    assert heard("call <we>", "Please call our. Team", LISTS) == []
    assert heard("<we> called", "It is our. Team called", LISTS) == []
    for say in ("sorry about", "<we> call within", "call within <duration>", "sorry ... this"):
        assert heard(say, text, LISTS) == []


def test_each_place_is_heard() -> None:
    assert heard("so sorry", "So sorry, so so sorry. So sorry") == ["So sorry", "so sorry", "So sorry"]


def test_many_phrases_are_heard_in_one_pass_each_with_its_label_and_line() -> None:
    phrases = [("a", phrase("so sorry", 3)), ("b", phrase("sorry", 4)), ("a", phrase("so ... now", 5))]
    words = words_of("We are so sorry now")
    found = Patterns(phrases, {}, WordReader().norms).find(words)
    assert sorted((m.label, m.phrase.where, words.span(m.low, m.high)) for m in found) == [
        ("a", "acts/test.toml:3", (7, 15)),
        ("a", "acts/test.toml:5", (7, 19)),
        ("b", "acts/test.toml:4", (10, 15)),
    ]


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("Hi,\r\n\r\nso\tSorry\u00a0about it", "so\tSorry\u00a0about it"),
        ("😀 “So sor\u200bry about it”", "So sor\u200bry about it"),
        ("cafe\u0301: so *sorry* about it.", "so *sorry* about it"),
        ("İ — so sorry- about it!", "so sorry- about it"),
    ],
)
def test_a_span_is_the_texts_own(text: str, span: str) -> None:
    assert heard("so sorry about it", text) == [span]


@pytest.mark.parametrize("text", ["", " ", "\n", "...", "?", "😀"])
def test_nothing_is_heard_in_nothing(text: str) -> None:
    assert heard("<slot>", text) == []


def test_an_empty_word_list_is_never_heard() -> None:
    assert heard("<none> sorry", "so sorry", {"none": []}) == []


def test_what_is_remembered_of_words_stays_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("recovery_lint.reading.patterns._MOST_STEPS", 50)
    phrases = [("test", phrase("we ... mend it"))]
    words = WordReader()
    patterns = Patterns(phrases, {}, words.norms)
    for number in range(300):
        text = Words(f"We gladly mend it and word{number} mend it")
        words.read(text, 0, len(text.text))
        assert {match.low for match in patterns.find(text)} == {0}
        assert patterns._table.size < 100


@pytest.mark.parametrize("first", ["call (the|a)", "call <thing>"])
def test_the_longest_entry_counts_whatever_else_begins_alike(first: str) -> None:
    words = words_of("Please call the whole team")
    lists = {"thing": ["the", "the whole", "the whole team"]}
    says = dict.fromkeys([first, "call (the|a)", "call <thing>"])
    patterns = Patterns([(say, phrase(say)) for say in says], lists, WordReader().norms)
    ends = {match.label: match.high for match in patterns.find(words)}
    assert ends == {"call (the|a)": 3, "call <thing>": 5}
