"""docs/states.md: how issues move between their states, found by trying every command of the table in every state."""
