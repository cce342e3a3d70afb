"""时限: what is to happen by when, why then, and what follows when it does not (docs/domain.md, time limits)."""
