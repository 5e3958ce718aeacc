from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recovery_lint import ConfigError, Draft, Linter, Pack, Report, _built_in, lint, load_pack
from recovery_lint.reading.tokens import english
from tests.support import HEAD, ROOT, act, alone, rule, write_pack

LINTER = _built_in()
LATE = "I'm sorry that the parcel is late."
BANK = "Please contact your bank."
DRAFTS = [
    Draft(text=LATE),
    Draft(text=BANK, message="My refund never arrived."),
    Draft(text="Thank you for the kind words!"),
    Draft(text="Open Settings and choose Billing.", message="How do I change the invoice?"),
    Draft(text=f"Hi Ana,\n\n{LATE} {BANK}\n\nBest,\nKim", channel="social"),
    Draft(text="We can't refund it [reason].", title="Refund refused"),
    Draft(text="> The lamp is broken.\n\nThank you for telling us."),
]


def rules_of(report: Report) -> set[str]:
    return {finding.rule for finding in report.findings}


@pytest.mark.parametrize(
    ("draft", "said"),
    [
        (Draft(text=BANK, channel="emial"), "unknown channel 'emial': did you mean 'email'?"),
        (Draft(text=BANK, situation=("refusel",)), "unknown situation 'refusel': did you mean 'refusal'?"),
        (Draft(text=BANK, channel="xyzzy"), "unknown channel 'xyzzy': known are: canned, chat, email"),
    ],
)
def test_an_unknown_name_of_a_draft_is_told_with_what_was_meant(draft: Draft, said: str) -> None:
    with pytest.raises(ConfigError) as caught:
        LINTER.lint(draft)
    assert str(caught.value).startswith(said)


@pytest.mark.parametrize("option", ["select", "ignore"])
def test_an_unknown_rule_is_told_with_what_was_meant(option: str) -> None:
    with pytest.raises(ConfigError, match="unknown rule 'deflextion': did you mean 'deflection'"):
        Linter(**{option: ["deflextion"]})  # type: ignore[arg-type]


def test_select_asks_only_the_rules_named() -> None:
    assert rules_of(Linter(select=["missing-apology", "deflection"]).lint(DRAFTS[1])) == {
        "missing-apology",
        "deflection",
    }


def test_ignore_asks_all_others_and_beats_select() -> None:
    all_of_them = rules_of(LINTER.lint(DRAFTS[1]))
    assert rules_of(Linter(ignore=["deflection"]).lint(DRAFTS[1])) == all_of_them - {"deflection"}
    both = Linter(select=["deflection", "missing-apology"], ignore=["deflection"])
    assert rules_of(both.lint(DRAFTS[1])) == {"missing-apology"}


def test_a_told_situation_overrides_what_the_words_say() -> None:
    words = "We have your form."
    assert LINTER.lint(words).situations == ()
    told = LINTER.lint(Draft(text=words, situation=("problem",)))
    assert told.situations == ("problem",)
    assert "missing-apology" in rules_of(told)
    assert LINTER.lint(Draft(text=LATE, situation=())).situations == ()
    assert rules_of(LINTER.lint(Draft(text=LATE, situation=("question",)))) == set()


def test_the_function_and_the_linter_say_the_same() -> None:
    told = lint(BANK, message="My card!", channel="chat", title="T", situation="problem")
    draft = Draft(text=BANK, message="My card!", channel="chat", title="T", situation=("problem",))
    assert told == LINTER.lint(draft)
    assert lint(BANK, situation=["problem", "refusal"]) == LINTER.lint(
        Draft(text=BANK, situation=("problem", "refusal"))
    )
    assert LINTER.lint(BANK) == LINTER.lint(Draft(text=BANK))


def test_many_drafts_are_linted_as_they_are_asked_for() -> None:
    asked: list[str] = []

    def source() -> Iterator[str]:
        for text in (LATE, BANK):
            asked.append(text)
            yield text

    reports = LINTER.lint_many(source())
    assert asked == []
    assert next(reports).draft.text == LATE
    assert asked == [LATE]
    assert [report.draft.text for report in reports] == [BANK]


def test_findings_come_the_worst_first() -> None:
    for draft in DRAFTS:
        found = LINTER.lint(draft).findings
        assert list(found) == sorted(found, key=lambda f: (-f.severity.rank, -f.score))


def test_eight_threads_say_what_one_says() -> None:
    linter = Linter()
    work = [*DRAFTS, *reversed(DRAFTS)] * 10
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(linter.lint, work)) == [LINTER.lint(draft) for draft in work]


