from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
import spacy

from recovery_lint.models import Draft, Evidence
from tests.packs_of_our_own import ActOf, is_true_to, reader

Acts = Mapping[str, ActOf | Sequence[str]]
TROUBLE = ActOf(["broke", "never arrived"], by="customer", even_when=["negated"])
APOLOGY = ActOf(["sorry (about|for)", "sorry"], but_not=["sorry to see you go"])


def texts(evidence: tuple[Evidence, ...]) -> list[str]:
    return [e.text for e in evidence]


def test_evidence_names_its_act_its_span_and_its_line(tmp_path: Path) -> None:
    text = "Hi Ana,\r\n\r\nWe\u2019re so\u00a0sorry about\tit 😀."
    (found,) = reader(tmp_path, {"apology": ["so sorry about"]}).read(Draft(text=text)).evidence
    assert found == Evidence(
        act="apology", by="writer", start=17, end=31, text="so\u00a0sorry about", because="acts/apology.toml:4"
    )


def test_the_longest_phrase_is_the_evidence_and_twins_are_one(tmp_path: Path) -> None:
    acts = {"apology": ["sorry", "sorry about it", "sorry (about|for) it", "about it"]}
    reading = reader(tmp_path, acts).read(Draft(text="Sorry about it. Sorry."))
    assert [(e.text, e.because) for e in reading.evidence] == [
        ("Sorry about it", "acts/apology.toml:5"),
        ("Sorry", "acts/apology.toml:4"),
    ]


def test_one_stretch_may_do_two_acts_and_evidence_comes_in_the_order_of_the_text(tmp_path: Path) -> None:
    acts = {"b-reason": ["because"], "a-contrast": ["sorry because"], "c-thanks": ["thanks"]}
    reading = reader(tmp_path, acts).read(Draft(text="Thanks. Sorry because"))
    assert [e.act for e in reading.evidence] == ["c-thanks", "a-contrast", "b-reason"]
    assert [e.act for e in reading.acts("b-reason", "c-thanks")] == ["c-thanks", "b-reason"]


def test_what_a_but_not_covers_is_not_heard_and_the_rest_is(tmp_path: Path) -> None:
    read = reader(tmp_path, {"apology": APOLOGY}).read
    assert texts(read(Draft(text="We are sorry to see you go.")).evidence) == []
    assert texts(read(Draft(text="We are sorry to see you go, and sorry for it.")).evidence) == ["sorry for"]


def test_a_party_is_told_as_it_is_written(tmp_path: Path) -> None:
    acts = {"referral": ["contact <party>"]}
    reading = reader(tmp_path, acts, {"outsiders": ["bank"]}).read(Draft(text="Contact\nyour Own Bank, please."))
    assert [e.party for e in reading.evidence] == ["your Own Bank"]


def test_only_the_reply_itself_is_the_writers(tmp_path: Path) -> None:
    text = "> You\nHi You Two,\nWe see you!\n\nRegards,\nYou Jones\nOn Monday, Ana wrote:\nyou"
    reading = reader(tmp_path, {"name": ["you"]}).read(Draft(text=text))
    assert [e.start for e in reading.evidence] == [text.index("you!")]


def test_the_customer_is_heard_in_what_the_draft_quotes(tmp_path: Path) -> None:
    draft = Draft(text="> It broke.\n\nHi,\nit never arrived.\n\nOn Mon, Ana wrote:\nIt never arrived")
    reading = reader(tmp_path, {"trouble": TROUBLE, "apology": APOLOGY}).read(draft)
    assert [(e.by, e.start) for e in reading.evidence] == [("customer", 5), ("customer", 58)]
    assert reading.customer_text == draft.text
    assert is_true_to(reading, draft)


@pytest.mark.parametrize("known", ["message", "title"])
def test_the_customer_is_heard_in_the_message_or_else_in_the_title(tmp_path: Path, known: str) -> None:
    draft = Draft(text="> It broke.\nSorry.", **{known: "Hello,\nmy cup never arrived."})
    reading = reader(tmp_path, {"trouble": TROUBLE, "apology": APOLOGY}).read(draft)
    assert [(e.by, e.text, e.start) for e in reading.evidence] == [
        ("writer", "Sorry", 12),
        ("customer", "never arrived", 14),
    ]
    assert reading.customer_text == "Hello,\nmy cup never arrived."
    assert is_true_to(reading, draft)


def test_a_message_goes_before_a_title_even_where_it_is_empty(tmp_path: Path) -> None:
    read = reader(tmp_path, {"trouble": TROUBLE}).read
    assert read(Draft(text="ok", message="", title="It broke")).evidence == ()
    assert texts(read(Draft(text="ok", message="It never arrived", title="It broke")).evidence) == ["never arrived"]


@pytest.mark.parametrize("draft", [Draft(text="Sorry."), Draft(text="ok", message=" \n")])
def test_nothing_of_the_customer_is_known_where_they_say_nothing(tmp_path: Path, draft: Draft) -> None:
    assert reader(tmp_path, {"apology": APOLOGY}).read(draft).customer_text is None


def test_a_customer_does_not_do_the_writers_acts(tmp_path: Path) -> None:
    acts = {"apology": APOLOGY, "trouble": TROUBLE}
    assert reader(tmp_path, acts).read(Draft(text="It broke.", message="Sorry.")).evidence == ()


