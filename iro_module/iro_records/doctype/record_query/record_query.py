import frappe
from frappe import _
from frappe.core.doctype.docfield.docfield import DocField
from frappe.utils import getdate, now_datetime

from iro_module.domain.wording import in_words
from iro_module.exceptions import QueryRefused
from iro_module.iro_setup.case_document import CaseDocument
from iro_module.iro_setup.child_lock import lock_children

ASKED = frozenset({"record_type", "record", "field_label", "question"})
"""What whoever asks says; the child, the version and the value come from the record."""
ANSWERED = frozenset({"answer", "record_is_right"})
"""What the data officer says."""
OPEN, CLOSED = "Open", "Answered"


def refuse_if_closed(status: str | None) -> None:
	if status != OPEN:
		frappe.throw(_("This query is closed. Ask again where the record still seems wrong."), QueryRefused)


class RecordQuery(CaseDocument):
	"""A question about a record of the feed: open until a new version of the record answers it.

	The data officer may answer in words meanwhile, or say that the record is right, which closes it. `flags.planned`
	marks the save of intake when a new version came; `flags.checked` that of the method which withdraws it.
	"""

	def check_if_latest(self) -> None:
		"""Lock the child first: a version that arrives at this moment is either asked about, or answers."""
		if self.is_new() and self.record_type in self.offered_records():
			child = frappe.db.get_value(self.record_type, self.record, "child")
			lock_children([child])
		super().check_if_latest()

	def before_validate(self) -> None:
		if self.is_new():
			self.ask()

	def validate(self) -> None:
		if self.is_new() or self.flags.planned or self.flags.checked:
			return
		refuse_if_closed(self.was("status"))
		self.keep_all_but(ANSWERED)
		self.note_the_answer()

	def offered_records(self) -> list[str]:
		"""The doctypes that the feed keeps."""
		return self.meta.get_field("record_type").options.split("\n")

	def ask(self) -> None:
		"""Child, version and value of the record as it stands."""
		record = self._record()
		self.keep_all_but(ASKED)
		if not (self.question or "").strip() or not self.field_label:
			frappe.throw(_("The question: say what seems wrong, and in which field."), QueryRefused)
		field = next((one for one in record.meta.fields if one.label == self.field_label), None)
		self.child = record.child
		self.record_version = record.record_version
		self.shown_value = self._in_words(record, field) if field else None
		self.raised_by = frappe.session.user
		self.status = OPEN

	def note_the_answer(self) -> None:
		"""An answer in words leaves the query open; that the record is right closes it, with the reason."""
		if self.record_is_right and not (self.answer or "").strip():
			frappe.throw(_("Answer: say why the record is right, then save."), QueryRefused)
		if self.answer and self.answer != self.was("answer"):
			self.answered_by, self.answered_on = frappe.session.user, now_datetime()
		if self.record_is_right:
			self.status = CLOSED

	def _in_words(self, record: CaseDocument, field: DocField) -> str | None:
		value = record.get(field.fieldname)
		return (
			in_words(getdate(value))
			if value and field.fieldtype == "Date"
			else record.get_formatted(field.fieldname)
		)

	def _record(self) -> CaseDocument:
		if self.record_type not in self.offered_records() or not frappe.db.exists(
			self.record_type, self.record
		):
			frappe.throw(_("Which: open the record in question and use its button."), QueryRefused)
		record = frappe.get_doc(self.record_type, self.record)
		record.check_permission("read")
		return record
