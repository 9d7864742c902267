"""E-mail addresses of accounts; the rules stand in core, where mail reads them too."""

from ilojobs_app.core.addresses import ADDRESS_MAX, address_key, mailbox, read_address

__all__ = ["ADDRESS_MAX", "address_key", "mailbox", "read_address"]
