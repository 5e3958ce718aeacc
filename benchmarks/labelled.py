"""Labels by number: `id|situations|acts|flags|message` for replies whose texts stand elsewhere.

    U0001|problem,handoff|apo:w1 ack:g1 exp:g2,3|hollow_apology|t:1,2 q:3

The acts are apo, ack, exp, nxt, tim, fup, alt, own, each g (good) or w (weak) with the reply's sentences that
carry it; t, q and p are the sentences of the message that tell of trouble, ask, or praise.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ACTS = {
    "apo": "apology",
    "ack": "acknowledgement",
    "exp": "explanation",
    "nxt": "next_step",
    "tim": "timeframe",
    "fup": "follow_up",
    "alt": "alternative",
    "own": "ownership",
}
_FIELDS = 5


def read(labels: Path, texts: Path) -> Iterator[dict[str, Any]]:
    """Yield each labelled reply in the shape of the corpus, with `at`: the sentences that carry each act.

    Raises KeyError for an id that the texts do not hold.
    """
    replies = {reply["id"]: reply for reply in jsonl(texts)}
    for line in labels.read_text(encoding="utf-8").splitlines():
        name, situations, acts, flags, *_ = [*line.split("|"), *[""] * _FIELDS]
        reply = replies[name.strip()]
        found = {ACTS[a]: (s, n) for a, s, n in re.findall(r"(\w{3}):([gw])([\d,]*)", acts)}
        strengths = {a: {"g": "good", "w": "weak"}[found[a][0]] if a in found else "none" for a in ACTS.values()}
        labelled = {
            **{key: reply.get(key) for key in ("id", "channel", "title", "message", "text")},
            "situation": _listed(situations),
            "acts": strengths,
            "flags": _listed(flags),
            "at": {act: [int(n) for n in numbers.split(",") if n] for act, (_, numbers) in found.items()},
        }
        yield {**labelled, "owed": owed(labelled)}


def owed(reply: dict[str, Any]) -> list[str]:
    """Derive what a reply owes from its labels, as LABELLING.md does."""
    acts, is_problem = reply["acts"], "problem" in reply["situation"]
    is_handed = "handoff" in reply["situation"]
    is_open = "resolved" not in reply["situation"]
    must_explain = is_problem or is_handed or "refusal" in reply["situation"]
    found = {
        "deflection": "deflection" in reply["flags"],
        "missing-apology": is_problem and acts["apology"] == "none",
        "missing-explanation": must_explain and acts["explanation"] == "none",
        "missing-next-step": must_explain and is_open and acts["next_step"] == acts["alternative"] == "none",
        "missing-follow-up": (is_problem or is_handed) and is_open and acts["follow_up"] == "none",
    }
    return [rule for rule, holds in found.items() if holds]


def jsonl(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of a JSONL file."""
    return map(json.loads, filter(str.strip, path.read_text(encoding="utf-8").splitlines()))


def _listed(names: str) -> list[str]:
    return [name for name in names.strip().split(",") if name and name != "-"]
