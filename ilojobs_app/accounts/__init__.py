"""Accounts of candidates: registration, sessions, forgotten passwords."""
