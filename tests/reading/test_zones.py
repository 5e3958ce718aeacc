import pytest

from recovery_lint.reading.zones import blocks, zone_spans

FOOTER = "This email is confidential and for you alone."


def zones(text: str) -> list[tuple[str, str]]:
    """Return the zones in order, each with its text without the blanks around it."""
    return [(span.zone, text[span.start : span.end].strip()) for span in zone_spans(blocks(text))]


@pytest.mark.parametrize(
    "greeting",
    (
        "Hi Ana,|Hi,|Hello there!|Dear Mr. Smith,|Dear Sir or Madam:|Good morning Ana -|Hey Ana.|HI ANA,|"
        "Greetings,|@ana_b Hi Ana,|@ana:|Hi José-María 😀,|\ufeffHi Ana,|Hi [name],|good  evening,"
    ).split("|"),
)
@pytest.mark.parametrize("blanks", [" ", "\n", "\r\n\r\n", "\n\n\n"])
def test_a_greeting_is_parted_from_the_reply(greeting: str, blanks: str) -> None:
    text = f"{greeting}{blanks}We are sorry about the wait."
    assert zones(text) == [("greeting", greeting), ("body", "We are sorry about the wait.")]


@pytest.mark.parametrize("greeting", ["Hello Ana", "Hi", "Dear customer"])
def test_a_line_of_its_own_is_a_greeting_without_a_comma(greeting: str) -> None:
    assert zones(f"{greeting}\nWe are sorry.") == [("greeting", greeting), ("body", "We are sorry.")]
    assert zones(greeting) == [("greeting", greeting)]


@pytest.mark.parametrize(
    "text",
    [
        "Hiring takes time, sadly.",
        "High fees, sorry.",
        "Hi sorry about that",
        "Hi sorry for that, we will call",
        "Hello we are sorry",
        "Hey I'm sorry",
        "Dearest fees are gone.",
        "We say hi, Ana.",
    ],
)
def test_words_of_the_reply_are_not_taken_for_a_greeting(text: str) -> None:
    assert ("greeting", text) not in zones(text)
    assert "sorry" not in " ".join(words for zone, words in zones(text) if zone == "greeting")


def test_only_the_first_words_are_a_greeting() -> None:
    assert zones("We see.\n\nHi Ana, sorry.") == [("body", "We see.\n\nHi Ana, sorry.")]


@pytest.mark.parametrize(
    "end",
    [
        "Best regards,\nTom",
        "Regards,\nTom\nShop Support\n+44 20 1234",
        "Kind regards, Tom",
        "Many thanks\nTom",
        "Cheers!\nTom",
        "Thanks,",
        "Thank you!\nTom",
        "Yours sincerely,\nTom",
        "All the best,\nTom",
        "With warm wishes,\nTom",
        "Best,\nTom",
        "Thanks & regards\nTom",
        "--\nTom",
        "-- \nTom\nWe are the best shop in the whole wide world",
        "Sent from my phone",
        FOOTER,
        f"Regards,\nTom\n\n{FOOTER}",
        "sincerely\nTom",
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_sign_off_runs_to_the_end(end: str, line_end: str) -> None:
    text = f"We are sorry.\n\n{end}".replace("\n", line_end)
    assert zones(text) == [("body", "We are sorry."), ("sign-off", end.replace("\n", line_end))]


@pytest.mark.parametrize(
    "last",
    [
        "Many of you wait.",
        "Best to call us then",
        "Thanks for your patience so far.",
        "Thank you. We will call you.",
        "Yours is on its way",
        "Warm soup is fine",
        "This message is short.",
        "We wish you all the best",
    ],
)
def test_a_last_line_of_the_reply_is_not_taken_for_a_sign_off(last: str) -> None:
    assert {zone for zone, _ in zones(f"We are sorry.\n{last}")} == {"body"}


def test_a_reply_that_goes_on_behind_its_thanks_is_no_sign_off() -> None:
    text = "We see.\nThanks,\nwe will send you a new one as soon as we can, at no cost to you at all."
    assert {zone for zone, _ in zones(text)} == {"body"}


def test_a_line_too_long_for_a_signature_is_none() -> None:
    line = " ".join(["Refund"] * 12)
    assert {zone for zone, _ in zones(f"We see.\nRegards,\n{line}")} == {"body"}


def test_a_lone_thanks_is_the_reply() -> None:
    assert zones("Thanks!") == [("body", "Thanks!")]


@pytest.mark.parametrize("initials", ["^TL", "^Tom", "*AJR", "-RN", "- RN", "/RN"])
def test_the_initials_of_an_agent_are_no_part_of_the_reply(initials: str) -> None:
    assert zones(f"We are sorry. {initials}") == [("body", "We are sorry."), ("sign-off", initials)]


@pytest.mark.parametrize("end", ["it works - OK", "x ^ 2", "so sorry"])
def test_a_last_word_is_not_taken_for_initials(end: str) -> None:
    assert zones(f"We see: {end}") == [("body", f"We see: {end}")]


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_quoted_lines_are_the_customers(line_end: str) -> None:
    text = "> It broke.\n>> Before that\n \t> More.\nHi Ana,\nWe see.\n> And now?\nSoon.".replace("\n", line_end)
    assert [zone for zone, _ in zones(text)] == ["quoted", "greeting", "body", "quoted", "body"]


@pytest.mark.parametrize(
    "head",
    [
        "On Mon, 3 May 2027 at 10:11, Ana <a@b.co> wrote:",
        "On 3 May\nAna B. wrote:",
        "-----Original Message-----",
        "---------- Forwarded message ---------",
        "____________",
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_all_behind_the_head_of_an_earlier_mail_is_quoted(head: str, line_end: str) -> None:
    quoted = f"{head}\nIt broke.\n\nRegards,\nAna".replace("\n", line_end)
    text = f"We are sorry.{line_end * 2}{quoted}"
    assert zones(text) == [("body", "We are sorry."), ("quoted", quoted)]


@pytest.mark.parametrize("text", ["On Monday we wrote: wait.", "We saw what you wrote:\nit broke.", "a > b", "___ ok"])
def test_a_sentence_like_the_head_of_a_mail_is_none(text: str) -> None:
    assert {zone for zone, _ in zones(text)} == {"body"}


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\r\n\t\u00a0\n"])
def test_a_blank_text_has_no_zones(text: str) -> None:
    assert zones(text) == []
