"""Work done for known and unknown addresses alike, so that its time tells nothing."""

from sqlmodel import Session, SQLModel


def store(session: Session, rows: list[SQLModel], *, keep: bool) -> None:
    """Write rows; with `keep` false, write them all the same and take them back."""
    with session.begin_nested() as savepoint:
        session.add_all(rows)
        session.flush()
        if not keep:
            savepoint.rollback()
