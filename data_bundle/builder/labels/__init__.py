"""Labels of diplomas as families write them, from the capitals of BCN."""
