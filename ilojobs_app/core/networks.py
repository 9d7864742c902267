"""Whose requests are counted together, for limits."""

from ipaddress import IPv6Address, ip_address, ip_network

# A line (/64), and the site it belongs to (/48), which has 65,536 of them to change between.
IPV6_PREFIXES = (64, 48)


def networks_of(address: str) -> tuple[str, ...]:
    """Give what counts as one client, the narrowest first.

    Args:
        address: as the connection has it; anything else counts as it stands.

    Returns:
        An IPv4 address, or the /64 and the /48 of an IPv6 one.
    """
    try:
        found = ip_address(address)
    except ValueError:
        return (address,)
    if not isinstance(found, IPv6Address):
        return (str(found),)
    if found.ipv4_mapped:
        return (str(found.ipv4_mapped),)
    return tuple(str(ip_network((found.packed, size), strict=False)) for size in IPV6_PREFIXES)
