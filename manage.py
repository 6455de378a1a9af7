#!/usr/bin/env python
"""Django's command line; the built-in PostgreSQL is there for as long as the command runs."""

import atexit
import os
import sys
from pathlib import Path

ENVIRONMENT = Path(__file__).resolve().parent / ".venv"
NEED_NO_DATABASE = {
    "help",
    "version",
    "--help",
    "-h",
    "--version",
    "serve",
    "compile_catalogues",
    "collectstatic",
}


def use_our_environment():
    """We run on the interpreter that has our packages, whichever one the caller typed."""
    python = ENVIRONMENT / "bin" / "python"
    try:
        import django  # noqa: F401
    except ImportError:
        if Path(sys.prefix).resolve() == ENVIRONMENT or not python.exists():
            sys.exit("The packages are not installed yet: run `make run` or `make setup` first.")
        os.execv(python, [str(python), *sys.argv])


def main():
    use_our_environment()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from config.embedded import EmbeddedError, Hold, Server
    from config.environment import BadSetting, database_is_embedded

    try:
        if database_is_embedded() and not NEED_NO_DATABASE & set(sys.argv[1:2] or ["help"]):
            atexit.register(Hold(Server(say=lambda words: print(words, file=sys.stderr))).take().let_go)
        from django.core.management import execute_from_command_line

        execute_from_command_line(sys.argv)
    except (BadSetting, EmbeddedError) as refused:
        sys.exit(str(refused))


if __name__ == "__main__":
    main()
