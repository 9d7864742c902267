"""The apply page as a candidate uses it: what it holds, what it sends."""
