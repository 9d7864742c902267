"""What is deleted from an SQLite database is in its file no more."""

from pathlib import Path

import sqlalchemy as sa

from ilojobs_app.core.db import make_engine

SECRET = "PLANTED-TOKEN-5c1e"


def test_what_was_deleted_or_written_over_is_not_left_in_the_file(tmp_path: Path) -> None:
    file = tmp_path / "x.db"
    engine = make_engine(f"sqlite:///{file}")
    with engine.begin() as connection:
        connection.execute(sa.text("CREATE TABLE mails (id INTEGER PRIMARY KEY, text TEXT)"))
        rows = [{"text": SECRET * 300} for _ in range(50)]
        connection.execute(sa.text("INSERT INTO mails (text) VALUES (:text)"), rows)
    with engine.begin() as connection:
        connection.execute(sa.text("DELETE FROM mails WHERE id % 2"))
        connection.execute(sa.text("UPDATE mails SET text = ''"))
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA secure_delete").scalar() == 1
        assert connection.exec_driver_sql("PRAGMA temp_store").scalar() == 2
    engine.dispose()
    assert SECRET.encode() not in b"".join(path.read_bytes() for path in tmp_path.iterdir())
