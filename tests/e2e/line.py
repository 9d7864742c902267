"""A line to a server that a test can cut: a database that stops, without stopping it for others."""

import contextlib
import socket
import threading
from urllib.parse import urlsplit, urlunsplit


class Line:
    """Hands on what comes in on its own port, as long as it is whole.

    Args:
        url: of the server behind it.
    """

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._behind = (parts.hostname or "127.0.0.1", parts.port or 5432)
        self._listening = socket.create_server(("127.0.0.1", 0), backlog=200)
        self._open: list[socket.socket] = []
        self._whole = True
        port = self._listening.getsockname()[1]
        user = f"{parts.username}@" if parts.username else ""
        self.url = urlunsplit(parts._replace(netloc=f"{user}127.0.0.1:{port}"))
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        """End every connection, and each new one at once."""
        self._whole = False
        self._end()

    def mend(self) -> None:
        """Let connections through again."""
        self._whole = True

    def close(self) -> None:
        """Take the port away."""
        self.cut()
        self._listening.close()

    def _end(self) -> None:
        for one in self._open:
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()
        self._open.clear()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                inside, _address = self._listening.accept()
                if not self._whole:
                    inside.close()
                    continue
                outside = socket.create_connection(self._behind)
                self._open += [inside, outside]
                for one, other in ((inside, outside), (outside, inside)):
                    threading.Thread(target=_pass_on, args=(one, other), daemon=True).start()


def _pass_on(one: socket.socket, other: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while data := one.recv(65536):
            other.sendall(data)
    with contextlib.suppress(OSError):
        other.shutdown(socket.SHUT_RDWR)
