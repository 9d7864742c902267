"""States of the profile pages: the single fields of a step, its entries, the summary."""
