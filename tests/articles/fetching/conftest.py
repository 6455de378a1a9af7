"""The site on this machine, for the tests of this folder."""

from tests.site import site  # noqa: F401
