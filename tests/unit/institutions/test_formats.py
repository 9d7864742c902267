"""Lists of operators: ROR in all its wrappings, WHED and CSV tables, and what is wrong in them."""

import gzip
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from ilojobs_app.institutions.formats import CHUNK, Format, WrongFile, read_list
from ilojobs_app.institutions.models import NameKind, Status

RECORD: dict[str, Any] = {
    "id": "https://ror.org/01swzsf04",
    "status": "active",
    "types": ["education", "funder"],
    "names": [
        {"value": "UNIGE", "lang": None, "types": ["acronym"]},
        {"value": "University of Geneva", "lang": "en", "types": ["label"]},
        {"value": "Université de Genève", "lang": "fr", "types": ["ror_display", "label"]},
    ],
    "locations": [{"geonames_details": {"country_code": "CH", "name": "Geneva"}}],
    "links": [{"type": "website", "value": "https://www.unige.ch/"}],
}
COMPANY = RECORD | {"id": "https://ror.org/1", "types": ["company"]}
WITHDRAWN = RECORD | {"id": "https://ror.org/2", "status": "withdrawn"}


def ror(path: Path, *records: Any) -> Path:
    path.write_text(json.dumps(records, ensure_ascii=False), encoding="utf-8")
    return path


def test_a_ror_record_is_read_with_its_display_name_first(tmp_path: Path) -> None:
    (entry,) = read_list(ror(tmp_path / "dump.json", RECORD, COMPANY), Format.ROR)
    assert entry.names[0].text == "Université de Genève"
    assert {name.text: name.kind for name in entry.names}["UNIGE"] is NameKind.ACRONYM
    assert (entry.country, entry.city, entry.source) == ("CH", "Geneva", "ror")
    assert entry.identifiers == (("ror", "01swzsf04"), ("web", "unige.ch"))
    assert entry.status is Status.TO_BE_VERIFIED


def test_a_withdrawn_record_is_closed(tmp_path: Path) -> None:
    (entry,) = read_list(ror(tmp_path / "dump.json", WITHDRAWN), Format.ROR)
    assert entry.is_closed


def test_zip_lines_and_gzip_are_read_alike(tmp_path: Path) -> None:
    plain = ror(tmp_path / "dump.json", *[RECORD] * 200)
    assert plain.stat().st_size > CHUNK
    with zipfile.ZipFile(tmp_path / "dump.zip", "w") as archive:
        archive.writestr("v1.json", "[]")
        archive.write(plain, "v1.60-ror-data_schema_v2.json")
    lines = gzip.compress(b"\n".join([json.dumps(RECORD).encode()] * 200))
    (tmp_path / "dump.jsonl.gz").write_bytes(lines)
    wanted = list(read_list(plain, Format.ROR))
    assert len(wanted) == 200
    for name in ("dump.zip", "dump.jsonl.gz"):
        assert list(read_list(tmp_path / name, Format.ROR)) == wanted


def test_a_dump_cut_short_is_refused_with_its_place(tmp_path: Path) -> None:
    path = ror(tmp_path / "dump.json", RECORD, RECORD)
    path.write_text(path.read_text()[:-200])
    with pytest.raises(WrongFile, match="after item 1"):
        list(read_list(path, Format.ROR))
    (tmp_path / "bad.zip").write_bytes(b"PK no")
    with pytest.raises(WrongFile, match=r"bad\.zip"):
        list(read_list(tmp_path / "bad.zip", Format.ROR))


def test_a_whed_export_sets_listed_and_has_headings_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "whed.csv"
    path.write_text(
        "Country,OrgName,InstNameEnglish,GlobalID,WWW\n"
        "Switzerland,Université de Genève,University of Geneva,IAU-000123,http://www.unige.ch\n"
        "Türkiye,Boğaziçi Üniversitesi,,IAU-000456,\n",
        encoding="utf-8-sig",
    )
    headings = ["Country", "OrgName", "InstNameEnglish", "GlobalID", "WWW"]
    columns = ["country", "name", "name_en", "identifier", "web"]
    mapping = dict(zip(columns, headings, strict=True))
    first, second = read_list(path, Format.WHED, mapping)
    assert first.status is Status.LISTED
    assert first.identifiers == (("whed", "IAU-000123"), ("web", "unige.ch"))
    assert [(n.text, n.language) for n in first.names][1] == ("University of Geneva", "en")
    assert second.country == "TR"


def test_a_plain_csv_leaves_the_status_to_be_verified(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text("country,name,alias,acronym\nSN,Université de Dakar,UCAD Dakar;Fann,UCAD\n")
    (entry,) = read_list(path, Format.CSV)
    assert entry.status is Status.TO_BE_VERIFIED
    assert [name.kind.value for name in entry.names] == ["label", "alias", "alias", "acronym"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("name\nX\n", "no column country"),
        ("country,name\nAtlantis,X\n", "line 2: unknown country 'Atlantis'"),
        ("country,name\nCH,A\nCH,\n", "line 3: no name"),
    ],
)
def test_what_is_wrong_in_a_table_is_said_with_its_place(
    tmp_path: Path, text: str, place: str
) -> None:
    path = tmp_path / "own.csv"
    path.write_text(text)
    with pytest.raises(WrongFile, match=place):
        list(read_list(path, Format.CSV))
