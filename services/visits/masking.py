"""What staff see of a party until they reveal it: 张**, 138****5678 (docs/domain.md, privacy)."""

from services.visits.vocabulary import ORGANISATIONS


def mask_name(name: str | None, kind: str) -> str | None:
    """The first character of a person's name; an organisation's name is no personal data and stays whole."""
    if not name or kind in ORGANISATIONS:
        return name
    return f"{name[0]}**"


def mask_phone(phone: str | None) -> str | None:
    return f"{phone[:3]}****{phone[-4:]}" if phone else None
