"""JSON of operators: read in the encodings that editors write, else refused in one sentence."""

import pytest

from ilojobs_app.core.operator_json import WrongJson, read_json


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_json_is_read_as_editors_save_it(encoding: str) -> None:
    assert read_json('{"a": "Genève"}'.encode(encoding)) == {"a": "Genève"}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "not JSON: "),
        (b'[\n"Gen\xe8ve"]', "line 2: not UTF-8; save the file as UTF-8"),
        (b'{"a": NaN}', "NaN is no number"),
        (b"[-Infinity]", "-Infinity is no number"),
        (b"9" * 5000, "not JSON as described: a number is too long"),
        (b'{"a":' * 50_000, "nested too deeply"),
        (
            b'[{"code": "x", "fr": "1", "fr": "2"}]',
            "stands more than once in one object (code x): fr",
        ),
        ('{"a": "é"}'.encode("utf-16-le"), "not UTF-8; save the file as UTF-8"),
        ('{"a": 1}'.encode("utf-16-le"), "not UTF-8; save the file as UTF-8"),
        ('{"a": 1}'.encode("utf-32"), "not UTF-8; save the file as UTF-8"),
        (b"\xff\xfe\x00", "not UTF-8; save the file as UTF-8"),
    ],
)
def test_what_is_no_json_is_refused_on_one_line(content: bytes, said: str) -> None:
    with pytest.raises(WrongJson) as caught:
        read_json(content)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)
