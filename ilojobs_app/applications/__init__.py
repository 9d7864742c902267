"""Applications: the cover letter, submission once before the deadline, the sealed copy."""
