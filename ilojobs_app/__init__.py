"""ILO Jobs: the candidate portal of the International Labour Office."""
