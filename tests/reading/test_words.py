import pytest
import spacy

from recovery_lint.reading.tokens import LINK, SLOT
from recovery_lint.reading.words import WordReader, Words
from tests.packs_of_our_own import heard, words_of


def norms(text: str) -> list[str]:
    return words_of(text).norms


def written(text: str) -> list[str]:
    words = words_of(text)
    return [words.original(at) for at in range(len(words.norms))]


def sentences(text: str) -> list[str]:
    words = words_of(text)
    return [text[slice(*words.span(low, high))] for low, high in words.sentences]


@pytest.mark.parametrize("said", ["can't", "cannot", "can not", "can’t", "CAN'T", "Can't", "CANNOT", "cant", "can`t"])
@pytest.mark.parametrize("phrase", ["can't", "cannot", "can not"])
def test_three_spellings_of_cannot_are_one(phrase: str, said: str) -> None:
    assert heard(f"we {phrase} help", f"Sadly we {said} help.") == [f"we {said} help"]


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("we're", "we are"),
        ("We’re", "we are"),
        ("WE'RE", "we are"),
        ("I'm", "i am"),
        ("Im", "i am"),
        ("i´m", "i am"),
        ("I've", "i have"),
        ("should've", "should have"),
        ("must’ve", "must have"),
        ("we'll", "we will"),
        ("you'd", "you would"),
        ("don't", "do not"),
        ("dont", "do not"),
        ("DON’T", "do not"),
        ("won't", "will not"),
        ("it's", "it is"),
        ("That's", "that is"),
        ("let's", "let us"),
        ("e-mail", "e mail"),
        ("so\u00adrry", "sorry"),
        ("sor\u200bry", "sorry"),
        ("\ufeffsorry", "sorry"),
        ("😀sorry😀", "sorry"),
        ("sorry-", "sorry"),
        ("–sorry", "sorry"),
        ("**sorry**", "sorry"),
        ("“sorry”", "sorry"),
        ("(sorry)", "sorry"),
        ("the bank's", "the bank"),
        ("by Wed", "by wed"),
        ("we'd", "we would"),
        ("!!!", ""),
        ("😀 — ?", ""),
    ],
)
def test_a_word_is_what_a_phrase_would_say_for_it(short: str, long: str) -> None:
    assert norms(short) == long.split()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("So sorry.", ["So", "sorry"]),
        ("so\r\n\tsorry\u00a0now\u2003ok", ["so", "sorry", "now", "ok"]),
        ("a\u200b so\u00adrry", ["a", "so\u00adrry"]),
        ("👩\u200d👩\u200d👧 so 👍🏽sorry", ["so", "sorry"]),
        ("“can’t”", ["ca", "n’t"]),
        ("cafe\u0301 ok", ["cafe\u0301", "ok"]),
        ("Straße İs ok", ["Straße", "İs", "ok"]),
        ("sorry- (so)", ["sorry", "so"]),
        ("x\x85y\u2028z", ["x", "y", "z"]),
        ("write to a@b.co, please", ["write", "to", "a@b.co", "please"]),
        ("(https://x.co/a?b=1).", ["https://x.co/a?b=1"]),
        ("by Wed.", ["by", "Wed"]),
    ],
)
def test_a_word_stands_where_it_stands_in_the_text(text: str, words: list[str]) -> None:
    assert written(text) == words


@pytest.mark.parametrize(
    "link",
    [
        "https://x.co/a?b=1",
        "HTTP://X.CO",
        "www.x.co",
        "shop.example.com",
        "help@our-shop.co.uk",
        "x.co/path",
        "https://x.co/" + "a" * 300,
        "www.x.co/?" + "q=1&" * 500,
    ],
)
@pytest.mark.parametrize(("before", "behind"), [("", ""), ("(", ")."), ("see ", ", then")])
def test_a_link_is_one_word_of_any_length_without_the_signs_around_it(link: str, before: str, behind: str) -> None:
    words = words_of(f"{before}{link}{behind}")
    at = words.norms.index(LINK)
    assert words.original(at) == link


