"""Changes of circumstances that staff report, before the records show them or where they never will."""

from datetime import timedelta
from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import getdate

from iro_module.domain.care_events import FactKind, MoveTo
from iro_module.domain.circumstances.change import aspect_of
from iro_module.domain.circumstances.of_facts import RULE_OF
from iro_module.domain.records import digest
from iro_module.domain.wording import in_words
from iro_module.exceptions import ReportIncomplete
from iro_module.iro_setup.clock import today

if TYPE_CHECKING:
	from iro_module.iro_records.doctype.change_of_circumstances.change_of_circumstances import (
		ChangeofCircumstances,
	)

OURS = frozenset({"child", "kind", "happened_on", "until", "to_parents", "move_to", "details"})
"""What whoever reports a change says. Everything else is the timetable's, or the reviewing officer's decision."""
LASTING = frozenset({FactKind.MISSING.value, FactKind.EXCLUDED.value, FactKind.DEPRIVATION_OF_LIBERTY.value})
AHEAD_AT_MOST = timedelta(days=731)


def change_name(child_id: str, subject: str, aspect: str | None) -> str:
	"""The name under which a change is kept: what shows it, and what tells it from others the same record shows."""
	return digest("change", child_id, subject, *filter(None, [aspect]))


def prepare(change: "ChangeofCircumstances") -> None:
	"""A new report: checked, dated and put into words; the timetable says what follows from it."""
	change.keep_all_but(OURS)
	check(change)
	change.hand_report = 1
	change.subject = digest("hand", change.child, frappe.generate_hash(length=32))
	change.aspect = aspect_of(RULE_OF.get(FactKind(change.kind), "")) or None
	change.status = "Open"
	change.reported_by = frappe.session.user
	change.reported_on = change.told_on = today()
	describe(change)


def name(change: "ChangeofCircumstances") -> None:
	"""The name that the timetable gives the change of this report."""
	child_id = frappe.db.get_value("Looked After Child", change.child, "child_id")
	change.name = change_name(child_id, change.subject, change.aspect)


def check(change: "ChangeofCircumstances") -> None:
	"""Child, kind and day are there and fit; what the kind does not ask for is left out."""
	for field in ("child", "kind", "happened_on"):
		if not change.get(field):
			label = _(change.meta.get_label(field))
			frappe.throw(_("{0}: fill it in, then save again.").format(label), ReportIncomplete)
	if change.kind not in {kind.value for kind in FactKind}:
		frappe.throw(_("Kind: choose one from the list."), ReportIncomplete)
	change.until = getdate(change.until) if change.until and change.kind in LASTING else None
	if change.kind != FactKind.END_PROPOSED.value:
		change.to_parents = None
	if change.kind != FactKind.MOVE_PLANNED.value:
		change.move_to = None
	change.happened_on = getdate(change.happened_on)
	_check_days(change)


def _check_days(change: "ChangeofCircumstances") -> None:
	if change.until and change.until < change.happened_on:
		frappe.throw(
			_("Until: it cannot end on {0}, before it began on {1}.").format(
				in_words(change.until), in_words(change.happened_on)
			),
			ReportIncomplete,
		)
	if change.happened_on > today() + AHEAD_AT_MOST:
		frappe.throw(
			_("Happened on, or planned for: {0} is more than two years ahead. Check the year.").format(
				in_words(change.happened_on)
			),
			ReportIncomplete,
		)


def describe(change: "ChangeofCircumstances") -> None:
	"""Until the timetable puts it into its own words."""
	what = change.move_to if change.move_to == MoveTo.ADOPTION.value else change.kind
	change.description = _("{0} on {1}").format(what, in_words(change.happened_on))
