"""Mail: written in the transaction that causes it, delivered later by the worker."""
