"""A served site with the feed's user on it, an IRO and an IRO Manager."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from integration_service.frappe_client import FrappePlatform
from tests.support.completing import COMPLETE, ready
from tests.support.feed import Feed
from tests.support.platform import TestPlatform

IRO, MANAGER = "test.iro@example.com", "test.manager@example.com"
PASSWORD = "correct-horse-battery"

_PEOPLE = """
from iro_module.iro_setup import integration_user
for email, role in people.items():
	if not frappe.db.exists("User", email):
		user = frappe.new_doc("User")
		user.update({"email": email, "first_name": email.split("@")[0]})
		user.update({"send_welcome_email": 0, "new_password": password})
		user.insert(ignore_permissions=True)
		user.add_roles(role)
result = integration_user.make("test.feed@example.com")
"""


@dataclass
class Site:
	"""What a test of the platform needs: the site, the feed into it and who is there."""

	platform: TestPlatform
	feed: Feed
	url: str
	key: str
	secret: str
	iro: str = IRO
	manager: str = MANAGER
	password: str = PASSWORD

	def run(self, code: str, **values: object) -> object:
		return self.platform.run(code, **values)

	def allocate(self, child_id: str, iro: str = IRO) -> None:
		"""The IRO Manager names the child's reviewing officer on the desk."""
		self.run(
			"""
from iro_module.domain.records import child_name
frappe.set_user(manager)
child = frappe.get_doc("Looked After Child", child_name(child_id))
child.iro = iro
child.save()
""",
			child_id=child_id,
			iro=iro,
			manager=MANAGER,
		)

	def complete(self, review: str, on: date, user: str = MANAGER, **values: object) -> None:
		"""Complete a review (by name) on that day with everything that is asked for; `values` override."""
		self.run(COMPLETE, user=user, review=review, values=ready(on, **values))

	def rows(self, doctype: str, child_id: str, *fields: str) -> list[dict[str, object]]:
		"""Rows of a doctype of one child, oldest first."""
		found = self.run(
			"""
from iro_module.domain.records import child_name
result = frappe.get_all(doctype, filters={"child": child_name(child_id)}, fields=fields, order_by="creation, name")
""",
			doctype=doctype,
			child_id=child_id,
			fields=list(fields),
		)
		assert isinstance(found, list)
		return found


@pytest.fixture(scope="session")
def site(platform: TestPlatform) -> Site:
	keys = platform.run(
		_PEOPLE,
		people={IRO: "Independent Reviewing Officer", MANAGER: "IRO Manager"},
		password=PASSWORD,
	)
	url = platform.start_web(workers=3)
	key, secret = keys["IRO_SYNC_API_KEY"], keys["IRO_SYNC_API_SECRET"]
	return Site(platform, Feed(FrappePlatform(url, key, secret)), url, key, secret)
