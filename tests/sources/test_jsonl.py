import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recovery_lint.errors import Problem
from recovery_lint.models import Turn
from recovery_lint.sources.jsonl import read_lines
from recovery_lint.sources.reply import Reply


def read(path: Path, data: str | bytes, names: Mapping[str, str] | None = None) -> list[Reply | Problem]:
    file = path / "replies.jsonl" if path.is_dir() else path
    file.write_bytes(data.encode() if isinstance(data, str) else data)
    return list(read_lines(file, names or {}))


def one(path: Path, data: str | bytes, names: Mapping[str, str] | None = None) -> Reply:
    (reply,) = read(path, data, names)
    assert isinstance(reply, Reply), reply
    return reply


def test_a_line_is_a_reply_with_all_that_it_tells(tmp_path: Path) -> None:
    line = '{"text": "Hi.", "message": "Where?", "channel": "chat", "title": "Late", "id": 7, "other": [1]}'
    draft = one(tmp_path, line).draft
    assert (draft.text, draft.message, draft.channel, draft.title) == ("Hi.", "Where?", "chat", "Late")
    assert (draft.origin.line, draft.origin.id, draft.origin.title) == (1, "7", "Late")


def test_a_line_may_tell_the_earlier_thread(tmp_path: Path) -> None:
    turns = '[{"author": "customer", "text": "Where?", "at": 5}, {"author": "writer", "text": "Here."}]'
    draft = one(tmp_path, f'{{"text": "Hi.", "earlier": {turns}}}').draft
    assert draft.earlier == (Turn(author="customer", text="Where?"), Turn(author="writer", text="Here."))
    assert one(tmp_path, f'{{"text": "Hi.", "thread": {turns}}}', {"earlier": "thread"}).draft.earlier == draft.earlier


@pytest.mark.parametrize("nothing", ["null", "[]"])
def test_a_thread_may_be_empty(tmp_path: Path, nothing: str) -> None:
    assert one(tmp_path, f'{{"text": "Hi.", "earlier": {nothing}}}').draft.earlier == ()


@pytest.mark.parametrize(
    ("turns", "said"),
    [
        ('"Where?"', "'earlier' is no list of turns"),
        ('{"author": "customer"}', "'earlier' is no list of turns"),
        ('["Where?"]', "'earlier[1]' is no turn"),
        ('[{"author": "writer", "text": "a"}, 5]', "'earlier[2]' is no turn"),
        ('[{"text": "Where?"}]', "'earlier[1]' has no author that is known"),
        ('[{"author": "agent", "text": "a"}]', "'earlier[1]' has no author that is known"),
        ('[{"author": ["writer"], "text": "a"}]', "'earlier[1]' has no author that is known"),
        ('[{"author": "writer"}]', "'earlier[1]' has no text"),
        ('[{"author": "writer", "text": null}]', "'earlier[1]' has no text"),
        ('[{"author": "writer", "text": 5}]', "'earlier[1].text' is no text"),
        ('[{"author": "writer", "text": "\\ud800"}]', "'earlier[1].text' holds half of a surrogate pair"),
    ],
)
def test_a_broken_turn_is_named(tmp_path: Path, turns: str, said: str) -> None:
    (problem,) = read(tmp_path, f'{{"text": "Hi.", "earlier": {turns}}}')
    assert isinstance(problem, Problem)
    assert problem.message == said
    assert problem.hint


def test_blank_lines_are_passed_over_and_still_counted(tmp_path: Path) -> None:
    replies = read(tmp_path, '\n{"text": "One."}\r\n  \r\n\n{"text": "Two."}')
    assert [r.draft.origin.line for r in replies if isinstance(r, Reply)] == [2, 5]


def test_a_byte_order_mark_before_the_first_line_is_none_of_json(tmp_path: Path) -> None:
    assert one(tmp_path, b'\xef\xbb\xbf{"text": "One."}').place(0) == (1, 11)


@pytest.mark.parametrize(
    ("broken", "column", "said"),
    [
        ('{"text": "One."', 16, "not JSON"),
        ("{'text': 1}", 2, "not JSON"),
        ('["text"]', 1, "not a JSON object"),
        ("null", 1, "not a JSON object"),
        ('{"body": "One."}', 1, "no 'text' on this line"),
        ('{"text": null}', 1, "no 'text' on this line"),
        ('{"text": 5}', 1, "'text' is no text"),
        ('{"text": "Hi.", "message": ["a"]}', 1, "'message' is no text"),
        ('{"text": "Hi.", "channel": 1}', 1, "'channel' is no text"),
        ('{"text": " "}', 1, "the reply is empty"),
        ('{"text": "a \\ud800 b"}', 1, "'text' holds half of a surrogate pair"),
        ('{"text": "Hi.", "id": ' + "1" * 5000 + "}", 1, "not JSON"),
        ("[" * 100_000, 1, "not JSON"),
    ],
)
def test_a_broken_line_is_named_and_the_others_still_run(tmp_path: Path, broken: str, column: int, said: str) -> None:
    before, problem, after = read(tmp_path, f'{{"text": "One."}}\n{broken}\n{{"text": "Three."}}\n')
    assert isinstance(problem, Problem)
    assert (problem.line, problem.column) == (2, column)
    assert problem.message.startswith(said)
    assert problem.hint
    assert isinstance(before, Reply)
    assert isinstance(after, Reply)
    assert after.draft.origin.line == 3


