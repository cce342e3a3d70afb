"""The first rules of editions, frozen: `editions` is a pure function of the logs and the cuts.

It shares no code with the live lists, and no release may change what it gives: a new rule is a `v2` beside it, and
tests/golden holds a digest of what it says. docs/editions.md tells the rules in words.
"""

from services.reports.editions.v1.passing import editions as editions
