"""What the first page counts of an edition: how the closed ones ended, and what people said of it."""

from services.reports.site.edition import Edition

SATISFIED = ("very_satisfied", "satisfied", "mostly_satisfied")
OUTCOMES = ("solved", "partly_solved", "unsolved")


def closed(edition: Edition) -> dict[str, int]:
    """Problems that were closed in this edition, by outcome."""
    rows = [row for row in edition.rows("problem") if row.get("state") == "closed"]
    counts = {each: sum(row.get("outcome") == each for row in rows) for each in OUTCOMES}
    return {"total": len(rows), **counts}


def rated(edition: Edition) -> dict[str, int]:
    """Lines of the effect list, those that somebody rated, and those of them who were satisfied."""
    said = [row.get("satisfaction") for row in edition.rows("effect") if not row["withdrawn"]]
    answers = [each for each in said if each and each != "not_rated"]
    return {
        "total": len(said),
        "rated": len(answers),
        "satisfied": sum(each in SATISFIED for each in answers),
    }
