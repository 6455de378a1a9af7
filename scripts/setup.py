"""The virtual environment with our pinned packages; needs nothing but Python itself.

Run by `make`: `python3 scripts/setup.py [--dev]`. Does nothing when the requirements have not changed.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

HOUSE = Path(__file__).resolve().parent.parent
ENVIRONMENT = HOUSE / ".venv"
PYTHON = ENVIRONMENT / "bin" / "python"
NEEDS = 1200 * 2**20
OLDEST = (3, 11)


def refuse(sentence):
    sys.exit(sentence)


def fingerprint(files):
    digest = hashlib.sha256(sys.version.encode())
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()


def make_environment():
    """`.venv` has an interpreter; pip may be missing there, where Debian keeps it in a package of its own."""
    if PYTHON.exists() and subprocess.run([PYTHON, "-c", ""]).returncode == 0:
        return
    free = shutil.disk_usage(HOUSE).free
    if free < NEEDS:
        refuse(
            f"The disk is full: the packages need {NEEDS // 2**20} MB in {HOUSE} "
            f"and {free // 2**20} MB are free."
        )
    print("Making the virtual environment in .venv …", flush=True)
    shutil.rmtree(ENVIRONMENT, ignore_errors=True)
    made = subprocess.run(
        [sys.executable, "-m", "venv", "--without-pip", ENVIRONMENT], capture_output=True, text=True
    )
    if made.returncode:
        refuse(f"Python could not make a virtual environment: {(made.stderr or made.stdout).strip()}")


def pip():
    """How to call pip for `.venv`: its own, one made by ensurepip, or that of the calling Python."""
    if subprocess.run([PYTHON, "-m", "pip", "--version"], capture_output=True).returncode == 0:
        return [PYTHON, "-m", "pip"]
    if subprocess.run([PYTHON, "-m", "ensurepip", "--default-pip"], capture_output=True).returncode == 0:
        return [PYTHON, "-m", "pip"]
    theirs = [sys.executable, "-m", "pip", "--python", PYTHON]
    if subprocess.run([*theirs, "--version"], capture_output=True).returncode == 0:
        return theirs
    refuse(
        "This Python has no pip: install it with your system's packages "
        "(on Debian or Ubuntu: apt-get install python3-pip python3-venv)."
    )


def install(requirements):
    print(f"Installing the packages of {requirements.name}; this takes a minute or two …", flush=True)
    command = [*pip(), "install", "-qq", "--disable-pip-version-check", "--no-input", "-r", requirements]
    environment = {**os.environ, "PIP_ROOT_USER_ACTION": "ignore"}
    if subprocess.run(command, env=environment).returncode:
        refuse(
            "The packages could not be installed; what pip said stands above. "
            "Check the network and the disk, then run the same command again."
        )


def main():
    if sys.version_info < OLDEST:
        refuse(
            f"Carousel needs Python {OLDEST[0]}.{OLDEST[1]} or newer, and this is {sys.version.split()[0]}: "
            "install one and name it, for example make run PYTHON=python3.11."
        )
    wanted = [HOUSE / "requirements.txt"]
    if "--dev" in sys.argv:
        wanted.append(HOUSE / "requirements-dev.txt")
    stamp = ENVIRONMENT / f"installed-{wanted[-1].stem}"
    print_of_now = fingerprint(wanted)
    make_environment()
    if stamp.exists() and stamp.read_text() == print_of_now:
        return
    install(wanted[-1])
    for file in wanted:
        (ENVIRONMENT / f"installed-{file.stem}").write_text(fingerprint(wanted[: wanted.index(file) + 1]))


if __name__ == "__main__":
    main()