@pytest.mark.parametrize("text", ["version 1.2", "e.g. this", "ok.thanks", "5.00", "and/or", "@ana", "a@b", "Mr.Smith"])
def test_what_is_no_link_is_not_taken_for_one(text: str) -> None:
    assert LINK not in norms(text)


@pytest.mark.parametrize(
    "slot", ["[the reason]", "[INSERT DATE]", "[day]", "{{name}}", "{{ ticket.id }}", "[what's up]"]
)
@pytest.mark.parametrize("around", ["{}", "on {}, ok", "x{}y", "({})", "{}.", "Hi {}!"])
def test_a_slot_is_one_word(slot: str, around: str) -> None:
    words = words_of(around.format(slot))
    assert [words.original(at) for at, norm in enumerate(words.norms) if norm == SLOT] == [slot]


@pytest.mark.parametrize("text", ["[1]", "[NAME]", "[]", "[ ]", "[our page](https://x.co)", "[a\nb]"])
def test_what_does_not_wait_for_a_writer_is_no_slot(text: str) -> None:
    assert SLOT not in norms(text)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("We are sorry. We will call.", ["We are sorry", "We will call"]),
        ("Why? No! So… ok", ["Why", "No", "So", "ok"]),
        ("Sorry... we see", ["Sorry", "we see"]),
        ("Sorry.... we see", ["Sorry", "we see"]),
        ("Sorry.. we see", ["Sorry", "we see"]),
        ("Done.Now wait", ["Done", "Now wait"]),
        ("See https://x.co. Then wait", ["See https://x.co", "Then wait"]),
        ("Mr. Smith paid 5.00 e.g. today", ["Mr. Smith paid 5.00 e.g. today"]),
        ("We can, we will; we do", ["We can, we will; we do"]),
        ("no stop\n\nat all", ["no stop", "at all"]),
        ("no stop\r\n\r\nat all", ["no stop", "at all"]),
        ("So,\nAna, we see", ["So,\nAna, we see"]),
        ("We ask you for these,\n- one thing,\n- more", ["We ask you for these", "one thing", "more"]),
        ("We ask you for these:\n- one thing\n- more", ["We ask you for these", "one thing", "more"]),
        ("a line that is long enough to be broken by a mail program\nand goes on", None),
        ("a line that is long enough to be broken by a mail program\r\nand goes on", None),
    ],
)
def test_sentences_end_at_stops_blank_lines_and_list_items(text: str, parts: list[str] | None) -> None:
    assert sentences(text) == (parts or [text])


def test_a_question_mark_belongs_to_its_own_sentence() -> None:
    words = words_of("We are sorry. May we call?! We will. Why?")
    assert words.asked == {1, 3}


def test_a_memory_of_chunks_gives_what_a_new_reader_gives_and_stays_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("recovery_lint.reading.words._MOST_CHUNKS", 3)
    warm = WordReader()
    for text in ("We can't.", "Sorry, we can’t [say why].", "We can't. (Sorry)", "We can't."):
        again, fresh = Words(text), Words(text)
        warm.read(again, 0, len(text))
        WordReader().read(fresh, 0, len(text))
        assert [getattr(again, name) for name in Words.__slots__] == [getattr(fresh, name) for name in Words.__slots__]
        assert len(warm._chunks) <= 3


def test_a_packs_spellings_hold_in_texts_and_in_phrases() -> None:
    reader = WordReader(spellings={"sry": "sorry", "u": "you"})
    words = Words("SRY about this, can u wait")
    reader.read(words, 0, len(words.text))
    assert words.norms == ["sorry", "about", "this", "can", "you", "wait"]
    assert reader.norms("Sry") == ("sorry",)


def test_the_tokenizer_of_a_host_may_be_given() -> None:
    host = spacy.blank("en")
    host.add_pipe("sentencizer")
    assert words_of("We can't, sorry.", host.tokenizer).norms == ["we", "can", "not", "sorry"]
