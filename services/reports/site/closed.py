"""What the first page counts of an edition: of the whole district, also what is in no line because it is too few."""

from typing import Any

from services.reports.site.edition import Edition


def closed(edition: Edition) -> dict[str, int]:
    """Problems that were closed in this edition, by outcome."""
    counts = edition.header["totals"]["problem"]["closed"]
    return {"total": sum(counts.values()), **counts}


def asked(edition: Edition) -> dict[str, Any]:
    """`{of, satisfied}`: results of which people were asked, and of which they were satisfied; None below five."""
    return edition.header["totals"]["effect"]["satisfaction"]


def unlisted(edition: Edition) -> int:
    """Lines of groups too small to print: they count in the totals alone."""
    totals = edition.header["totals"]
    return sum(totals[name]["in_total_only"] for name in ("problem", "task", "effect"))
