"""Who we are and who works with us: what the same words are then."""

from pathlib import Path

import pytest

from recovery_lint import Draft, Linter, Names, Report
from tests.support import recovery_lint

NAMES = Names(
    brand=("Acme", "Acme Travel"),
    own_channels=("@AcmeHelp", "support@acme.com", "acme.com", "+44 20 1234 5678"),
    partners=("speedy", "hop & go"),
)
OURS, NOBODYS = Linter(names=NAMES), Linter()
TWICE = "My card was charged twice."


def report(linter: Linter, text: str) -> Report:
    return linter.lint(Draft(text=text, message=TWICE))


def rules(linter: Linter, text: str) -> set[str]:
    return {finding.rule for finding in report(linter, text).findings}


@pytest.mark.parametrize(
    "whom",
    [
        "Acme",
        "ACME",
        "Acme Support",
        "Acme Customer Care Team",
        "Acme's billing team",
        "the Acme team",
        "our Acme desk",
        "Acme Travel",
        "@AcmeHelp",
    ],
)
def test_to_turn_to_us_under_our_own_name_is_no_deflection(whom: str) -> None:
    text = f"Please contact {whom} about it."
    assert "deflection" in rules(NOBODYS, text) or whom in ("Acme Travel", "our Acme desk")
    assert "deflection" not in rules(OURS, text)
    assert "referral" not in {e.act for e in report(OURS, text).acts}


@pytest.mark.parametrize("where", ["support@acme.com", "https://acme.com/help", "acme.com", "+44 20 1234 5678"])
@pytest.mark.parametrize("verb", ["contact", "write to", "call", "visit"])
def test_our_own_addresses_are_ours(verb: str, where: str) -> None:
    assert "deflection" not in rules(OURS, f"Please {verb} {where} about it.")


@pytest.mark.parametrize("whom", ["Borealis Freight", "your bank", "Acmeo Support", "Speedy"])
def test_others_stay_others(whom: str) -> None:
    assert "deflection" in rules(OURS, f"Please contact {whom} about it.")


@pytest.mark.parametrize("whom", ["speedy", "hop & go"])
def test_a_partner_is_known_in_small_letters(whom: str) -> None:
    text = f"You will need to check with {whom} about it."
    assert "deflection" not in rules(NOBODYS, text)
    found = next(f for f in report(OURS, text).findings if f.rule == "deflection")
    assert whom in found.message


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Acme will email you tomorrow.", "follow-up"),
        ("Acme Travel will get back to you by Friday.", "follow-up"),
        ("Acme is sorry about the double charge.", "apology"),
        ("Acme apologises for the double charge.", "apology"),
        ("Acme has refunded the second charge.", "own-action"),
    ],
)
def test_our_brand_is_we(text: str, act: str) -> None:
    assert act in {e.act for e in report(OURS, text).acts}


def test_another_brand_is_not_we() -> None:
    assert "follow-up" not in {e.act for e in report(OURS, "Borealis will email you tomorrow.").acts}


@pytest.mark.parametrize(
    ("option", "name", "text", "is_deflection"),
    [
        ("--brand", "Acme", "Please contact Acme Support about it.", False),
        ("--brand", "Other", "Please contact Acme Support about it.", True),
        ("--own-channel", "@AcmeHelp", "Please reach out to @AcmeHelp about it.", False),
        ("--partner", "speedy", "Please contact speedy about it.", True),
    ],
)
def test_the_command_line_takes_names(tmp_path: Path, option: str, name: str, text: str, is_deflection: bool) -> None:  # noqa: FBT001
    file = tmp_path / "reply.txt"
    file.write_text(text, encoding="utf-8")
    ran = recovery_lint("check", file, "--message", TWICE, option, "Some Other Name", option, name)
    assert ("deflection" in ran.out) is is_deflection