@pytest.mark.parametrize(("line", "column"), [(b'{"text": "\xff"}', 11), (b'{"text": "\xc3\xa9\xe9"}', 12)])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_what_is_not_utf8_is_named_by_line_and_character(tmp_path: Path, line: bytes, column: int, mark: bytes) -> None:
    (problem, reply) = read(tmp_path, mark + line + b'\n{"text": "Two."}')
    assert isinstance(problem, Problem)
    assert (problem.line, problem.column) == (1, column)
    assert problem.message in ("not UTF-8: byte 0xff", "not UTF-8: byte 0xe9")
    assert isinstance(reply, Reply)


def test_a_broken_line_is_shown_unless_it_could_steer_the_terminal(tmp_path: Path) -> None:
    plain, steering = read(tmp_path, '{"text": "a\tb}\n{"text": "\x1b[2J"\n')
    assert isinstance(plain, Problem)
    assert isinstance(steering, Problem)
    assert plain.source == '{"text": "a\tb}'
    assert "\x1b" not in str(steering)


def test_a_file_that_cannot_be_opened_is_a_problem(tmp_path: Path) -> None:
    (problem,) = read_lines(tmp_path, {})
    assert isinstance(problem, Problem)
    assert problem.message.startswith("cannot be read")


def test_the_keys_can_be_mapped(tmp_path: Path) -> None:
    names = {"text": "reply", "message": "ticket", "id": "number", "channel": "via", "title": "name"}
    line = '{"reply": "Hi.", "ticket": "Where?", "number": "T-1", "via": "chat", "name": "N", "text": 3}'
    reply = one(tmp_path, line, names)
    draft = reply.draft
    assert (draft.text, draft.message, draft.channel, draft.origin.id, draft.title) == (
        "Hi.",
        "Where?",
        "chat",
        "T-1",
        "N",
    )
    assert reply.place(0) == (1, line.index("Hi.") + 1)


def test_a_mapped_key_that_is_missing_is_named(tmp_path: Path) -> None:
    (problem,) = read(tmp_path, '{"text": "Hi."}', {"text": "reply"})
    assert isinstance(problem, Problem)
    assert problem.message == "no 'reply' on this line"


@pytest.mark.parametrize(
    ("line", "sign", "written"),
    [
        (r'{"text": "a\nbank"}', "\n", r"\n"),
        (r'{"text": "a\nbank"}', "b", "b"),
        (r'{"text": "caf\u00e9 bank"}', "é", r"\u00e9"),
        (r'{"text": "caf\u00e9 bank"}', "b", "b"),
        (r'{"text": "\ud83d\ude42 bank"}', "🙂", r"\ud83d\ude42"),
        (r'{"text": "\ud83d\ude42 bank"}', "b", "b"),
        (r'{"text": "\uD83D\uDE42\u00E9k"}', "k", "k"),
        ('{"text": "🙂é bank"}', "b", "b"),
        (r'{"text": "say \"x\" \\ / \/ k"}', "x", "x"),
        (r'{"text": "say \"x\" \\ / \/ k"}', "k", "k"),
        (r'{"text": "say \"x\" \\ / \/ k"}', '"', r"\""),
        (r'{"message": "\"text\": \"k\"", "text": "k"}', "k", 'k"}'),
        ('{"text" :\t"k"}', "k", "k"),
        (r'{"te\u0078t": "k"}', "k", 'k"'),
        ('{"meta": {"text": "Zk"}, "text": "Zk"}', "Z", 'Zk"}'),
    ],
)
def test_a_character_is_found_where_the_line_writes_it(tmp_path: Path, line: str, sign: str, written: str) -> None:
    reply = one(tmp_path, line)
    row, column = reply.place(reply.draft.text.index(sign))
    assert row == 1
    assert line[column - 1 :].startswith(written)


def column_of_text(tmp_path: Path, line: str) -> int:
    return one(tmp_path, line).place(0)[1]


@pytest.mark.parametrize(
    ("line", "behind"),
    [
        ('{"text": "Same.", "text": "Same."}', '"text": "Same.", "text": "'),
        ('{"text": "Other.", "text": "Same."}', '"text": "Other.", "text": "'),
        ('{"meta": {"text": "Same."}, "text": "Same."}', '}, "text": "'),
        ('{"text": "Same.", "meta": {"text": "Same."}}', '{"text": "'),
        ('{"list": [{"text": "Same."}, "text"], "text": "Same.", "x": [{"text": "Same."}]}', '"], "text": "'),
        ('{"text": "Same.", "note": "text", "x": "Same."}', '{"text": "'),
        ('{"a": "{[", "text": "Same.", "b": "]}"}', ', "text": "'),
    ],
)
def test_the_value_that_counts_is_the_one_that_is_pointed_at(tmp_path: Path, line: str, behind: str) -> None:
    assert column_of_text(tmp_path, line) == line.index(behind) + len(behind) + 1


TEXTS = st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1, max_size=25)


@settings(deadline=None, max_examples=150)
@given(text=TEXTS, message=TEXTS, plain=st.booleans(), first=st.booleans())
def test_whatever_the_escapes_the_raw_characters_are_the_drafts(
    tmp_path_factory: pytest.TempPathFactory, *, text: str, message: str, plain: bool, first: bool
) -> None:
    pairs = {"text": text, "message": message} if first else {"message": message, "text": text}
    line = json.dumps(pairs, ensure_ascii=plain)
    (reply,) = read(tmp_path_factory.getbasetemp() / "any.jsonl", line)
    if isinstance(reply, Problem):
        assert not text.strip()
        return
    columns = [reply.place(offset)[1] for offset in range(len(text) + 1)]
    for sign, start, end in zip(text, columns, columns[1:], strict=False):
        assert json.loads(f'"{line[start - 1 : end - 1]}"') == sign
    assert line[columns[-1] - 1] == '"'
