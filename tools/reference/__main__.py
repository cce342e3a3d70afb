"""Writes docs/rpc.md and docs/asyncapi.yaml: `make reference`."""

from tools.reference import pages
from tools.reference.examples import refresh

if __name__ == "__main__":
    examples = refresh()
    for path, text in pages.written(examples).items():
        path.write_text(text, "utf-8")
        print(f"wrote {path.relative_to(pages.ROOT)}")
