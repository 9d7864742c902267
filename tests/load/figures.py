"""Figures of benchmarks: percentiles, printed in lines of one shape."""

from statistics import quantiles


def summary(title: str, taken: list[float]) -> None:
    """Print a line: median, tails and worst, in milliseconds."""
    ranks = ", ".join(f"p{rank} {at(taken, rank):.1f}" for rank in (50, 95, 99))
    print(f"{title}: {ranks}, worst {max(taken):.1f} ms", flush=True)


def at(taken: list[float], rank: int) -> float:
    """Give a percentile."""
    return quantiles(taken, n=100, method="inclusive")[rank - 1]
