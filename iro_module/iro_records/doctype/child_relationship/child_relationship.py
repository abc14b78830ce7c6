import frappe
from frappe import _

from iro_module.domain.records import digest
from iro_module.exceptions import RelatedToItself, RelationshipExists
from iro_module.iro_records.independence import flag_children, ties
from iro_module.iro_records.relationships import CHILD, SIBLINGS
from iro_module.iro_setup.case_document import CaseDocument
from iro_module.iro_setup.child_lock import lock_children


class ChildRelationship(CaseDocument):
	"""Two children of the council who are brother and sister, or parent and child. One row for a pair."""

	def autoname(self) -> None:
		"""The name says which two children, whichever stands first: so a pair is on file once."""
		self.name = digest("relationship", *sorted([self.child or "", self.related_child or ""]))

	def check_if_latest(self) -> None:
		"""The children's rows first, as everywhere: whether they need attention follows."""
		lock_children([self.child, self.related_child])
		super().check_if_latest()

	def validate(self) -> None:
		if self.is_new():
			self.refuse_itself()
			self.refuse_a_second_row()
			frappe.has_permission(CHILD, doc=self.related_child, throw=True)

	def on_update(self) -> None:
		self.warn_of_the_reviewing_officers()

	def refuse_itself(self) -> None:
		if self.child == self.related_child:
			frappe.throw(_("Choose another child in Related child."), RelatedToItself)

	def refuse_a_second_row(self) -> None:
		if frappe.db.exists("Child Relationship", self.name):
			frappe.throw(
				_("These two children are linked already. Open that relationship and correct it there."),
				RelationshipExists,
			)

	def warn_of_the_reviewing_officers(self) -> None:
		"""Nothing is changed by itself: the IRO Manager decides about allocations.

		Parent and child with one officer need attention until one of them has another (`independence`).
		"""
		children = (self.child, self.related_child)
		flag_children(sorted(children))
		if self.mistaken:
			return
		iros = {frappe.db.get_value(CHILD, one, "iro") for one in children} - {None, ""}
		if self.relation == SIBLINGS and len(iros) > 1:
			frappe.msgprint(
				_("These brothers and sisters have different reviewing officers."),
				indicator="orange",
				alert=True,
			)
		elif self.relation != SIBLINGS and ties().togetherness(self.child, next(iter(iros), None)):
			frappe.msgprint(
				_(
					"Parent and child have the same reviewing officer. An IRO Manager allocates another to one of "
					"them; until then both need attention on the manager's page."
				),
				indicator="orange",
			)
