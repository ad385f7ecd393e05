"""Fetching datasets from Opendatasoft portals into the folder that `build --from` reads.

`download` goes through the sources one after the other. `endpoints` gives the addresses, `transport` one answer
(proxy, certificates, redirects), `retry` the patience, `fetch` one complete body (resumed when cut), `checks` what a
body must be before it takes the place of the last good file, `manifest` what is remembered of it, `display` shows it.
"""
