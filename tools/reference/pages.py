"""The two files of the reference, as they ought to be now."""

from pathlib import Path
from typing import Any

from tools.reference import asyncapi, markdown

ROOT = Path(__file__).parents[2]
MARKDOWN = ROOT / "docs" / "rpc.md"
ASYNCAPI = ROOT / "docs" / "asyncapi.yaml"


def written(examples: dict[str, dict[str, Any]]) -> dict[Path, str]:
    """`{path: text}`; `examples` are those of `examples.json`."""
    return {MARKDOWN: markdown.text(examples), ASYNCAPI: asyncapi.text(examples)}
