"""From what a site sends to a text that can be kept: pure functions."""
