"""The map of the site: one module a page, named as its address. Composes features, decides nothing."""
