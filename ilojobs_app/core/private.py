"""DATA is its owner's alone: it holds names, addresses and letters of candidates."""

import glob
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

OTHERS = stat.S_IRWXG | stat.S_IRWXO
NAMED_MAX = 3
# What the product writes there itself; what an operator keeps beside is theirs to close.
_OWN = ("*.db", "*.db-wal", "*.db-shm", "*.db-journal", "mail", "mail/*", "lists", "statements")


def close(folder: Path, database: Path | None = None) -> list[str]:
    """Take everybody else's rights from a folder and what the product wrote there.

    Args:
        database: its file, wherever that is.

    Returns:
        A line for the terminal for what was done, and one for what could not be; none where
        nobody else had any rights.
    """
    folder = folder.resolve()  # the rights of a link are nobody's business
    shared = folder.is_dir() and _is_shared(folder)
    found = {*_beside(database), *(() if shared else _paths(folder))}
    open_ones = [path for path in sorted(found) if _is_open(path)]
    failed = [path for path in open_ones if not _closed(path)]
    lines = []
    if shared:
        lines.append(f"DATA: {folder} is everybody's, and stays open: give a folder of its own.")
    if count := len(open_ones) - len(failed):
        what = f"{folder}, or its database, could be read by others"
        lines.append(f"DATA: {what}: closed ({count} entries).")
    if failed:
        names = ", ".join(str(path) for path in failed[:NAMED_MAX])
        more = f" and {len(failed) - NAMED_MAX} more" if len(failed) > NAMED_MAX else ""
        lines.append(f"DATA: {names}{more} can be read by others: close it as its owner.")
    return lines


def _is_shared(folder: Path) -> bool:
    """Say whether others live there too: closing /tmp or / would shut them out."""
    return folder == folder.parent or bool(folder.stat().st_mode & stat.S_ISVTX)


def _beside(database: Path | None) -> Iterator[Path]:
    """Give a database's file and those that SQLite puts beside it."""
    if database:
        yield from database.parent.glob(f"{glob.escape(database.name)}*")


def _paths(folder: Path) -> Iterator[Path]:
    if not folder.is_dir():
        return
    yield folder
    for pattern in _OWN:
        yield from folder.glob(pattern)


def _is_open(path: Path) -> bool:
    # What SQLite puts beside a database may go meanwhile.
    with suppress(FileNotFoundError):
        return not path.is_symlink() and bool(path.stat().st_mode & OTHERS)
    return False


def _closed(path: Path) -> bool:
    try:
        path.chmod(stat.S_IMODE(path.stat().st_mode) & ~OTHERS)
    except OSError:
        return False
    return True
