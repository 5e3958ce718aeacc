import pytest

from tests.packs_of_our_own import heard, matches

OUTSIDERS = {"outsiders": ["bank", "courier", "customer services", "phone maker"]}


@pytest.mark.parametrize(
    "number",
    (
        "3|24|1,000|5.00|20k|50|3rd|#123|~40|two|Several|a few|a couple|a couple of|2-3|2–3|2 to 3|2 or 3|"
        "two to three|three of|half|hundred"
    ).split("|"),
)
def test_a_number_is_heard_in_digits_and_words(number: str) -> None:
    assert f"send {number}" in heard("send <number>", f"We send {number}.")
    assert heard("send <number> boxes", f"We send {number} boxes.") == [f"send {number} boxes"]


@pytest.mark.parametrize("text", ["v2", "ABC123", "a", "the", "some", "no", "someone", "2nd-hand-3x"])
def test_what_only_holds_a_digit_or_an_article_is_no_number(text: str) -> None:
    assert heard("send <number> boxes", f"We send {text} boxes.") == []


@pytest.mark.parametrize(
    "duration",
    (
        "24 hours|48hrs|48h|1 day|a week|an hour|half an hour|the week|5 mins|two weeks|2-3 business days|"
        "24–48 hours|24 - 48 hours|2 to 3 days|2 or 3 days|two to three working days|a few hours|a few more days|"
        "a couple of days|several months|one full week|2 more business days|24 HOURS|"
        "the next 24 hours|the next few days|next 2 days|"
        "the next business day|14 calendar days|[time]"
    ).split("|"),
)
def test_a_duration_is_heard(duration: str) -> None:
    assert heard("within <duration> now", f"We write within {duration} now.") == [f"within {duration} now"]
    assert heard("<duration> ago", f"We wrote {duration} ago.")[-1:] == [f"{duration} ago"]


@pytest.mark.parametrize(
    "text", ("days|hours|time|3 boxes|a moment|two|the end|few|24/7|soon|the next|half").split("|")
)
def test_what_is_no_stretch_of_time_is_no_duration(text: str) -> None:
    assert heard("within <duration>", f"We write within {text}.") == []


@pytest.mark.parametrize(
    "date",
    (
        "Friday|tomorrow|today|Wed|wed|Mon|3 May|3rd May|3rd of May|May 3|May 3rd|12 Dec|March|12/05|12/05/2027|"
        "12.05.2027|2027-05-12|12-05-2027|5pm|5 pm|5PM|5 p.m.|10:30|10.30am|5:30 pm|17:00|end of day|"
        "end of the day|the end of the week|close of business|next week|this Friday|next month|[date]|[the day]"
    ).split("|"),
)
def test_a_date_is_heard(date: str) -> None:
    assert heard("by <date> at home", f"We call by {date} at home.") == [f"by {date} at home"]


@pytest.mark.parametrize("text", ("may|3|24/7|4.2|5.00|soon|the end|end|then|day|2-3|next|the bank|may be").split("|"))
def test_what_is_no_day_and_no_hour_is_no_date(text: str) -> None:
    assert heard("by <date>", f"We call by {text}, ok.") == []


@pytest.mark.parametrize(
    "party",
    (
        "FedEx|Royal Mail|DHL|iTunes Customer Services|eBay|O2|Sarah|José|your bank|the courier|the local bank|"
        "your own internet bank|their phone maker|[the carrier]|an Acme Bank|THE COURIER"
    ).split("|"),
)
def test_a_party_is_heard_and_named(party: str) -> None:
    text = f"Please contact {party} about it."
    found, words = matches("contact <party> about", text, OUTSIDERS)
    assert [text[slice(*words.span(*m.party))] for m in found if m.party] == [party]
    # Read backwards from the anchor, as much is heard.
    found, words = matches("<party> decides", f"Now {party} decides.", OUTSIDERS)
    assert len(found) == 1


@pytest.mark.parametrize(
    "text",
    (
        "us|me|our team|you|them|the team|I|MANAGEMENT|the seller|bank and courier|we|my|"
        "the very nice little local bank"
    ).split("|"),
)
def test_who_is_not_named_or_on_our_side_is_no_party(text: str) -> None:
    assert heard("contact <party> about", f"Please contact {text} about it.", OUTSIDERS) == []


def test_a_party_ends_at_a_comma() -> None:
    assert heard("contact <party>", "Please contact Royal, Mail and go.") == ["contact Royal"]


def test_a_phrase_without_a_party_names_nobody() -> None:
    found, _ = matches("contact", "Please contact Royal Mail.")
    assert [m.party for m in found] == [None]


@pytest.mark.parametrize("link", ["https://x.co/a", "www.x.co", "a.b@x.co.uk", "shop.example.com", "HTTPS://X.CO"])
def test_a_link_is_heard_wherever_it_stands(link: str) -> None:
    assert heard("see <link>", f"Please see {link}.") == [f"see {link}"]
    assert heard("<link>", f"({link})") == [link]


@pytest.mark.parametrize("text", ["below", "page 3", "@ana", "[link]"])
def test_what_is_no_address_is_no_link(text: str) -> None:
    assert heard("see <link>", f"Please see {text}.") == []


@pytest.mark.parametrize("slot", ["[the reason]", "[INSERT DATE]", "{{day}}", "[name]"])
def test_a_slot_is_heard(slot: str) -> None:
    assert heard("because <slot>", f"It broke because {slot}.") == [f"because {slot}"]


@pytest.mark.parametrize("text", ["reason", "[1]", "[NAME]", "(the reason)", "[our page](https://x.co)"])
def test_a_note_and_a_mask_are_no_slots(text: str) -> None:
    assert heard("because <slot>", f"It broke because {text}.") == []
