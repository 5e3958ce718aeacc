"""The statistical reader: any text, the same figures each time, and clear words where its file is wrong."""

import io
from pathlib import Path
from zlib import crc32

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recovery_lint import Draft, Pack, PackError, load_pack
from recovery_lint.packs.pack import Act
from recovery_lint.reading.acts import Reader
from recovery_lint.reading.learned import BUCKETS, Hashes, Learned, buckets, message, sentences
from recovery_lint.reading.words import Words

PACK = load_pack()
READER = Reader((PACK,))
SHAPES = {"words", "echoes", "no echo"}


def likely(label: str, at_least: float = 0.5, by: str = "writer") -> Act:
    return Act.model_validate(
        {
            "name": f"likely-{label}",
            "summary": "A test.",
            "by": by,
            "learned": label,
            "at_least": at_least,
            "yes": ["yes"],
            "no": ["no"],
        }
    )


def pack_of(learned: bytes, *acts: Act) -> Pack:
    return Pack(name="ours", summary="A test.", folder="ours", acts=acts, learned=learned)


@given(st.text(max_size=300), st.text(max_size=200))
@settings(max_examples=60, deadline=None)
def test_every_likely_sentence_is_a_stretch_of_its_text(text: str, told: str) -> None:
    draft = Draft(text=text, message=told)
    for evidence in READER.read(draft).evidence:
        if evidence.probability is not None:
            source = text if evidence.by == "writer" else told
            assert evidence.text == source[evidence.start : evidence.end]
            assert 0 <= evidence.probability <= 1


def test_the_same_text_has_the_same_probabilities_in_any_reader() -> None:
    draft = Draft(text="The valve froze in the night. We sent a new one.", message="No heating since Monday.")
    found = [[(e.act, e.probability) for e in reader.read(draft).evidence] for reader in (READER, Reader((PACK,)))]
    assert found[0] == found[1]


def test_one_model_may_have_several_thresholds() -> None:
    learned = Learned(pack_of(PACK.learned, likely("explanation", 0.01), likely("explanation", 0.999)))
    body, customer, heard = READER.words_of(Draft(text="The valve froze in the night.", message="No heating."))
    assert [e.text for e in learned.find(body, customer, heard)] == ["The valve froze in the night"]


def test_a_learned_act_yields_to_what_a_phrase_hears_in_the_same_sentence() -> None:
    weaker = likely("next-step", 0.0001).model_copy(update={"yields_to": ("referral",)})
    learned = Learned(pack_of(PACK.learned, weaker))
    body, customer, heard = READER.words_of(Draft(text="Please ask your bank. We closed the case.", message="No."))
    assert [e.text for e in learned.find(body, customer, heard)] == ["We closed the case"]


def test_a_pack_without_learned_acts_needs_no_weights() -> None:
    words = Words("")
    assert list(Learned(pack_of(b"")).find(words, words, ())) == []


@pytest.mark.parametrize("weights", [b"", b"PK\x03\x04 broken", b"not a zip at all"])
def test_a_broken_file_of_weights_is_told(weights: bytes) -> None:
    with pytest.raises(PackError, match="no learned weights for explanation") as told:
        Learned(pack_of(weights, likely("explanation")))
    assert told.value.problems[0].path == "ours/learned.npz"


def test_a_label_that_was_not_learned_is_told() -> None:
    with pytest.raises(PackError, match="no learned weights for telepathy"):
        Learned(pack_of(PACK.learned, likely("telepathy")))


def test_weights_that_hold_something_else_are_told() -> None:
    out = io.BytesIO()
    np.savez(out, something=np.zeros(3))
    with pytest.raises(PackError, match="no learned weights"):
        Learned(pack_of(out.getvalue(), likely("explanation")))


def test_the_weights_are_small_and_name_only_acts_and_labels() -> None:
    assert len(PACK.learned) < 5_000_000
    with np.load(io.BytesIO(PACK.learned), allow_pickle=False) as kept:
        labels = {str(label) for part in ("writer", "customer") for label in kept[f"{part} labels"]}
        facts = {str(fact) for part in ("writer", "customer") for fact in kept[f"{part} facts"]}
        assert {name for name in kept.files if kept[name].dtype.kind == "U"} == {
            f"{part} {what}" for part in ("writer", "customer") for what in ("labels", "facts")
        }
    assert all(len(label.split()) <= 2 for label in labels)
    acts = {act.name for act in PACK.acts}
    where = {"here", "customer"}
    strange = {f for f in facts if f.split()[0] not in where and f not in SHAPES}
    assert not strange
    assert len({f.split()[1] for f in facts if f.split()[0] in where} & acts) > len(acts) / 2


def test_a_word_is_hashed_alike_on_every_machine() -> None:
    body, _, _ = READER.words_of(Draft(text="Frost 12 Frost 99"))
    _, frost, twelve, again, more, _ = Hashes().stretch(body, 0)
    assert frost == again == crc32(b"frost")
    assert twelve == more, "all numbers are one word"


def test_what_is_seen_lies_in_the_table() -> None:
    body, customer, heard = READER.words_of(Draft(text="One. Two words? Three.", message="My lamp broke. Why?"))
    for seen in (sentences(body, customer, heard, Hashes()), message(customer, heard, Hashes())):
        for found in buckets(seen):
            assert ((found >= 0) & (found < BUCKETS)).all()


def test_a_pack_with_weights_loads_from_its_folder(tmp_path: Path) -> None:
    (tmp_path / "acts").mkdir()
    (tmp_path / "pack.toml").write_text('name = "ours"\nsummary = "A test."\n', encoding="utf-8")
    (tmp_path / "acts" / "likely-cause.toml").write_text(
        'summary = "A."\nby = "writer"\nlearned = "explanation"\nat_least = 0.2\nyes = ["a"]\nno = ["b"]\n',
        encoding="utf-8",
    )
    with pytest.raises(PackError, match="no learned weights"):
        Reader((PACK, load_pack(tmp_path)))
    (tmp_path / "learned.npz").write_bytes(PACK.learned)
    reader = Reader((PACK, load_pack(tmp_path)))
    found = reader.read(Draft(text="The depot had been shut by the flood.", message="Where is my parcel? It is late."))
    assert "likely-cause" in {e.act for e in found.evidence}
