"""Reading is linear: four times the text takes about four times as long, whatever the text."""

from pathlib import Path
from time import process_time

import pytest

from recovery_lint.models import Draft
from recovery_lint.reading.acts import Reader
from tests.packs_of_our_own import ActOf, reader

SHORT, LONG = 20_000, 80_000
MOST_GROWTH = 9  # 4 where time grows with the text, 16 where it grows with its square
TOO_SHORT_TO_MEASURE = 0.05
ACTS = {
    "apology": ActOf(["sorry (about|for) ... you", "<we> ... sorry", "sorry"], but_not=["sorry to see"]),
    "promise": ActOf(["<we> [will] write within <duration>", "more <duration>", "by <date>"]),
    "referral": ActOf(["call ... <party>", "<party> will ... call", "<slot>", "see <link>"]),
    "trouble": ActOf(["broke", "<party> ... broke"], by="customer"),
}
PARTS = {
    "one word": "sorry ",
    "matches all over": "we will write within 3 days ",
    "a sentence without an end": "we are not at all sorry if the Big Bank may call you ",
    "clauses": "sorry for you, not ",
    "quote signs": '"sorry ',
    "a long run of a kind": "more ",
    "numbers": "one two 3 ",
    "anchors": "call ",
    "names": "Bank ",
    "round brackets": "(",
    "square brackets": "[",
    "square brackets on lines": "[x\n",
    "curly brackets": "{{",
    "slots": "[a b]",
    "one chunk": "x",
    "stops": ".",
    "dots in a chunk": "a.",
    "blanks": " ",
    "line ends": "\n",
    "short lines": "On x\n",
    "quoted lines": ">\n",
    "sign-offs": "x\nRegards\n",
    "heads of mails": "On ",
    "handles": "@a ",
    "links": "http://",
    "link signs": "www.)))",
    "unseen signs": "\u200b",
}


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    folder: Path = tmp_path_factory.mktemp("ours")
    return reader(folder, ACTS, {"we": ["we", "our team"], "outsiders": ["bank"]})


def seconds(ours: Reader, text: str) -> float:
    draft = Draft(text=text, message=text)
    taken = []
    for _ in range(3):
        start = process_time()
        ours.read(draft)
        taken.append(process_time() - start)
    return min(taken)


@pytest.mark.parametrize("part", PARTS.values(), ids=PARTS)
def test_a_hostile_text_takes_no_more_than_its_length(ours: Reader, part: str) -> None:
    long = seconds(ours, part * (LONG // len(part)))
    if long > TOO_SHORT_TO_MEASURE:
        assert long < MOST_GROWTH * seconds(ours, part * (SHORT // len(part)))
