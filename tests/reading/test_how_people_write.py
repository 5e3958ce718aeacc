"""The same reply in every guise in which hurried people write it: the findings are the same as in plain writing."""

import re
from collections.abc import Callable, Mapping

import pytest

from recovery_lint import Draft, Report, _built_in

LINTER = _built_in()

# What a customer wrote, and a plain reply to it: some owe nothing, some much.
PLAIN: dict[str, tuple[str, str]] = {
    "all is there": (
        "My parcel is a week late.",
        (
            "I'm sorry that your parcel is late. It was delayed because the depot was closed. I have sent you a new "
            "one today, and I'll email you the tracking number tomorrow."
        ),
    ),
    "no apology": (
        "I was charged twice for one order.",
        (
            "You were charged twice because our payment page reloaded. We have refunded the second charge, and we'll "
            "let you know when it has arrived."
        ),
    ),
    "no reason": (
        "The app crashes whenever I open the map.",
        "We're sorry about the crash. Please update the app and restart your phone. We will get back to you tomorrow.",
    ),
    "no next step": (
        "There was no hot water in my room.",
        "I'm sorry about the cold shower. The boiler broke because of the frost.",
    ),
    "no follow-up": (
        "My order came without the screws.",
        (
            "We apologise for the missing screws. They were left out because of a mistake at the packing desk. I have "
            "sent them to you today."
        ),
    ),
    "sent away": (
        "My refund never arrived.",
        "We are sorry about the delay. Please contact your bank about it.",
    ),
    "sent away without a word": (
        "The tracking page has not moved since Monday.",
        "You will need to check with the courier.",
    ),
    "a bare no": (
        "Can you move my booking to Sunday?",
        "We can't move your booking.",
    ),
    "a no with a reason": (
        "Can you move my booking to Sunday?",
        "We can't move your booking because the kitchen is closed on Sundays, but we can offer you one on Saturday.",
    ),
    "praise": (
        "Great service, thank you so much!",
        "Thank you for your kind words! We're glad that you enjoyed it.",
    ),
    "a plain answer": (
        "How do I change my password?",
        "Open your account, click on Settings and choose Password.",
    ),
    "asked for details": (
        "My bag was lost on the way to Rome.",
        (
            "We are sorry about your lost bag. Please send us your booking number so that we can check. We will keep "
            "you informed."
        ),
    ),
}

AMERICAN = {"apologise": "apologize", "organise": "organize", "cancelled": "canceled", "centre": "center"}
CLIPPED = {
    "sorry": "sry",
    "please": "pls",
    "you": "u",
    "your": "ur",
    "are": "r",
    "tomorrow": "tmrw",
    "because": "bcoz",
    "about": "abt",
    "thank you": "thx",
    "and": "n",
    "message": "msg",
    "with": "w/",
    "for": "4",
    "to you": "2 u",
    "check": "chk",
    "we will": "we'll",
    "number": "no",
    "booking": "bkg",
}
MISSPELT = {
    "apologise": "appologise",
    "sorry": "sory",
    "because": "becuase",
    "tomorrow": "tommorow",
    "received": "recieved",
    "number": "numbr",
    "the": "teh",
    "your": "yuor",
    "will": "wil",
    "please": "plese",
    "enjoyed": "enjoied",
}
# "Ill" and "well" are words of their own, and stay what they are.
NO_APOSTROPHE = {"I'm": "Im", "can't": "cant", "I have": "Ive", "You were": "Youre"}
INDIAN = {
    "please": "kindly",
    "get back to you": "revert back to you",
    "let you know": "intimate you",
    "so that we can check": "to do the needful",
    "about it": "regarding the same",
}


def swapped(words: Mapping[str, str]) -> Callable[[str], str]:
    """Return what puts others in the place of words, in capitals where they stood in capitals."""

    def swap(text: str) -> str:
        for word, other in words.items():
            text = re.sub(rf"\b{word}\b", other, text)
            text = re.sub(rf"\b{word.capitalize()}\b", other[:1].upper() + other[1:], text)
        return text

    return swap


def listed(text: str) -> str:
    return "\n".join(f"- {sentence}" for sentence in re.split(r"(?<=[.!?]) ", text))


