"""Who is asking. Handed down by the gate and the policies, never chosen by the browser."""

from contextvars import ContextVar
from dataclasses import dataclass

ACCOUNT = "account-"


@dataclass(frozen=True)
class Principal:
    """A signed-in candidate, looked up anew at each event and each request."""

    account_id: int
    session_id: int
    first_names: str
    last_name: str
    email: str

    @property
    def full_name(self) -> str:
        """First and last name, as the account menu shows them."""
        return f"{self.first_names} {self.last_name}"

    @property
    def owner(self) -> str:
        """Under which name a page keeps what is typed, and says for whom it sends it."""
        return owner_by_id(self.account_id)

    @property
    def initials(self) -> str:
        """Two letters for the avatar."""
        return (self.first_names[:1] + self.last_name[:1]).upper()


current: ContextVar[Principal | None] = ContextVar("principal", default=None)

# Hash of the browser's own cookie: ties a mailed link to the browser that asked for it.
browser: ContextVar[str] = ContextVar("browser", default="")

# The client's network address, for throttles only.
address: ContextVar[str] = ContextVar("address", default="")


def owner_by_id(account_id: int) -> str:
    """Give how a page names the account that it was made for."""
    return f"{ACCOUNT}{account_id}"


def is_account(owner: str) -> bool:
    """Say whether a page was made for an account, not for any visitor."""
    return owner.startswith(ACCOUNT)


def owner_of(principal: Principal | None) -> str:
    """Give for whom a page is made: an account, or any visitor."""
    return principal.owner if principal else "visitor"


def account_id() -> int:
    """Give the account of the signed-in candidate; policies make sure that there is one.

    Raises:
        PermissionError: nobody is signed in.
    """
    principal = current.get()
    if principal is None:
        raise PermissionError
    return principal.account_id
