"""One line is one network, and one site too: nobody is many by changing addresses."""

import pytest

from ilojobs_app.core.networks import networks_of


@pytest.mark.parametrize(
    ("address", "networks"),
    [
        ("192.0.2.1", ("192.0.2.1",)),
        ("::ffff:192.0.2.1", ("192.0.2.1",)),
        ("2001:db8:0:1::1", ("2001:db8:0:1::/64", "2001:db8::/48")),
        ("2001:db8:0:1:ffff::9", ("2001:db8:0:1::/64", "2001:db8::/48")),
        ("2001:db8:0:ffff::1", ("2001:db8:0:ffff::/64", "2001:db8::/48")),
        ("fe80::1%eth0", ("fe80::/64", "fe80::/48")),
        ("192.0.2.1:52011", ("192.0.2.1",)),
        ("[::ffff:192.0.2.1]:443", ("192.0.2.1",)),
        ("[2001:db8:0:1::1]:52011", ("2001:db8:0:1::/64", "2001:db8::/48")),
        ("[2001:DB8:0:1::1]", ("2001:db8:0:1::/64", "2001:db8::/48")),
        (" 192.0.2.1 ", ("192.0.2.1",)),
        ("", ("",)),
        ("unix", ("unix",)),
    ],
)
def test_what_counts_as_one_client(address: str, networks: tuple[str, ...]) -> None:
    assert networks_of(address) == networks
