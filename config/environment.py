"""What differs between machines: read once, strictly, from the environment and `.env`.

Imports no Django, so that the supervisor and `manage.py` can ask before Django is there.
"""

import os
from contextlib import suppress
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent


class BadSetting(Exception):
    """A variable that cannot be read; the message is one sentence for the person who set it."""


def read_dotenv(path):
    """Variables of the file are in the environment; those set already stay as they are."""
    if not path.is_file():
        return
    for line in path.read_text(encoding="utf-8").splitlines():
        name, equals, value = line.strip().partition("=")
        if equals and not name.startswith("#"):
            os.environ.setdefault(name.strip(), value.strip().strip("\"'"))


def text(name, default=""):
    """An empty variable counts as absent: `NAME=` in a copied `.env` means "I did not choose"."""
    return os.environ.get(name, "").strip() or default


def boolean(name, default):
    """Only True and False are read: a "yes" or a typing error must not switch a protection off."""
    value = text(name)
    if value not in ("", "True", "False"):
        raise BadSetting(f"{name} must be True or False, but it is {value!r}.")
    return value == "True" if value else default


def integer(name, default, *, least=0, most=2**31):
    value = text(name)
    if not value:
        return default
    if not value.isdecimal() or not least <= int(value) <= most:
        raise BadSetting(f"{name} must be a whole number from {least} to {most}, but it is {value!r}.")
    return int(value)


def words(name, default=()):
    """A list written with commas."""
    return [word.strip() for word in text(name).split(",") if word.strip()] or list(default)


read_dotenv(BASE_DIR / ".env")


def state_folder():
    """Where everything lies that a running Carousel writes on this machine; git ignores it."""
    return Path(text("STATE_FOLDER", str(BASE_DIR / ".carousel"))).absolute()


def keep_secret(path, content):
    """The file exists, whole and readable by us alone; one that another process made first stays."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.{os.getpid()}")
    with open(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(content)
    with suppress(FileExistsError):
        os.link(unfinished, path)
    unfinished.unlink()


def port():
    return integer("PORT", 8000, least=1, most=65535)


def site_url(hosts):
    """Where people find the site, without a slash at the end: as set, else by the first of its names."""
    given = text("SITE_URL").rstrip("/")
    if given and not given.startswith(("https://", "http://")):
        raise BadSetting(f"SITE_URL must begin with https:// or http://, but it is {given!r}.")
    name = next((host.lstrip(".") for host in hosts if host.strip(".*")), "127.0.0.1")
    if name in ("127.0.0.1", "localhost", "[::1]"):
        return given or f"http://{name}:{port()}"
    return given or f"{'https' if boolean('HTTPS', default=False) else 'http'}://{name}"


def database_is_embedded():
    return not text("DATABASE_URL")


def sample_site_port():
    """Where the sample site is served, on a machine of one's own only; 0 where it is not."""
    chosen = integer("SAMPLE_SITE_PORT", 8099, most=65535)
    return chosen if database_is_embedded() else 0
