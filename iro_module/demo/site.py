"""Demo data on a site made for tests: `bench --site SITE execute iro_module.demo.site.load`.

The children come in through the same door as a council's: as messages of the feed.
"""

import hashlib
import json
import secrets
from datetime import timedelta
from itertools import cycle

import click
import frappe
from frappe import _

from iro_module.demo.cast import CHILDREN
from iro_module.demo.feed import Message
from iro_module.demo.lived_in import live_in
from iro_module.demo.people import (
	MANAGER,
	OFFICERS,
	PEOPLE,
	SERVICE,
	SERVICE_MANAGER,
	TEAMS,
	Person,
)
from iro_module.demo.shifting import messages_until
from iro_module.domain.records import child_name
from iro_module.exceptions import DemoRefused
from iro_module.intake.ingesting import ingest
from iro_module.iro_setup.clock import today
from iro_module.iro_setup.people import staff_name

BATCH = 50
WITHOUT_IRO = 5
"""How many children wait for a reviewing officer, so that there is something to allocate."""


def load() -> None:
	"""Users, a month of messages, allocations and a booking. Does nothing a second time.

	Raises DemoRefused on a site without `allow_tests`, or one that has children of its own.
	"""
	refuse_real_sites()
	if frappe.db.count("Looked After Child"):
		click.echo("The demo data is here already.")
		return
	password = make_people()
	make_teams()
	month = (today() - timedelta(weeks=5)).isoformat()
	messages = messages_until(today())
	send([message for message in messages if message["time"] < month], notify=False)
	name_staff()
	allocate()
	send([message for message in messages if message["time"] >= month], notify=True)
	name_staff()  # some are named for the first time in the last month
	allocate()
	book_one_review()
	live_in()
	frappe.db.commit()
	click.echo(
		f"Demo data: {frappe.db.count('Looked After Child')} children of Wenbury, an invented council."
	)
	if password:
		click.echo(f"Their password, shown only this once: {password}")
	for person in PEOPLE:
		click.echo(f"  {person.email:<32} {person.role}")


def refuse_real_sites() -> None:
	"""Only a site made for tests, and only while no other child is on it."""
	if not frappe.conf.allow_tests:
		frappe.throw(
			_("Demo data only goes on a site made for tests: set allow_tests in its site_config.json first."),
			DemoRefused,
		)
	ours = [child_name(child.child_id) for child in CHILDREN]
	if frappe.db.count("Looked After Child", {"name": ("not in", ours)}):
		frappe.throw(_("This site has children of its own. Make another site for the demo."), DemoRefused)


def make_people() -> str | None:
	"""The users of the demo, all with one password made up here; returns it, or None where they all exist."""
	password = secrets.token_urlsafe(9)
	missing = [person for person in PEOPLE if not frappe.db.exists("User", person.email)]
	for person in missing:
		_make_user(person, password)
	for person in PEOPLE:
		frappe.get_doc("User", person.email).add_roles(person.role)
	frappe.db.commit()  # intake begins with a rollback
	return password if missing else None


def _make_user(person: Person, password: str) -> None:
	user = frappe.new_doc("User")
	user.update(
		{
			"email": person.email,
			"first_name": person.first_name,
			"last_name": person.last_name,
			"send_welcome_email": 0,
			"new_password": password,
			"time_zone": "Europe/London",
		}
	)
	user.flags.ignore_password_policy = True
	user.insert(ignore_permissions=True)


def make_teams() -> None:
	"""The service and its teams. The social worker with a log-in has a caseload of her own and no whole team."""
	_make_team(SERVICE, None, SERVICE_MANAGER)
	for name, manager in TEAMS.items():
		_make_team(name, SERVICE, manager)
	frappe.db.commit()  # intake begins with a rollback


def _make_team(name: str, above: str | None, manager: Person | None) -> None:
	if not frappe.db.exists("Social Work Team", name):
		team = frappe.new_doc("Social Work Team")
		team.update({"team_name": name, "parent_social_work_team": above, "is_group": int(above is None)})
		team.manager = manager.email if manager else None
		team.insert(ignore_permissions=True)


def send(messages: list[Message], *, notify: bool) -> None:
	"""Put the messages through intake, in batches as the service sends them."""
	for start in range(0, len(messages), BATCH):
		entries = [_entry(message) for message in messages[start : start + BATCH]]
		ingest(entries, notify=notify)
		frappe.db.commit()


def _entry(message: Message) -> dict[str, object]:
	body = json.dumps(message, ensure_ascii=False)
	return {
		"body": body,
		"digest": hashlib.sha256(body.encode()).hexdigest(),
		"faults": None,
		"source": None,
		"id": None,
	}


def name_staff() -> None:
	"""Say who stands behind a staff id; the others stay on the list of the unmapped."""
	for person in PEOPLE:
		name = staff_name(person.staff_id) if person.staff_id else None
		if name and frappe.db.exists("Staff Identity", name):
			identity = frappe.get_doc("Staff Identity", name)
			identity.user = person.email
			identity.save(ignore_permissions=True)
	frappe.db.commit()


def allocate() -> None:
	"""Give the children turn by turn to the reviewing officers, but for a few and for those who cannot be theirs."""
	names = frappe.get_all(
		"Looked After Child", {"next_review_due_on": ("is", "set")}, pluck="name", order_by="child_id"
	)
	officers = cycle(OFFICERS)
	for name in names[:-WITHOUT_IRO]:
		child = frappe.get_doc("Looked After Child", name)
		officer = next(officers)
		if child.iro:
			continue
		if child.social_worker and child.social_worker == officer.staff_id:
			officer = next(officers)
		child.iro = officer.email
		child.save(ignore_permissions=True)
	frappe.db.commit()


def book_one_review() -> None:
	"""A meeting in the diary: the next review that is still to come."""
	to_come = {"status": "Planned", "due_on": (">", today())}
	name = frappe.get_all("IRO Review", to_come, pluck="name", order_by="due_on asc, name asc", limit=1)[0]
	review = frappe.get_doc("IRO Review", name)
	review.status, review.booked_on, review.chaired_by = "Booked", review.practical_on, MANAGER.email
	review.save(ignore_permissions=True)
