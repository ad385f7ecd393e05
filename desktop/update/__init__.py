"""Signed updates of the data: from https, a folder, a share or a USB key, verified before anything is changed."""