def every_third_bold(text: str) -> str:
    words = text.split(" ")
    return " ".join(f"**{word}**" if at % 3 == 0 else word for at, word in enumerate(words))


def letter(text: str) -> str:
    return f"Dear Ms. Baro,\n\n{text}\n\nKind regards,\nTom Hale\nCustomer Care\n\nThis email is confidential."


GUISES: dict[str, Callable[[str], str]] = {
    "in capitals": str.upper,
    "in small letters": str.lower,
    "curly quotes": lambda text: text.replace("'", "’"),
    "backticks": lambda text: text.replace("'", "`"),
    "no apostrophe": swapped(NO_APOSTROPHE),
    "not contracted": swapped(
        {"I'm": "I am", "I'll": "I will", "we'll": "we will", "We're": "We are", "can't": "cannot"}
    ),
    "contracted": swapped({"I have": "I've", "we have": "we've", "we will": "we'll", "we are": "we're", "I am": "I'm"}),
    "American": swapped(AMERICAN),
    "clipped": swapped(CLIPPED),
    "misspelt": swapped(MISSPELT),
    "Indian": swapped(INDIAN),
    "exclaimed": lambda text: text.replace(".", "!!!"),
    "trailing off": lambda text: text.replace(". ", "... "),
    "dots without blanks": lambda text: text.replace(". ", "..."),
    "an ellipsis without blanks": lambda text: text.replace(". ", "…"),
    "no blanks behind signs": lambda text: re.sub(r"([.,!?]) ", r"\1", text),
    "emoji without blanks": lambda text: text.replace(". ", "😊"),
    "an ellipsis": lambda text: text.replace(". ", "… "),
    "no blank behind a full stop": lambda text: text.replace(". ", "."),
    "two blanks": lambda text: text.replace(" ", "  "),
    "hard blanks": lambda text: text.replace(" ", "\u00a0"),
    "wrapped": lambda text: re.sub(r"(.{30,40}) ", r"\1\n", text),
    "wrapped as in Windows": lambda text: re.sub(r"(.{30,40}) ", "\\1\r\n", text),
    "a list": listed,
    "a numbered list": lambda text: "\n".join(f"{n}. {s}" for n, s in enumerate(re.split(r"(?<=[.!?]) ", text), 1)),
    "bold": lambda text: f"**{text}**",
    "words in bold": every_third_bold,
    "first word in bold": lambda text: re.sub(r"^(\S+)", r"**\1**", text),
    "in italics": lambda text: " ".join(f"_{word}_" for word in text.split(" ")),
    "in stars": lambda text: " ".join(f"*{word}*" for word in text.split(" ")),
    "struck through beside it": lambda text: f"{text} ~~Hello~~",
    "HTML line breaks": lambda text: text.replace(". ", ".<br>"),
    "a heading": lambda text: f"## Your message\n\n{text}",
    "emoji behind": lambda text: f"{text} 😞🙏🏽",
    "emoji between": lambda text: text.replace(". ", ". 😊 "),
    "emoji for full stops": lambda text: text.replace(". ", " 😊 ").rstrip("."),
    "smileys": lambda text: text.replace(". ", " :( ").rstrip(".") + " :)",
    "a handle": lambda text: f"@ana_b {text}",
    "a handle and a name": lambda text: f"@ana_b Hi Ana, {text}",
    "a hashtag": lambda text: f"{text} #CustomerCare #sorrynotsorry",
    "initials": lambda text: f"{text} ^TL",
    "initials with a dash": lambda text: f"{text} -Tom",
    "initials with a star": lambda text: f"{text} *TLB",
    "a tweet in parts": lambda text: f"{text} 1/2",
    "a greeting": lambda text: f"Hi Ana, {text}",
    "a greeting with an emoji": lambda text: f"Hi Ana 👋 {text}",
    "a letter": letter,
    "in brackets": lambda text: f"({text})",
    "behind a dash": lambda text: text.replace(", ", " - "),
    "a semicolon for a full stop": lambda text: text.replace(". ", "; "),
    "a full stop as a bullet": lambda text: text.replace(". ", " • "),
    "quoted mail behind": lambda text: f"{text}\n\nOn Mon, 3 May 2027 at 10:11, Ana <a@b.co> wrote:\n> It is broken.",
    "zero width": lambda text: text.replace(" ", "\u200b "),
    "stretched": swapped({"sorry": "sorryyy", "so": "sooo"}),
}


