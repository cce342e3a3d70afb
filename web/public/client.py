"""Where a request came from, as the services count it."""

import ipaddress

from flask import request

_HOUSEHOLD = 64  # bits: a connection has that many addresses of IPv6 to change between


def client_address() -> str | None:
    """The address in a form that services take; of IPv6 the network of the connection. None when it is no address."""
    try:
        address = ipaddress.ip_address(request.remote_addr or "")
    except ValueError:
        return None
    if address.version == 6 and address.ipv4_mapped:  # as a proxy writes it that listens to both
        address = address.ipv4_mapped
    if address.version == 4:
        return str(address)
    network = ipaddress.ip_network((int(address), _HOUSEHOLD), strict=False)
    return network.network_address.exploded


def from_here() -> dict[str, str]:
    """The part of a request that says where it came from."""
    address = client_address()
    return {"address": address} if address else {}
