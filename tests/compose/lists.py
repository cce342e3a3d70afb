"""The three lists as somebody sees them, whole."""

from typing import Any

from services.kernel.application import Peer

PAGE = 200


def all_lines(peer: Peer, token: str) -> dict[str, list[dict[str, Any]]]:
    """`{list: lines}`, every page of each."""
    return {kind: _lines(peer, token, f"{kind}_list") for kind in ("problem", "task", "effect")}


def _lines(peer: Peer, token: str, method: str) -> list[dict[str, Any]]:
    lines: list[dict[str, Any]] = []
    after = None
    while True:
        request = {"limit": PAGE, "after": after}
        answer = peer.call("reports", method, request, token=token, timeout=15.0)
        lines += answer["items"]
        after = answer["next"]
        if after is None:
            return lines
