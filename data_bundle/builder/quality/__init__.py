"""The quality report of a build: rows, coverage, changes since the previous snapshot, in Markdown and JSON."""
