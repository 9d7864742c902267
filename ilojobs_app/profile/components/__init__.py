"""The profile's pages, drawn from the schema of their steps."""
