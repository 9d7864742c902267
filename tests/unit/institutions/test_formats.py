"""Lists of operators: ROR in all its wrappings, WHED and CSV tables, and what is wrong in them."""

import gzip
import json
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

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
    records = [RECORD | {"id": f"https://ror.org/{number}"} for number in range(200)]
    plain = ror(tmp_path / "dump.json", *records)
    assert plain.stat().st_size > CHUNK
    with zipfile.ZipFile(tmp_path / "dump.zip", "w") as archive:
        archive.writestr("v1.json", "[]")
        archive.write(plain, "v1.60-ror-data_schema_v2.json")
    lines = gzip.compress(b"\n".join(json.dumps(record).encode() for record in records))
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
        ("country,name\nAtlantis,X\n", "line 2: column country: unknown country 'Atlantis'"),
        ("country,name\nCH,A\nCH,\n", "line 3: column name: no name"),
    ],
)
def test_what_is_wrong_in_a_table_is_said_with_its_place(
    tmp_path: Path, text: str, place: str
) -> None:
    path = tmp_path / "own.csv"
    path.write_text(text)
    with pytest.raises(WrongFile, match=place):
        list(read_list(path, Format.CSV))


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_of_a_table_is_found(tmp_path: Path, separator: str) -> None:
    path = tmp_path / "own.csv"
    lines = (("country", "name", "city"), ("SN", '"Université,\u000bde; Dakar"', "Dakar"))
    path.write_text("\n".join(separator.join(cells) for cells in lines), encoding="utf-8")
    (entry,) = read_list(path, Format.CSV)
    assert (entry.names[0].text, entry.city) == ("Université, de; Dakar", "Dakar")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_is_read_with_or_without_its_mark(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "own.csv"
    path.write_text("country;name\nCH;Université de Genève\n", encoding=encoding)
    (entry,) = read_list(path, Format.CSV)
    assert entry.names[0].text == "Université de Genève"


def refusal(path: Path, kind: Format = Format.CSV, mapping: dict[str, str] | None = None) -> str:
    with pytest.raises(WrongFile) as caught:
        list(read_list(path, kind, mapping))
    text = str(caught.value)
    assert "\n" not in text
    assert path.name in text
    return text


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("country;name\nCH;Université de Genève\n".encode("cp1252"), "line 2: not UTF-8"),
        (b"", "no line of headings"),
        (b"country,name\n", "no institution under the headings"),
        (b"land;name\nCH;X\n", "line 1: no column country among land, name"),
        (b"country,name\nCH,X,Y\n", "line 2: more cells than headings"),
        (b"country,name\nXXA,X\n", "line 2: column country: unknown country 'XXA'"),
        (
            b"country,name,web\nCH,X,http://[::1\n",
            "line 2: column web: 'http://[::1' is no web address",
        ),
        (b"country,name,web\nCH,X,http:/unige.ch\n", "line 2: column web: "),
        (b'country,name\nCH,"Universit\xc3\xa9\nFR,Y\n', "line 3: unexpected end of data"),
        ("country,name\nCH,\u200b\n".encode(), "line 2: column name: no name"),
        (
            b"country,name,identifier\nCH,A,7\nCH,B,8\nCH,C,7\n",
            "record 3: identifier 7 stands more than once",
        ),
        (b"country,name\n;;\n", "line 2: column country: unknown country"),
        (b"country,name,citty\nCH,X,Bern\n", "line 1: unknown column citty; there are country"),
        (b"country;name;city;city\n", "line 1: column city stands more than once"),
        (b"country,name\nCH," + b"x" * 200_000 + b"\n", "line 2: field larger than field limit"),
    ],
)
def test_a_table_that_cannot_be_read_is_refused_with_its_line(
    tmp_path: Path, content: bytes, said: str
) -> None:
    path = tmp_path / "own.csv"
    path.write_bytes(content)
    assert said in refusal(path)


