"""One story in many places: near-copies are tied to the first of them, and edits kept as versions."""
