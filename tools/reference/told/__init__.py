"""What is said of every service's methods."""

from tools.reference.entry import Entry
from tools.reference.told import campaign, everywhere, issues, notify, reports, visits


def all_entries() -> dict[str, Entry]:
    """By routing key."""
    own = {
        "campaign": campaign.ENTRIES,
        "visits": visits.ENTRIES,
        "issues": issues.ENTRIES,
        "notify": notify.ENTRIES,
        "reports": reports.ENTRIES,
    }
    return {
        f"{service}.{name}": entry
        for service, entries in own.items()
        for name, entry in {**entries, **everywhere.of(service)}.items()
    }
