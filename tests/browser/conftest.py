"""Chromium, logged in to the desk of the test site as one of its people."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.support.site import Site

QUIET = [
	"--no-sandbox",
	"--disable-gpu",
	"--disable-background-networking",
	"--no-first-run",
	"--disable-sync",
]
PROGRAMS = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
	program = next((found for name in PROGRAMS if (found := shutil.which(name))), None)
	if program is None:
		pytest.skip("Chromium is not installed: sudo apt install chromium")
	with sync_playwright() as playwright:
		browser = playwright.chromium.launch(executable_path=program, args=QUIET)
		yield browser
		browser.close()


@pytest.fixture
def desk(site: Site, chromium: Browser) -> Iterator[Callable[[str], Page]]:
	"""Log in as a user; the page fails the test at its end if any script on it failed."""
	failures: list[str] = []
	contexts = []

	def open_desk(user: str) -> Page:
		context = chromium.new_context(viewport={"width": 1366, "height": 900}, base_url=site.url)
		contexts.append(context)
		page = context.new_page()
		page.on("pageerror", lambda error: failures.append(str(error)))
		page.goto("/login")
		page.fill("#login_email", user)
		page.fill("#login_password", site.password)
		page.click(".btn-login:visible")
		page.wait_for_url("**/app**", timeout=60_000)
		return page

	yield open_desk
	for context in contexts:
		context.close()
	assert failures == []
