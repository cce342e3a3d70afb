"""How the work on each issue went: days, limits, answers. What the dashboard counts."""
