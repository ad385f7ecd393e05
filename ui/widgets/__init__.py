"""Small widgets and painters that the pages share."""
