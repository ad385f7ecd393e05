"""The offline map of the results: outlines and points, drawn here, with no tile and no network."""
