"""`make check`: everything that can be known without running the tests; all of it runs, then it fails."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HOUSE = Path(__file__).resolve().parent.parent
PRODUCTION = {
    "SECRET_KEY": "only-for-the-deployment-check-" + "0123456789" * 4,
    "ALLOWED_HOSTS": "carousel.example",
    "HTTPS": "True",
    "BEHIND_PROXY": "True",
}
PYTHON_FILES = ["articles", "bench", "carousel", "config", "scripts", "tests", "manage.py"]
# Those that take longest come first: the others are done beside them.
CHECKS = {
    "types": ["-m", "mypy", "--no-error-summary"],
    "templates": ["-m", "djlint", "templates", "--lint", "--quiet"],
    "translations": ["manage.py", "check_catalogues"],
    "migrations": ["manage.py", "makemigrations", "--check", "--dry-run"],
    "deployment": ["manage.py", "check", "--deploy", "--fail-level", "WARNING"],
    "format": ["-m", "ruff", "format", "--check", "--output-format", "concise", *PYTHON_FILES],
    "lint": ["-m", "ruff", "check", "--quiet", *PYTHON_FILES],
}


def run(name):
    more = PRODUCTION if name == "deployment" else {}
    return subprocess.run(
        [sys.executable, *CHECKS[name]],
        cwd=HOUSE,
        env={**os.environ, **more},
        capture_output=True,
        text=True,
    )


def main():
    failed = []
    with ThreadPoolExecutor(os.cpu_count()) as side_by_side:
        for name, done in zip(CHECKS, side_by_side.map(run, CHECKS), strict=True):
            print(f"{name:<14}{'failed' if done.returncode else 'ok'}", flush=True)
            if done.returncode:
                failed.append(name)
                print((done.stdout + done.stderr).strip() + "\n", flush=True)
    if failed:
        sys.exit(f"{len(failed)} of {len(CHECKS)} checks failed: {', '.join(failed)}.")


if __name__ == "__main__":
    main()
