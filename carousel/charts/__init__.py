"""Charts: one pure function each, from rows to the text of an SVG."""