def report(text: str, message: str) -> Report:
    return LINTER.lint(Draft(text=text, message=message))


def rules(text: str, message: str) -> set[str]:
    # The core five: they speak of what is there or lacks, whatever the guise.
    return {f.rule for f in report(text, message).findings if f.rule in CORE}


CORE = ("deflection", "missing-apology", "missing-explanation", "missing-next-step", "missing-follow-up")


@pytest.mark.parametrize("reply", PLAIN)
@pytest.mark.parametrize("guise", GUISES)
def test_a_reply_owes_the_same_in_every_guise(reply: str, guise: str) -> None:
    message, text = PLAIN[reply]
    assert rules(GUISES[guise](text), message) == rules(text, message)


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        # a tweet without a sign
        ("sorry abt that we will check n revert", "apology follow-up"),
        (
            "hi mam sorry for inconvenience we are checking with concern team will update you",
            "hollow-apology follow-up",
        ),
        ("so sorryyy about this 😭😭 we'll sort it n ping u", "apology follow-up"),
        ("pls dm us ur acct no asap n we'll chk", "request"),
        ("sry 2 hear that, can u send us ur booking ref?", "request"),
        ("We r looking into this n will update u shortly", "follow-up"),
        ("u will hear from us tmrw", "unowned-follow-up"),
        ("Pls try again aftr restarting ur phone", "instruction"),
        ("We'll look into this asap n let u know.", "follow-up"),
        # without blanks, or with too many signs
        ("sorry,we'll call u tmrw", "apology follow-up"),
        ("Sorry.We will check and revert.", "apology follow-up"),
        ("Please DM us your details.We'll get back to you.", "request follow-up"),
        ("Sorry😞we'll call you", "apology follow-up"),
        ("**Sorry**,we'll call you…", "apology follow-up"),
        ("**I'm** *so* sorry for the delay", "apology"),
        ("• We're sorry about the delay • We will call you tomorrow", "apology follow-up"),
        ("1) Restart the router 2) Open the app", "instruction"),
        # as in India, or far from any English class
        ("We shall revert back to you at the earliest.", "follow-up"),
        ("The same has been forwarded to the concerned team.", "hand-over"),
        ("The same is being looked into by our team.", "vague-step"),
        ("We have raised the same with our backend team and will keep you posted.", "hand-over follow-up"),
        ("Request you to kindly share your booking id.", "request"),
        ("Kindly do the needful from your end.", "instruction"),
        ("Kindly bear with us, we are on it.", "request"),
        ("We are extremely sorry for the same.", "apology"),
        ("We regret the inconvenience caused to you sir", "hollow-apology"),
        ("refund done from our end", "resolution"),
        ("Our team will connect with you on the same.", "follow-up"),
        ("Kindly contact with your bank", "referral"),
        ("We're sorry. Its due to the heavy snow b/c flights were cxld", "apology explanation"),
    ],
)
def test_a_hurried_reply_does_what_it_says(text: str, acts: str) -> None:
    assert set(acts.split()) <= {e.act for e in report(text, "My parcel is late.").acts if e.by == "writer"}


@pytest.mark.parametrize(
    "text",
    ["We will revert the change.", "See node.js and e.g. prefs.js.", "It takes AAA batteries.", "Ask in our Q&A."],
)
def test_words_that_only_look_clipped_are_left_alone(text: str) -> None:
    assert not {"follow-up", "apology"} & {e.act for e in report(text, "My parcel is late.").acts}


@pytest.mark.parametrize(
    "text", ["late.I'm sorry", "Well,we're sorry😞we'll call", "sorryyy...I'll see", "no id,we'll see"]
)
def test_a_word_cut_from_a_glued_chunk_keeps_its_place(text: str) -> None:
    for evidence in report(text, "My parcel is late.").acts:
        if evidence.by == "writer":
            assert text[evidence.start : evidence.end] == evidence.text
    assert any(e.text.lower().startswith(("sorry", "i'll", "we'll")) for e in report(text, "My parcel is late.").acts)
