"""Writes docs/states.md: `make reference`."""

from tools.states.moves import all_moves
from tools.states.page import PAGE, text

if __name__ == "__main__":
    PAGE.write_text(text(all_moves()), "utf-8")
    print(f"wrote docs/{PAGE.name}")
