"""Figures of benchmarks: percentiles, printed in lines of one shape."""

from statistics import quantiles


def summary(title: str, taken: list[float]) -> None:
    """Print a line: median, tails and worst, in milliseconds."""
    ranks = ", ".join(f"p{rank} {at(taken, rank):.1f}" for rank in (50, 95, 99))
    print(f"{title}: {ranks}, worst {max(taken):.1f} ms", flush=True)


def at(taken: list[float], rank: int) -> float:
    """Give a percentile."""
    return quantiles(taken, n=100, method="inclusive")[rank - 1]


def missed(title: str, ours: list[float], others: list[float], bars: dict[int, float]) -> list[str]:
    """Print our share of the others' percentiles, and give the bars (rank: share) that are missed."""
    shares = {rank: at(ours, rank) / at(others, rank) for rank in bars}
    for rank, bar in bars.items():
        print(f"  p{rank}: {shares[rank]:.3f} of the other's; at most {bar}")
    return [
        f"{title}: p{rank} is {shares[rank]:.3f} of the other's instead of {bar}"
        for rank, bar in bars.items()
        if shares[rank] > bar
    ]
