"""One file of an npm package: fetched once, checked against its hash, kept in `build/`."""

import base64
import fcntl
import hashlib
import os
import subprocess
import sys
import tarfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


@dataclass(frozen=True)
class NpmFile:
    """A file of a package. `sha512` is the one that npm gives for this version: the file's lock."""

    package: str
    version: str
    sha512: str
    member: str


@cache
def source(wanted: NpmFile) -> str:
    """Give the file's text.

    Raises:
        RuntimeError: the package is not the one that was locked.
    """
    folder = ROOT / "build" / wanted.package
    folder.mkdir(parents=True, exist_ok=True)
    packed = folder / f"{wanted.package}-{wanted.version}.tgz"
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not packed.is_file():
            npm = str(Path(sys.executable).with_name("npm"))
            env = {**os.environ, "PATH": f"{Path(npm).parent}{os.pathsep}{os.environ['PATH']}"}
            command = [npm, "pack", f"{wanted.package}@{wanted.version}", "--silent"]
            subprocess.run(command, cwd=folder, env=env, check=True, capture_output=True)
    digest = hashlib.sha512(packed.read_bytes()).digest()
    if base64.b64encode(digest).decode() != wanted.sha512:
        packed.unlink()
        raise RuntimeError(f"{packed.name} is not the package that was locked")
    with tarfile.open(packed) as archive:
        member = archive.extractfile(f"package/{wanted.member}")
        assert member is not None
        return member.read().decode()
