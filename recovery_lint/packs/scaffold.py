"""The headings of a new rule file, ready to be filled."""

import re
from pathlib import Path

from recovery_lint.errors import ConfigError
from recovery_lint.packs.pack import NAME

_TEMPLATE = """\
summary  = "One sentence: what the reply owes, or should not say."
severity = "advice"                   # error | warning | advice; a new rule starts as advice
weight   = 5                          # points of 100
since    = "{since}"
when     = ["problem"]                # situations or acts; leave out for always
unless   = ["resolved"]               # any of these excuses it
expects  = ["apology"]                # acts that must be there; or: avoids = [...], or: measures = {{ ... }}
message  = "What the writer reads; {{problem}} is put in."
source   = "Who says so."
why = '''
A short paragraph: why it matters to the customer.
'''
bad = ['''
> What the customer wrote.
A reply that owes it, **the span** in bold.
''']
good = ['''
> What the customer wrote.
A reply that owes nothing.
''']

[suggest]
place = "after greeting"              # instead | after greeting | after apology | before follow-up | before sign-off
text  = "What to write, with a [slot] for each thing that only the writer knows."
"""


def new_rule(name: str, folder: Path, since: str) -> Path:
    """Write the headings of a rule into a pack's folder and return the file.

    Raises ConfigError where the name is none, the folder holds no pack, or the file is there already.
    """
    path = folder / f"{name}.toml"
    if not re.fullmatch(NAME, name):
        raise ConfigError(f"'{name}' is no name for a rule: write it in small letters and hyphens, as in late-voucher")
    if not (folder / "pack.toml").is_file():
        raise ConfigError(f"{folder} holds no pack.toml: name the folder of a pack")
    if path.exists():
        raise ConfigError(f"{path} is there already: choose another name")
    path.write_text(_TEMPLATE.format(since=since), encoding="utf-8")
    return path
