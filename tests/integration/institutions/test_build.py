"""`make data`: what is committed is what the sources and the curated files give."""

import gzip
import subprocess
import sys
from pathlib import Path

import pytest

from ilojobs_app.institutions.loading import FOLDER

TOOL = Path(__file__).parents[3] / "tools" / "build_institutions.py"
LIST = "institutions.jsonl.gz"
BESIDE = ("manifest.json", "licences/swot.txt", "licences/universities.txt")


@pytest.mark.slow
@pytest.mark.timeout(180)
def test_the_build_gives_what_is_committed(tmp_path: Path) -> None:
    command = [sys.executable, str(TOOL), str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if "'pack'" in done.stderr:
        pytest.skip("the registry of npm packages is out of reach")
    assert done.returncode == 0, done.stderr
    # Unpacked: not every zlib packs alike.
    assert gzip.decompress((tmp_path / LIST).read_bytes()) == gzip.decompress(
        (FOLDER / LIST).read_bytes()
    )
    for name in BESIDE:
        assert (tmp_path / name).read_bytes() == (FOLDER / name).read_bytes(), name
