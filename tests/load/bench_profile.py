"""`make bench-profile`: what keeping an edit of a post costs, with one post and with fifteen.

A raw websocket sends the event that the page sends when somebody stops typing, and waits for the
answer: all that the server does, its database included. Both candidates take turns, and each edit
of one is compared with the other's beside it: the median of these ratios counts, so that a machine
that is busy for a while is busy for both, and decides nothing. The posts have the full length of
R9. Fails when fifteen posts take more than half as long again as one, or when an edit is answered by
more than one message.
"""

import asyncio
import sys
import tempfile
import time
from pathlib import Path
from statistics import median, quantiles
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

from ilojobs_app.accounts.sessions import begin_session  # noqa: E402
from tests.e2e.attacker import COOKIE, NAMESPACE, OWNERS, Attacker, event_name  # noqa: E402
from tests.e2e.server import Clock, Server, build_folder, prepared_data  # noqa: E402
from tests.factories.accounts import make_account  # noqa: E402
from tests.factories.profile import make_drafts, post  # noqa: E402

FEW, MANY = 1, 15
WARM_UP, EDITS = 20, 300
GROWTH_MAX = 1.5
PAUSE = 0.06  # the gate ends a connection that sends more than twenty events a second
ANSWER_SECONDS = 10
SAVE = event_name("profile.state.entries.EntriesState", "save")
LOAD = event_name("profile.state.entries.EntriesState", "load")
SENTENCE = "Appui aux mutuelles de santé de quatre pays et formation de leurs équipes. "


def main() -> None:
    build = build_folder()
    if build is None:
        raise SystemExit("No build: run `make check` first.")
    with tempfile.TemporaryDirectory() as folder:
        data = prepared_data(Path(folder), Path(folder) / "data")
        server = Server(data, build)
        server.start()
        try:
            taken = asyncio.run(edits(server))
        finally:
            server.stop()
    for posts, times in taken.items():
        p95 = quantiles(times, n=20)[-1]
        print(f"{posts:>2} posts: p50 {median(times):.2f} ms, p95 {p95:.2f} ms an edit")
    growth = growth_of(taken[FEW], taken[MANY])
    print(f"{MANY} posts take {growth:.2f} times as long as {FEW}; at most {GROWTH_MAX}")
    raise SystemExit(growth > GROWTH_MAX)


def growth_of(few: list[float], many: list[float]) -> float:
    """Give how many times as long edits among many posts take: the median of neighbouring pairs.

    Who comes first changes with each turn, so two turns make a pair.
    """
    pairs = zip(_by_two(few), _by_two(many), strict=True)
    return median(among_many / among_few for among_few, among_many in pairs)


def _by_two(taken: list[float]) -> list[float]:
    return [first + second for first, second in zip(taken[::2], taken[1::2], strict=True)]


class Tab(Attacker):
    """A connection whose answers are waited for."""

    async def __aenter__(self) -> "Tab":
        self.queue: asyncio.Queue[Any] = asyncio.Queue()
        self.client.on("event", self.queue.put_nowait, namespace=NAMESPACE)
        await super().__aenter__()
        return self

    async def ask(self, name: str, **payload: Any) -> Any:
        """Send an event; give the first answer."""
        await self.emit(name, "/fr/profile/experience", **payload)
        return await asyncio.wait_for(self.queue.get(), ANSWER_SECONDS)


async def edits(server: Server) -> dict[int, list[float]]:
    """Give the milliseconds of each edit, by the number of posts."""
    taken: dict[int, list[float]] = {FEW: [], MANY: []}
    async with (
        Tab(server.url, cookie=candidate(server, FEW)) as few,
        Tab(server.url, cookie=candidate(server, MANY)) as many,
    ):
        turns = [(FEW, few), (MANY, many)]
        for _posts, tab in turns:
            await tab.ask(LOAD, slug="experience")
        for number in range(WARM_UP + EDITS):
            await asyncio.sleep(PAUSE)
            for posts, tab in turns:
                milliseconds = await one_edit(tab, number)
                if number >= WARM_UP:
                    taken[posts].append(milliseconds)
            turns.reverse()  # who comes first after the pause finds everything cold
    return taken


def candidate(server: Server, posts: int) -> str:
    """Make a candidate with this many posts; give the cookie."""
    with server.transaction() as session:
        account = make_account(session, email=f"candidate{posts}@example.org")
        assert account.id is not None
        now = Clock(server.data).now()
        written = [full_post(number) for number in range(posts)]
        make_drafts(session, account.id, now, experience={"no_experience": False, "posts": written})
        cookie = f"{COOKIE}={begin_session(session, account_id=account.id, now=now)}"
    OWNERS[cookie] = f"account-{account.id}"
    return cookie


def full_post(number: int) -> dict[str, Any]:
    """Give a post of full length; none begins when another does."""
    return post(
        key=f"post-{number}",
        start=f"{2000 + number}-03",
        end=f"{2000 + number}-12",
        main_duties=(SENTENCE * 40)[:2000],
        main_achievements=(SENTENCE * 20)[:1000],
    )


async def one_edit(tab: Tab, number: int) -> float:
    """Change the oldest post's duties, as typing does; give the milliseconds."""
    duties = f"{number} {SENTENCE * 30}"[:2000]
    values = {**full_post(0), "main_duties": duties}
    sent = {"edit": number + 1, "values": values, "changed": ["main_duties"]}
    begun = time.perf_counter()
    answered = await tab.ask(SAVE, slug="experience", data=sent)
    taken = (time.perf_counter() - begun) * 1000
    assert any("saved" in str(names) for names in answered["delta"].values()), answered
    assert tab.queue.empty(), "an edit is answered once"
    return taken


if __name__ == "__main__":
    main()
