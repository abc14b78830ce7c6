"""The child's own row: details from the feed, and what is due next as the desk shows it."""

from collections.abc import Iterable, Sequence
from datetime import date

import frappe

from iro_module.domain.after_death import asks_to_restrict
from iro_module.domain.care_history import CareHistory
from iro_module.domain.intake import StoredRecord
from iro_module.domain.policy import Policy
from iro_module.domain.records import ChildDetails, as_fields
from iro_module.domain.review_plan import LOOKED_AFTER_TRACK, Plan
from iro_module.domain.sources import counting
from iro_module.intake.oversight_on_file import FIELDS as OVERSIGHT
from iro_module.iro_records.acting import covers_on
from iro_module.iro_records.independence import ties
from iro_module.iro_records.titles import child_title
from iro_module.iro_reviews import titles
from iro_module.iro_setup.clock import today
from iro_module.iro_setup.people import note_staff, users_of
from iro_module.permissions.withdrawing import withdraw

_DETAILS = tuple(as_fields(ChildDetails()))
_COMPUTED = (
	"next_review_due_on", "next_review_statutory_on", "next_midway_due_on", "incomplete", "left_care_on", "cover",
	"social_worker_user", "restricted_on_death",
)  # fmt: skip


def load(names: Sequence[str]) -> dict[str, frappe._dict]:
	"""The children's rows by name; they are locked already, so this reads them as they are now.

	Each carries what the batch shares: who covers today, who stands behind which staff id, and what makes whom unfit
	to review (`covers_today`, `staff`, `ties`).
	"""
	if not names:
		return {}
	columns = ", ".join(
		f"`{one}`"
		for one in ("name", "child_id", "full_name", "iro", "attention", *_DETAILS, *_COMPUTED, *OVERSIGHT)
	)
	rows = frappe.db.sql(
		f"SELECT {columns} FROM `tabLooked After Child` WHERE name IN %(names)s FOR UPDATE",
		{"names": names},
		as_dict=True,
	)
	covers, standing = covers_on((row.iro for row in rows), today()), ties()
	users = users_of([row.social_worker for row in rows if row.social_worker])
	for row in rows:
		row.update(covers_today=covers.get(row.iro), ties=standing, staff=users)
	return {row.name: row for row in rows}


def save_details(child: frappe._dict, records: Iterable[StoredRecord]) -> None:
	"""Copy the feed's details onto the child. The feed never lowers the restricted flag nor touches the IRO."""
	details = next((one.record for one in counting(records) if isinstance(one.record, ChildDetails)), None)
	if details is None:
		return
	values = {name: _column(value) for name, value in as_fields(details).items()}
	values["restricted"] = int(bool(child.restricted) or bool(details.restricted))
	values["full_name"] = child_title(details) or child.child_id
	note_staff([details.social_worker] if details.social_worker else [])
	values["social_worker_user"] = _user_of(child, details.social_worker)
	renamed = values["full_name"] != child.full_name
	restricts = values["restricted"] and not child.restricted
	_save(child, values)
	if restricts:
		withdraw([child.name])
	if renamed:
		titles.refresh([child.name])


def save_computed(child: frappe._dict, planned: Plan) -> None:
	"""Put what is due next, what is missing and who covers today on the child's own row."""
	review = next((one for one in planned.reviews if one.track == LOOKED_AFTER_TRACK), None)
	_save(
		child,
		{
			"next_review_due_on": review.due_on if review else None,
			"next_review_statutory_on": review.statutory_due_on if review else None,
			"incomplete": "; ".join(gap.needed for gap in planned.gaps) or None,
			"left_care_on": planned.left_care_on,
			"cover": child.covers_today,
			"attention": child.ties.attention(
				frappe._dict(child, left_care_on=planned.left_care_on), child.iro
			),
		},
	)


def restrict_after_death(child: frappe._dict, history: CareHistory, on: date, policy: Policy) -> None:
	"""Restrict the record of a child who died, once: lifting that is not overruled while the death stands on record."""
	died = int(asks_to_restrict(history, on, policy))
	if died == (child.restricted_on_death or 0):
		return
	restricts = died and not child.restricted
	_save(child, {"restricted_on_death": died, **({"restricted": 1} if restricts else {})})
	if restricts:
		withdraw([child.name])


def _user_of(child: frappe._dict, staff_id: str | None) -> str | None:
	"""The user behind the social worker: read with the batch, but for one whom the feed names only now."""
	if staff_id and staff_id != child.social_worker:
		return users_of([staff_id]).get(staff_id)
	return child.staff.get(staff_id)


def save_midway(child: frappe._dict, due_on: date | None) -> None:
	"""Put the midway review to come on the child's own row."""
	_save(child, {"next_midway_due_on": due_on})


def _column(value: object) -> object:
	return int(value) if isinstance(value, bool) else value


def _save(child: frappe._dict, values: dict[str, object]) -> None:
	changed = {name: value for name, value in values.items() if _differs(child.get(name), value)}
	if changed:
		frappe.db.set_value("Looked After Child", child.name, changed, update_modified=False)
		child.update(changed)


def _differs(on_file: object, value: object) -> bool:
	return str(on_file or "") != str(value or "")