def test_a_heading_that_a_mapping_names_must_be_there(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text("country,name\nCH,X\n")
    assert "no column Town among country, name" in refusal(path, mapping={"city": "Town"})


SCHEMA_1 = {"id": "https://ror.org/1", "name": "University of X", "country": {"country_code": "CH"}}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (json.dumps([SCHEMA_1]).encode(), "item 1 is no record of ROR's schema 2"),
        (json.dumps([{"names": []}]).encode(), "item 1 is no record of ROR's schema 2"),
        (json.dumps([RECORD, RECORD | {"names": [{}]}]).encode(), "item 2 is no record"),
        (json.dumps([RECORD | {"locations": ["CH"]}]).encode(), "item 1 is no record"),
        (json.dumps([COMPANY]).encode(), "no record of type education"),
        (b"[]", "no record of type education"),
        (b"", "no record of type education"),
        (b'{"items": [1, 2', "no list of records in JSON"),
        (b"country,name\nCH,X\n", "no list of records in JSON"),
        (json.dumps([RECORD]).encode()[:-9], "no list of records in JSON"),
        (json.dumps([COMPANY, RECORD]).encode()[:-9], "cut short or damaged after item 1"),
        (json.dumps([RECORD | {"id": ""}]).encode(), "item 1 is no record"),
        (json.dumps([RECORD | {"types": "education"}]).encode(), "item 1 is no record"),
        (
            json.dumps([RECORD, COMPANY, RECORD]).encode(),
            "record 2: identifier 01swzsf04 stands more than once",
        ),
        (b"[" * 100_000, "no record of type education"),
        (b'[{"a": ' + b"[" * 60_000 + b"]" * 60_000 + b"}]", "nested too deeply"),
        (b"[NaN]", "item 1 is not an object"),
        (b'[{"id": ' + b"9" * 5000 + b"}]", "item 1: not JSON as described: a number is too long"),
        (b'[{"id": "1", "id": "2"}]', "item 1: stands more than once in one object (id 2): id"),
        (b'[{"items": "' + b"x" * 5_000_000 + b'"}]', "item 1 is no record, or damaged"),
        (json.dumps([RECORD | {"status": "merged"}]).encode(), "item 1: status: 'merged' is none"),
        (json.dumps([RECORD | {"locations": []}]).encode(), "item 1 is no record"),
        (json.dumps([RECORD | {"links": [{"value": "unige"}]}]).encode(), "item 1: 'unige' is no"),
        (json.dumps([RECORD | {"country": {"country_code": "CH"}}]).encode(), "is no record"),
        (b'[{"id": "G\xe8"}]', "line 1: not UTF-8"),
    ],
)
def test_a_ror_file_of_another_shape_is_refused_with_its_place(
    tmp_path: Path, content: bytes, said: str
) -> None:
    path = tmp_path / "dump.json"
    path.write_bytes(content)
    assert said in refusal(path, Format.ROR)


def test_a_broken_gzip_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "dump.jsonl.gz"
    whole = gzip.compress(json.dumps([RECORD] * 500).encode())
    path.write_bytes(whole[: len(whole) // 2])
    refusal(path, Format.ROR)
    path.write_bytes(whole[:40] + b"\xff" * 40 + whole[80:])
    refusal(path, Format.ROR)
    path.write_bytes(b"no gzip")
    refusal(path, Format.ROR)


def test_a_country_that_no_list_offers_is_left_out_and_counted(tmp_path: Path) -> None:
    kosovo = RECORD | {
        "id": "https://ror.org/9",
        "locations": [{"geonames_details": {"country_code": "XK"}}],
    }
    left_out = Counter[str]()
    path = ror(tmp_path / "dump.json", RECORD, kosovo)
    (entry,) = read_list(path, Format.ROR, left_out=left_out)
    assert (entry.country, left_out) == ("CH", {"XK": 1})


@pytest.mark.parametrize("kind", list(Format))
def test_a_country_outside_the_list_and_a_wrong_address_count_in_no_format(
    tmp_path: Path, kind: Format
) -> None:
    path = tmp_path / "list"
    for country, web in (("XK", "https://uni-pr.edu"), ("CH", "no address")):
        place = [{"geonames_details": {"country_code": country}}]
        ror(path, RECORD | {"locations": place, "links": [{"value": web}]})
        if kind is not Format.ROR:
            path.write_text(f"country;name;web\n{country};X;{web}\n")
        refusal(path, kind)


def test_columns_of_an_export_that_are_not_read_stand_there_freely(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text('"country";"name";"Remarks, a, b, c, d"\nCH;X;none\n')
    (entry,) = read_list(path, Format.WHED)
    assert entry.names[0].text == "X"
    (entry,) = read_list(path, Format.CSV, {"city": "Remarks, a, b, c, d"})
    assert entry.city == "none"


def test_the_ending_of_a_packed_file_may_be_in_capitals(tmp_path: Path) -> None:
    path = tmp_path / "DUMP.JSON.GZ"
    path.write_bytes(gzip.compress(json.dumps([RECORD]).encode()))
    assert len(list(read_list(path, Format.ROR))) == 1


@given(
    st.recursive(st.none() | st.booleans() | st.text(max_size=5), st.lists, max_leaves=5),
    st.sampled_from([*RECORD, "country", "city", "web"]),
)
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_value_in_a_ror_record_ends_in_a_traceback(
    tmp_path: Path, value: Any, field: str
) -> None:
    try:
        list(read_list(ror(tmp_path / "dump.json", RECORD | {field: value}), Format.ROR))
    except WrongFile as error:
        assert "\n" not in str(error)


@given(st.binary(max_size=60))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_bytes_in_a_table_end_in_a_traceback(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "own.csv"
    path.write_bytes(b"country;name\nCH;X\n" + content)
    try:
        list(read_list(path, Format.CSV))
    except WrongFile as error:
        assert "\n" not in str(error)
