"""What the browser is told on every answer, and what the settings become under https."""

import json
import os
import re
import subprocess
import sys

import pytest
import yaml

from config.environment import BASE_DIR

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "object-src": "'none'",
    "frame-ancestors": "'none'",
}
PRODUCTION = {
    "SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyz" * 2,
    "ALLOWED_HOSTS": "carousel.example",
    "HTTPS": "True",
    "BEHIND_PROXY": "True",
}


@pytest.mark.parametrize("path", ["/healthz", "/admin/login/", "/accounts/login/", "/no/such/page"])
@pytest.mark.django_db
def test_every_answer_forbids_what_is_not_from_here(client, path):
    response = client.get(path)
    parts = (part.strip().partition(" ") for part in response["Content-Security-Policy"].split(";"))
    assert {name: value for name, _, value in parts} == POLICY
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in response["Permissions-Policy"]


def test_no_template_of_ours_needs_what_the_policy_forbids():
    inline = re.compile(
        r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=|javascript:|hx-on", re.IGNORECASE
    )
    unsent = re.compile(r"{#.*?#}|{% comment %}.*?{% endcomment %}|{%.*?%}", re.DOTALL)
    found = [
        f"{path.relative_to(BASE_DIR)}: {match.group()}"
        for path in (BASE_DIR / "templates").rglob("*.html")
        for match in inline.finditer(unsent.sub("", path.read_text()))
    ]
    assert not found


def settings_under(**variables):
    """The settings as another environment makes them, read in a process of their own."""
    program = (
        "import json; from config import settings as s;"
        "print(json.dumps({n: getattr(s, n) for n in dir(s) if n.isupper()}, default=str))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=BASE_DIR,
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
    )
    return json.loads(done.stdout)


def test_under_https_cookies_are_bound_to_the_host_and_browsers_remember():
    found = settings_under(**PRODUCTION)
    assert found["SECURE_HSTS_SECONDS"] >= 31_536_000
    assert found["SECURE_SSL_REDIRECT"]
    assert (found["SESSION_COOKIE_NAME"], found["CSRF_COOKIE_NAME"]) == ("__Host-session", "__Host-csrf")
    assert all(
        found[f"{name}_COOKIE_{what}"] for name in ("SESSION", "CSRF") for what in ("SECURE", "HTTPONLY")
    )


def test_the_word_of_a_proxy_is_believed_only_when_told_to():
    assert "SECURE_PROXY_SSL_HEADER" not in settings_under(BEHIND_PROXY="False")
    assert "SECURE_PROXY_SSL_HEADER" in settings_under(**PRODUCTION)


def test_passwords_are_hashed_with_argon2():
    assert settings_under()["PASSWORD_HASHERS"][0].endswith("Argon2PasswordHasher")


@pytest.mark.slow
def test_the_deployment_check_of_django_finds_nothing():
    done = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=BASE_DIR,
        env={**os.environ, **PRODUCTION, "DJANGO_ALLOW_ASYNC_UNSAFE": ""},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr


def compose():
    return yaml.safe_load((BASE_DIR / "docker-compose.yml").read_text())


def test_compose_uses_only_variables_that_the_example_explains():
    example = (BASE_DIR / ".env.example").read_text()
    explained = set(re.findall(r"^([A-Z_]+)=", example, re.MULTILINE))
    assert set(re.findall(r"\$\{([A-Z_]+)", (BASE_DIR / "docker-compose.yml").read_text())) <= explained
    ours = {name for part in ("web", "worker", "beat") for name in compose()["services"][part]["environment"]}
    assert ours <= explained


def test_only_the_proxy_of_compose_can_be_reached_from_outside():
    services = compose()["services"]
    assert {"prepare", "web", "worker", "beat", "postgres", "redis", "proxy"} == set(services)
    assert [name for name, service in services.items() if "ports" in service] == ["proxy"]


def test_the_broker_of_compose_keeps_messages_through_a_crash():
    command = compose()["services"]["redis"]["command"]
    assert "--appendonly yes" in command
    assert "--maxmemory-policy noeviction" in command


def test_compose_takes_the_settings_that_its_environment_makes():
    environment = compose()["services"]["web"]["environment"]
    given = {
        name: re.sub(r"\$\{(\w+)[^}]*\}", "carousel.example", value) for name, value in environment.items()
    }
    given |= {
        "QUEUE_VISIBILITY_TIMEOUT": "120",
        "LOG_LEVEL": "INFO",
        "SECRET_KEY": "x" * 60,
        "STATE_FOLDER": "",
    }
    found = settings_under(**given)
    assert found["DATABASES"]["default"]["HOST"] == "postgres"
    assert found["CELERY_BROKER_URL"] == "redis://redis:6379/0"
    assert found["ALLOWED_HOSTS"] == ["carousel.example", "localhost", "127.0.0.1"]
    assert found["HTTPS"] is True


def test_the_image_does_not_run_as_root():
    assert re.search(r"^USER (?!root)", (BASE_DIR / "Dockerfile").read_text(), re.MULTILINE)
