"""Waiting for what the desk does in the background of a tab: load ahead, paint, and write verdicts."""

from playwright.sync_api import expect


def until(tab, is_so):
    for _ in range(200):
        if is_so():
            return
        tab.wait_for_timeout(50)
    raise AssertionError("It never came to that.")


def loaded_ahead(tab):
    """The item in hand has been painted, and the next one is there."""
    until(tab, lambda: tab.evaluate("ahead.length > 0 && performance.now() >= stillUntil"))


def painted(tab):
    until(tab, lambda: tab.evaluate("performance.now() >= stillUntil"))


def written(tab):
    """Nothing is in line any more."""
    expect(tab.locator(".item[aria-busy]")).to_have_count(0)
    until(tab, lambda: tab.evaluate("line.length === 0 && !isBusy"))
