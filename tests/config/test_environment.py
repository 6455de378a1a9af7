"""Settings are read strictly, and every variable is explained in `.env.example`."""

import re
import stat
import subprocess
import sys
from itertools import pairwise

import pytest

from config import environment
from config.environment import BASE_DIR, BadSetting

READ = re.compile(r"(?:boolean|integer|text|words)\(\s*\"([A-Z_]+)\"")
EXAMPLE = {
    line.partition("=")[0]: line.partition("=")[2]
    for line in (BASE_DIR / ".env.example").read_text().splitlines()
    if line and not line.startswith("#")
}
COMPOSE_ONLY = {"SITE", "POSTGRES_PASSWORD"}
TESTS_ONLY = {"CHROMIUM"}


def variables_read():
    files = (BASE_DIR / "config").glob("*.py")
    return {name for file in files for name in READ.findall(file.read_text())}


def test_every_variable_that_is_read_is_in_the_example():
    assert variables_read() == set(EXAMPLE) - COMPOSE_ONLY - TESTS_ONLY


def test_every_line_of_the_example_has_a_line_of_meaning_above():
    lines = (BASE_DIR / ".env.example").read_text().splitlines()
    bare = [b for a, b in pairwise(lines) if b and b[0] != "#" and not a.startswith("#")]
    assert not bare


@pytest.mark.parametrize("value", ["yes", "true", "1", "on"])
def test_a_switch_takes_only_true_and_false(monkeypatch, value):
    monkeypatch.setenv("DEBUG", value)
    with pytest.raises(BadSetting, match="DEBUG must be True or False"):
        environment.boolean("DEBUG", default=False)


@pytest.mark.parametrize("value", ["eighty", "0", "70000", "-1", "80.0"])
def test_a_port_that_is_none_is_refused_with_a_sentence(monkeypatch, value):
    monkeypatch.setenv("PORT", value)
    with pytest.raises(BadSetting, match="PORT must be a whole number from 1 to 65535"):
        environment.port()


def test_an_empty_variable_is_no_variable(monkeypatch):
    monkeypatch.setenv("PORT", "")
    assert environment.port() == 8000


def test_the_environment_stands_above_the_file(monkeypatch, tmp_path):
    (tmp_path / ".env").write_text('# remark\nPORT=9000\nLOG_LEVEL="DEBUG"\nnonsense\n')
    monkeypatch.setenv("PORT", "9001")
    monkeypatch.delenv("LOG_LEVEL", raising=False)
    environment.read_dotenv(tmp_path / ".env")
    assert (environment.port(), environment.text("LOG_LEVEL")) == (9001, "DEBUG")


def test_a_secret_is_made_once_and_only_we_can_read_it(tmp_path):
    kept = tmp_path / "state" / "secret_key"
    environment.keep_secret(kept, "first")
    environment.keep_secret(kept, "second")
    assert kept.read_text() == "first"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert [path.name for path in kept.parent.iterdir()] == ["secret_key"]


def settings_with(tmp_path, **variables):
    """The settings read in a process of their own, on an environment that holds nothing else."""
    command = [sys.executable, "-c", "from config import settings; print(settings.SECRET_KEY)"]
    given = {"PATH": "/usr/bin:/bin", "STATE_FOLDER": str(tmp_path), **variables}
    return subprocess.run(command, cwd=BASE_DIR, env=given, capture_output=True, text=True)


def test_without_a_key_a_machine_of_ones_own_makes_one_and_keeps_it(tmp_path):
    first, second = settings_with(tmp_path), settings_with(tmp_path)
    assert len(first.stdout.strip()) > 50
    assert first.stdout == second.stdout


def test_without_a_key_a_site_on_its_own_database_does_not_start(tmp_path):
    refused = settings_with(tmp_path, DATABASE_URL="postgres://carousel:x@db/carousel")
    assert refused.returncode
    assert "SECRET_KEY must be set when DATABASE_URL is" in refused.stderr


def test_another_kind_of_database_is_refused(tmp_path):
    refused = settings_with(tmp_path, SECRET_KEY="x", DATABASE_URL="sqlite:///file.db")
    assert "DATABASE_URL must name a PostgreSQL database" in refused.stderr
