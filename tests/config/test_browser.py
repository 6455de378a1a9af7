"""The browser that the other tests drive, and the policy that it enforces."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_sign_in_page_opens_and_breaks_no_rule_of_the_policy(page):
    said = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto("/accounts/login/")
    assert page.locator("input[name=password]").is_visible()
    assert not said


def test_a_wrong_password_is_answered_on_the_same_page_without_script(new_page):
    page = new_page(java_script_enabled=False)
    page.goto("/accounts/login/")
    page.fill("input[name=username]", "editor")
    page.fill("input[name=password]", "not the password")
    page.press("input[name=password]", "Enter")
    assert page.url.endswith("/accounts/login/")
    assert page.locator("input[name=password]").is_visible()
