"""Cards: the pictures that go with an address where somebody shares it. Rows in, a PNG out."""
