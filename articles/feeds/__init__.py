"""Feeds: where news is announced, when to look again, and what was announced."""
