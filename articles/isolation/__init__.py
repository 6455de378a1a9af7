"""Parsers of what strangers wrote run apart: in a process without settings and secrets, within limits.

`ask` is all that the rest of the house needs; `server` is that process.
"""

from .client import ask

__all__ = ["ask"]
