"""The guide: pages to read offline, a table of contents, words found in all of them."""
