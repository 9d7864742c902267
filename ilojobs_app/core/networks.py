"""Whose requests are counted together, for limits."""

from ipaddress import IPv6Address, ip_address, ip_network

# A line (/64), and the site it belongs to (/48), which has 65,536 of them to change between.
IPV6_PREFIXES = (64, 48)


def bare(address: str) -> str:
    """Give an address as one writes it: proxies add a port, a system that has IPv6 the rest.

    What is no address stays as it stands.
    """
    text = address.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        found = ip_address(text.partition("%")[0])
    except ValueError:
        return address
    return str(getattr(found, "ipv4_mapped", None) or found)


def networks_of(address: str) -> tuple[str, ...]:
    """Give what counts as one client, the narrowest first.

    Args:
        address: as the connection or a proxy has it; anything else counts as it stands.

    Returns:
        An IPv4 address, or the /64 and the /48 of an IPv6 one.
    """
    text = bare(address)
    try:
        found = ip_address(text)
    except ValueError:
        return (text,)
    if not isinstance(found, IPv6Address):
        return (text,)
    return tuple(str(ip_network((found.packed, size), strict=False)) for size in IPV6_PREFIXES)
