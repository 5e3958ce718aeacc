"""The guards of the built-in pack: what was only supposed, and what others do, is no act of the writer."""

import pytest

from recovery_lint import Draft, load_pack
from recovery_lint.reading.acts import Reader

READER = Reader((load_pack(),))


def acts(text: str, message: str | None = None) -> set[tuple[str, str]]:
    return {(e.by, e.act) for e in READER.read(Draft(text=text, message=message)).evidence if e.probability is None}


@pytest.mark.parametrize(
    ("act", "ours", "guarded"),
    [
        ("vague-step", "It will be fixed by Friday.", "It would have been fixed by Friday."),
        ("vague-step", "We have to look into it.", "We might have to look into it."),
        ("alternative", "We could refund you.", "If only we could refund you."),
        ("own-action", "We have refunded the fee.", "Northway Freight has refunded the fee."),
    ],
)
def test_an_act_of_the_writer_is_guarded(act: str, ours: str, guarded: str) -> None:
    assert ("writer", act) in acts(ours)
    assert ("writer", act) not in acts(guarded)


@pytest.mark.parametrize(
    ("act", "told"),
    [
        ("complaint", "They are terrible."),
        ("trouble-money", "My bank has double charged me."),
        ("trouble", "The app they are selling keeps crashing."),
    ],
)
def test_what_the_customer_tells_of_others_is_heard(act: str, told: str) -> None:
    assert ("customer", act) in acts("Hello.", told)
