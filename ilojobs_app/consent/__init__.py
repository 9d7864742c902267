"""Consent to the privacy statement of one's country (R4), with the proof of it."""
