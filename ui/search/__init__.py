"""The search page: a field, facets, the list of results."""
