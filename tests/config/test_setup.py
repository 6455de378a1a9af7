"""What is said before anything is installed: a wrong Python, a full disk, a missing pip."""

import importlib.util
import subprocess
import sys
from collections import namedtuple

import pytest

from config.environment import BASE_DIR


@pytest.fixture
def setup(monkeypatch, tmp_path):
    """The script as a module, working on an empty folder."""
    spec = importlib.util.spec_from_file_location("setup_script", BASE_DIR / "scripts" / "setup.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "HOUSE", tmp_path)
    monkeypatch.setattr(module, "ENVIRONMENT", tmp_path / ".venv")
    monkeypatch.setattr(module, "PYTHON", tmp_path / ".venv" / "bin" / "python")
    (tmp_path / "requirements.txt").write_text("")
    return module


def test_an_old_python_is_refused_with_a_sentence(setup, monkeypatch):
    Version = namedtuple("Version", "major minor")
    monkeypatch.setattr(sys, "version_info", Version(3, 10))
    with pytest.raises(SystemExit, match=r"Carousel needs Python 3\.11 or newer, and this is "):
        setup.main()


def test_a_full_disk_is_named_before_anything_is_written(setup, monkeypatch, tmp_path):
    Usage = namedtuple("Usage", "total used free")
    monkeypatch.setattr("shutil.disk_usage", lambda path: Usage(1, 1, 5 * 2**20))
    with pytest.raises(SystemExit, match=r"The disk is full: the packages need 1200 MB .* 5 MB are free"):
        setup.main()
    assert not (tmp_path / ".venv").exists()


def test_packages_are_installed_again_only_when_the_requirements_change(setup, monkeypatch, tmp_path):
    installed = []
    monkeypatch.setattr(setup, "make_environment", lambda: (tmp_path / ".venv").mkdir(exist_ok=True))
    monkeypatch.setattr(setup, "install", lambda requirements: installed.append(requirements.name))
    monkeypatch.setattr(sys, "argv", ["setup.py"])
    setup.main()
    setup.main()
    (tmp_path / "requirements.txt").write_text("nothing==1\n")
    setup.main()
    assert installed == ["requirements.txt"] * 2


def test_make_says_in_one_sentence_that_there_is_no_python():
    done = subprocess.run(["make", "setup", "PYTHON="], cwd=BASE_DIR, capture_output=True, text=True)
    assert done.returncode
    assert "Carousel needs Python 3.11 or newer, and there is none on the PATH" in done.stderr


def test_every_package_is_pinned_to_one_version():
    lines = [
        line.split("#")[0].strip()
        for name in ("requirements.txt", "requirements-dev.txt")
        for line in (BASE_DIR / name).read_text().splitlines()
    ]
    loose = [line for line in lines if line and not line.startswith("-r") and "==" not in line]
    assert not loose
