"""Reads articles: text and names in, claims out.

Imports no Django, opens no file but those of its ``lexicons``, ``patterns`` and ``concepts`` folders and
its tables of weights, reads no clock. Whoever calls it brings the names along, compiled once with
``Names.compile``.
"""

from .claims import ArticleText, Claim, KnownCoach, KnownName, Reading
from .names import Names
from .pipeline import read

VERSION = "2026.11"  # changes whenever the same article may give other claims

__all__ = ["VERSION", "ArticleText", "Claim", "KnownCoach", "KnownName", "Names", "Reading", "read"]
