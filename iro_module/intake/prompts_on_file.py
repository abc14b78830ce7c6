"""IRO Prompts: each notice of the plan stands once, and its people are told once."""

from collections.abc import Iterable, Mapping, Sequence

import frappe
from frappe import _
from frappe.utils import now_datetime

from iro_module.domain.circumstances.joining import Key
from iro_module.domain.comparison import FiledNotice, compare_notices
from iro_module.domain.notices import TO_THE_SERVICE, Notice
from iro_module.domain.oversight import RULE as OVERSIGHT
from iro_module.domain.policy import Policy
from iro_module.domain.wording import in_words
from iro_module.intake import rows
from iro_module.iro_records.acting import acting_user
from iro_module.iro_reviews.notifying import notify as notify_in_desk
from iro_module.iro_setup.people import holders
from iro_module.iro_setup.roles import IRO_MANAGER

_COLUMNS = ("rule", "subject", "tell", "tell_by", "reason", "counted", "changed_on", "state")
OPEN = "Open"
CLOSED_BY_PLAN = "No longer needed"


def load(names: Sequence[str]) -> dict[str, list[frappe._dict]]:
	"""The prompts of children, closed ones too: those are never raised again."""
	return rows.of_children("IRO Prompt", _COLUMNS, names)


def notice_from_row(child_id: str, row: frappe._dict) -> Notice:
	"""The notice as it stands on file. `counted` is empty where it was raised before that was kept."""
	return Notice(
		child_id, row.rule, row.subject, row.tell, row.tell_by, row.reason, row.counted or "", row.changed_on
	)


def save(
	child: frappe._dict,
	standing: Sequence[Notice],
	on_file: Iterable[frappe._dict],
	joined: Mapping[str, Key],
	policy: Policy,
	*,
	notify: bool,
) -> set[str]:
	"""Raise, move and close prompts so that they are those of the plan; returns the users told.

	joined: reports of staff that are one with a change of the records. Who was told of the one is not told again.
	"""
	on_file = list(on_file)
	filed = [
		FiledNotice(notice_from_row(child.child_id, row), row.state == OPEN, row.state == CLOSED_BY_PLAN)
		for row in on_file
	]
	actions = compare_notices(standing, filed, policy)
	for notice in actions.changed:
		_write(notice.key, _said(notice))
	for notice in actions.reopened:
		_write(notice.key, {**_said(notice), "state": OPEN})
	for notice in actions.closed:
		_write(notice.key, {"state": CLOSED_BY_PLAN})
	told: set[str] = set()
	spoken_of: set[tuple[str, str]] = set()
	for notice in actions.raised:
		before = _told_before(notice, on_file, joined)
		told |= _raise(child, notice, before, spoken_of, notify=notify)
	return told


def _told_before(
	notice: Notice, on_file: Iterable[frappe._dict], joined: Mapping[str, Key]
) -> frappe._dict | None:
	"""The prompt by which the same people were told of the same change under the name of a report."""
	reports = {name for name, (subject, _aspect) in joined.items() if subject == notice.subject}
	return next((row for row in on_file if row.subject in reports and row.tell == notice.tell), None)


def _said(notice: Notice) -> dict[str, object]:
	return {
		"tell_by": notice.tell_by,
		"reason": notice.reason,
		"counted": notice.counted,
		"changed_on": notice.changed_on,
	}


def _raise(
	child: frappe._dict,
	notice: Notice,
	before: frappe._dict | None,
	spoken_of: set[tuple[str, str]],
	*,
	notify: bool,
) -> set[str]:
	"""A prompt of its own for each notice; of a change, each person is notified once, whatever rules it falls under.

	spoken_of: user and record that shows the change, so far.
	"""
	users = _users(child, notice) if notify and not before and _told_in_desk() else []
	doc = frappe.new_doc("IRO Prompt")
	doc.update(
		{
			"name": notice.key,
			"child": child.name,
			"rule": notice.rule,
			"subject": notice.subject,
			"tell": notice.tell,
			**_said(notice),
			"state": OPEN,
			"notified_user": users[0] if users else None,
			"notified_on": now_datetime() if users else None,
			**(_taken_over(before) if before else {}),
		}
	)
	doc.flags.planned = True
	doc.insert(ignore_permissions=True, set_name=notice.key)
	told: set[str] = set()
	for user in users:
		if notice.changed_on and (user, notice.subject) in spoken_of:
			continue
		spoken_of.add((user, notice.subject))
		told |= set(notify_in_desk(user, doc.doctype, doc.name, _subject(notice)))
	return told


def _taken_over(before: frappe._dict) -> dict[str, object]:
	"""What became of a prompt, for the one that takes its place."""
	kept = ("dismissed_because", "notified_user", "notified_on")
	state = OPEN if before.state == CLOSED_BY_PLAN else before.state
	return {"state": state, **{field: before.get(field) for field in kept}}


def _told_in_desk() -> bool:
	"""The council's switch for notifications in the desk."""
	return bool(frappe.db.get_single_value("IRO Settings", "notify_in_desk"))


def _users(child: frappe._dict, notice: Notice) -> list[str]:
	"""Who acts for the child today; the IRO Managers where nobody does yet, or where the service itself is told."""
	acting = acting_user(child) if notice.tell not in TO_THE_SERVICE else None
	return [acting] if acting else holders(IRO_MANAGER)


def _subject(notice: Notice) -> str:
	"""Without anything of the child's: the rule and the day."""
	day = in_words(notice.tell_by)
	if notice.rule == OVERSIGHT:
		return _("Closer oversight: look at a child's record by {0}").format(day)
	return _("A child's circumstances changed ({0}): look at it by {1}").format(notice.rule, day)


def _write(name: str, values: dict[str, object]) -> None:
	doc = frappe.get_doc("IRO Prompt", name)
	doc.update(values)
	doc.flags.planned = True
	doc.save(ignore_permissions=True)
