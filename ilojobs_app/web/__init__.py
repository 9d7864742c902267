"""The web edge: pages per language, islands, the gate, policies, transactions, headers."""
