"""What invented people say of invented places: many different texts of the usual length and vocabulary.

`words.txt` has a line each of where, what, how it is, and what comes of it.
"""

import random
from functools import cache
from pathlib import Path


def said(draw: random.Random) -> str:
    """One to three things, as somebody says them at the door."""
    where, what, how, so = _lines()
    first = f"{draw.choice(where)}的{draw.choice(what)}{draw.choice(how)}"
    parts = [first, *draw.sample(so, draw.randint(1, 3))]
    return f"{'，'.join(parts)}，{draw.randint(2, 400)}号那里最要紧。"


@cache
def _lines() -> tuple[list[str], ...]:
    text = (Path(__file__).parent / "words.txt").read_text("utf-8")
    return tuple(line.split() for line in text.splitlines())
