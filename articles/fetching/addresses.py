"""Which network addresses are open to the public: a table of our own.

`ipaddress.is_global` calls several forms of loopback and private addresses
global, so it is not asked. Source of the table: the IANA registries of
special-purpose IPv4 and IPv6 addresses.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

CLOSED_4 = [
    IPv4Network(network)
    for network in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # behind a carrier's translation
        "127.0.0.0/8",  # this machine
        "169.254.0.0/16",  # this link, and the metadata of clouds
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocol assignments
        "192.0.2.0/24",  # documentation
        "192.31.196.0/24",  # AS112
        "192.52.193.0/24",  # AMT
        "192.88.99.0/24",  # relays of 6to4
        "192.168.0.0/16",  # private
        "192.175.48.0/24",  # AS112
        "198.18.0.0/15",  # benchmarks
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, and the broadcast address
    )
]
OPEN_6 = IPv6Network("2000::/3")  # the only part of IPv6 that is given out
CLOSED_6 = [
    IPv6Network(network)
    for network in (
        "2001::/23",  # protocol assignments, Teredo among them
        "2001:db8::/32",  # documentation
        "2620:4f:8000::/48",  # AS112
        "3fff::/20",  # documentation
    )
]
# Where an IPv4 address stands inside an IPv6 one, and how many bits come after it.
CARRIERS = [
    (IPv6Network("::ffff:0:0/96"), 0),  # mapped
    (IPv6Network("64:ff9b::/96"), 0),  # translated (NAT64)
    (IPv6Network("2002::/16"), 80),  # 6to4
]


def is_public(address: str) -> bool:
    """Whether anyone may have a site there. An IPv4 address inside an IPv6 one is taken out and tested."""
    try:
        found = ip_address(address)
    except ValueError:
        return False
    if isinstance(found, IPv4Address):
        return not any(found in network for network in CLOSED_4)
    if found.scope_id is not None:
        return False
    for carrier, bits_after in CARRIERS:
        if found in carrier:
            return is_public(str(IPv4Address(int(found) >> bits_after & 0xFFFFFFFF)))
    return found in OPEN_6 and not any(found in network for network in CLOSED_6)


def is_within(address: str, networks: list[str]) -> bool:
    """Whether the address lies in one of the networks, written like ``127.0.0.0/8``."""
    found = ip_address(address)
    return any(found in ip_network(network) for network in networks)
