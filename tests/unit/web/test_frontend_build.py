"""What is changed in Reflex's build is checked where it is changed."""

import pytest

from ilojobs_app.web.frontend_build import wait_longer_each_time

SOURCE = """
  document.addEventListener("visibilitychange", checkVisibility);
    retry_timer = window.setTimeout(() => {
      socket.current.reconnect();
    }, 200 * failed_attempts); // Incremental backoff
"""


def test_a_page_without_a_line_waits_longer_each_time_and_asks_at_once_when_it_has_one() -> None:
    changed = wait_longer_each_time(SOURCE)
    assert "Math.min(10000, 150 * 2 ** failed_attempts)" in changed
    assert "Math.random()" in changed
    assert 'window.addEventListener("online", checkVisibility);' in changed
    assert "200 * failed_attempts" not in changed
    assert wait_longer_each_time(changed) == changed


def test_another_reflex_is_noticed() -> None:
    with pytest.raises(RuntimeError, match="visibilitychange"):
        wait_longer_each_time("another source")