@settings(deadline=None, max_examples=25)
@given(st.lists(st.sampled_from(DRAFTS), max_size=6), st.sampled_from(DRAFTS))
def test_no_draft_leaves_a_trace_for_the_next(before: list[Draft], draft: Draft) -> None:
    first = LINTER.lint(draft)
    list(LINTER.lint_many(before))
    assert LINTER.lint(draft) == first


def test_the_hosts_own_tokenizer_finds_the_same() -> None:
    assert [Linter(tokenizer=english()).lint(draft) for draft in DRAFTS] == list(LINTER.lint_many(DRAFTS))


def test_what_the_draft_quotes_of_the_customer_serves_as_the_message() -> None:
    quoted = LINTER.lint("> My parcel is late.\n\nWe have your form.")
    assert "problem" in quoted.situations
    assert {e.by for e in quoted.acts if e.act == "trouble"} == {"customer"}
    assert LINTER.lint("We have your form.").situations == ()


def test_a_message_is_believed_before_what_the_draft_quotes() -> None:
    draft = Draft(text="> My parcel is late.\n\nWe have your form.", message="Here is the form.")
    assert LINTER.lint(draft).situations == ()


def test_a_title_serves_as_the_message_when_there_is_none() -> None:
    text = "We have your form."
    assert "problem" in LINTER.lint(Draft(text=text, title="My parcel is late")).situations
    assert LINTER.lint(Draft(text=text, title="My parcel is late", message="Hello.")).situations == ()


def test_a_pack_of_ones_own_is_asked_beside_the_built_in_one() -> None:
    linter = Linter(load_pack(ROOT / "examples" / "packs" / "vouchers"))
    report = linter.lint("I have added a voucher of 10 euros to your account.")
    assert rules_of(report) == {"voucher-without-expiry"}
    assert report.findings[0].text == "added a voucher"
    assert "deflection" in rules_of(linter.lint(BANK))
    assert linter.lint("I have added a voucher. It is valid until 31 December.").findings == ()


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> list[Pack]:
    """A base, and three packs that hear the same words, with the same weights."""
    folder = tmp_path_factory.mktemp("packs")
    write_pack(folder / "base", HEAD, {"sorry": act("sorry", "sorry")})
    for name in ("ape", "bee", "cow"):
        asked = rule(f'avoids = ["{name}-act"]', "Zibble the plonk.", "Fine.", suggest=("instead", f"Snorp {name}."))
        owed = rule(f'when = ["{name}-act"]\nexpects = ["{name}-other"]', "Zibble the plonk.", "Fine.", weight=7)
        acts = {f"{name}-act": act("x", "zibble"), f"{name}-other": act("y", f"glonk {name}")}
        write_pack(folder / name, "", acts, **{f"{name}_said": asked, f"{name}_missing": owed})
    return [load_pack(folder / name, beside=()) for name in ("base", "ape", "bee", "cow")]


WORDS = st.lists(st.sampled_from("Zibble glonk ape bee cow . , sorry the\n".split(" ")), max_size=12)


@settings(deadline=None, max_examples=60)
@given(data=st.data(), words=WORDS)
def test_the_order_of_packs_does_not_matter(packs: list[Pack], data: st.DataObject, words: list[str]) -> None:
    base, *others = packs
    shuffled = data.draw(st.permutations(others))
    text = "Zibble the plonk. " + " ".join(words)
    one, other = alone(base, *shuffled).lint(text), alone(base, *others).lint(text)
    assert one == other
    assert {"ape-said", "bee-said", "cow-said"} <= rules_of(one)


def test_a_pack_without_act_or_situation_in_common_adds_nothing(packs: list[Pack]) -> None:
    base, ape, *_ = packs
    assert rules_of(alone(base, ape).lint("Zibble.")) == {"ape-said", "ape-missing"}
    assert rules_of(alone(base).lint("Zibble.")) == set()


def test_a_told_situation_does_not_excuse_sending_away() -> None:
    told = Draft(text="Please contact your bank.", message="You charged me twice.", situation=("problem",))
    assert "deflection" in rules_of(Linter().lint(told))


def test_an_inner_situation_cannot_be_told() -> None:
    with pytest.raises(ConfigError, match="unknown situation 'sent-away'"):
        Linter().lint(Draft(text="Hello.", situation=("sent-away",)))