def test_sentences_and_zones_are_stretches_of_the_draft(tmp_path: Path) -> None:
    text = "Hi Ana,\r\n\r\nSorry about it! We see.\r\n\r\nCheers,\r\nTom"
    reading = reader(tmp_path, {"apology": APOLOGY}).read(Draft(text=text))
    assert [text[s.start : s.end] for s in reading.sentences] == ["Sorry about it!", "We see."]
    assert [(z.zone, text[z.start : z.end].strip()) for z in reading.zones] == [
        ("greeting", "Hi Ana,"),
        ("body", "Sorry about it! We see."),
        ("sign-off", "Cheers,\r\nTom"),
    ]
    assert reading.body == reading.sentences[0]


def test_a_sentence_ends_with_its_stop_and_not_with_what_opens_the_next(tmp_path: Path) -> None:
    text = 'Sorry.[the reason] So "it is." (We see.) Now!?'
    reading = reader(tmp_path, {"apology": APOLOGY}).read(Draft(text=text))
    assert [text[s.start : s.end] for s in reading.sentences] == [
        "Sorry.",
        '[the reason] So "it is."',
        "We see.)",
        "Now!?",
    ]


@pytest.mark.parametrize("text", ["", "\n", "😀", "Hi,"])
def test_a_draft_without_a_reply_is_read_too(tmp_path: Path, text: str) -> None:
    reading = reader(tmp_path, {"apology": APOLOGY}).read(Draft(text=text))
    assert reading.evidence == ()
    assert (reading.body.start, reading.body.end) == (0, len(text))


def test_the_acts_of_a_text_are_those_of_a_writer(tmp_path: Path) -> None:
    acts: Acts = {"thanks": ["thank you"], "apology": APOLOGY, "trouble": TROUBLE}
    read = reader(tmp_path, acts)
    assert read.acts_of("Sorry, it broke. Thank you!") == ("apology", "thanks")
    assert read.acts_of("Hi, sorry") == ("apology",)
    assert read.acts_of("Not sorry") == ()


def test_a_hosts_tokenizer_reads_the_same(tmp_path: Path) -> None:
    host = spacy.blank("en")
    host.add_pipe("sentencizer")
    draft = Draft(text="Hi,\nwe can't help, sorry! It's not (really) our - fault.", message="It’s broke.")
    acts: Acts = {"apology": APOLOGY, "trouble": TROUBLE, "refusal": ["we can not help"], "fault": ["our fault"]}
    given = reader(tmp_path / "a", acts, tokenizer=host.tokenizer).read(draft)
    assert given == reader(tmp_path / "b", acts).read(draft)
    assert [e.act for e in given.evidence] == ["refusal", "apology", "fault", "trouble"]


YIELDING: Acts = {"referral": ["ask your bank"], "step": ActOf(["ask your", "send a copy"], yields_to=["referral"])}


def test_an_act_does_not_count_in_a_clause_of_one_that_it_yields_to(tmp_path: Path) -> None:
    found = reader(tmp_path, YIELDING).read(Draft(text="Please ask your bank.")).evidence
    assert [e.act for e in found] == ["referral"]


def test_an_act_counts_in_another_clause_or_sentence(tmp_path: Path) -> None:
    ours = reader(tmp_path, YIELDING)
    for text in ("Send a copy, but ask your bank.", "Ask your bank. Send a copy."):
        assert {e.act for e in ours.read(Draft(text=text)).evidence} == {"referral", "step"}, text


def test_what_the_customer_quotes_and_signs_is_not_their_complaint(tmp_path: Path) -> None:
    ours = reader(tmp_path, {"trouble": TROUBLE})
    quoted = "See you then!\n\nOn Tue, 3 Mar 2026 at 10:12, Acme wrote:\n> it broke"
    assert not ours.read(Draft(text="Fine.", message=quoted)).evidence
    assert ours.read(Draft(text="Fine.", message="It broke.\n\n> See you then!")).evidence


def test_a_contraction_is_never_cut_in_two(tmp_path: Path) -> None:
    reading = reader(tmp_path, {"no": ActOf(["not update"], even_when=["negated"])}).read(
        Draft(text="It won't update.")
    )
    assert texts(reading.evidence) == ["won't update"]


@pytest.mark.parametrize(
    "text", ["Send it.", "Fine, send it.", "Wait \u2013 send it.", "Thanks! Send it.", "Look, then send it."]
)
def test_start_is_where_a_sentence_or_a_part_of_one_begins(tmp_path: Path, text: str) -> None:
    assert reader(tmp_path, {"step": ["<start> send it"]}).read(Draft(text=text)).evidence, text


@pytest.mark.parametrize("text", ["We send it.", "I will send it.", "You may always send it."])
def test_start_is_nowhere_else(tmp_path: Path, text: str) -> None:
    assert not reader(tmp_path, {"step": ["<start> send it"]}).read(Draft(text=text)).evidence, text


def test_a_sentence_ends_before_the_initials_that_are_glued_to_it(tmp_path: Path) -> None:
    (sentence,) = reader(tmp_path, {"no": ["nothing"]}).read(Draft(text="We looked into it.^Jo")).sentences
    assert (sentence.start, sentence.end) == (0, len("We looked into it."))
