"""DATA is its owner's alone: it holds names, addresses and letters of candidates."""

import stat
from collections.abc import Iterator
from pathlib import Path

OTHERS = stat.S_IRWXG | stat.S_IRWXO
NAMED_MAX = 3
# What the product writes there itself; what an operator keeps beside is theirs to close.
_OWN = ("*.db", "*.db-wal", "*.db-shm", "mail", "mail/*", "lists", "statements")


def close(folder: Path) -> list[str]:
    """Take everybody else's rights from a folder and what the product wrote there.

    Returns:
        A line for the terminal for what was done, and one for what could not be; none where
        nobody else had any rights.
    """
    if not folder.is_dir():
        return []
    if _is_shared(folder):
        return [f"DATA: {folder} is everybody's, and stays open: give a folder of its own."]
    open_ones = [path for path in _paths(folder) if path.lstat().st_mode & OTHERS]
    failed = [path for path in open_ones if not _closed(path)]
    lines = []
    if count := len(open_ones) - len(failed):
        lines.append(f"DATA: {folder} could be read by others: closed ({count} of its entries).")
    if failed:
        names = ", ".join(str(path) for path in failed[:NAMED_MAX])
        more = f" and {len(failed) - NAMED_MAX} more" if len(failed) > NAMED_MAX else ""
        lines.append(f"DATA: {names}{more} can be read by others: close it as its owner.")
    return lines


def _is_shared(folder: Path) -> bool:
    """Say whether others live there too: closing /tmp or / would shut them out."""
    return folder == folder.parent or bool(folder.stat().st_mode & stat.S_ISVTX)


def _paths(folder: Path) -> Iterator[Path]:
    yield folder
    for pattern in _OWN:
        yield from (path for path in folder.glob(pattern) if not path.is_symlink())


def _closed(path: Path) -> bool:
    try:
        path.chmod(stat.S_IMODE(path.stat().st_mode) & ~OTHERS)
    except OSError:
        return False
    return True
