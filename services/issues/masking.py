"""What staff see of a reporter: 张**, 138****5678 (docs/domain.md, privacy)."""


def mask_name(name: str | None) -> str | None:
    return f"{name[0]}**" if name else None


def mask_phone(phone: str | None) -> str | None:
    """The first three and last four digits; of a number too short for that, the last two."""
    if not phone:
        return None
    digits = [character for character in phone if character.isdigit()]
    if len(digits) < 9:
        return "****" + "".join(digits[-2:])
    return f"{''.join(digits[:3])}****{''.join(digits[-4:])}"
