"""A hint while typing, among 20,000 open issues of one area and category; and how well hints fit labelled pairs."""

import random
from pathlib import Path
from typing import Any

from bench.district import AREA
from bench.row import Row
from bench.site import Site
from bench.stories import CROWDED
from bench.timing import percentile, times
from bench.words import said
from services.issues.likeness import ALIKE, likeness, score

PAIRS = Path("tests/golden/similar.tsv")
CALLS, LIMIT_MS = 200, 50.0


def measure(site: Site) -> list[Row]:
    draw = random.Random(11)
    asked = [said(draw)[: draw.randint(6, 60)] for _ in range(CALLS)]
    (first,) = times(lambda text: site.ready("similar", **_asked(text)), asked[:1])
    took = times(lambda text: site.call("similar", **_asked(text)), asked)
    return [
        Row("duplicate_hint", percentile(took, 95), "ms", limit=LIMIT_MS),
        Row("duplicate_hint_p50", percentile(took, 50), "ms"),
        Row("duplicate_hint_first", first, "ms"),
        *_fit(),
    ]


def _asked(text: str) -> dict[str, Any]:
    return {"unit": AREA, "category": CROWDED, "text": text}


def _fit() -> list[Row]:
    """Of the pairs that are called alike, how many are (precision); of those that are, how many are called so."""
    pairs = [line.split("\t") for line in PAIRS.read_text("utf-8").splitlines()]
    said_alike = [kind for kind, a, b in pairs if score(likeness(a), likeness(b)) >= ALIKE]
    right = said_alike.count("same")
    same = sum(kind == "same" for kind, _, _ in pairs)
    return [
        Row("hint_precision", right / len(said_alike), "share"),
        Row("hint_recall", right / same, "share"),
    ]
