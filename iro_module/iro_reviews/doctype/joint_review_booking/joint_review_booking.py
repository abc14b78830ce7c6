import frappe

from iro_module.iro_reviews import joint_booking
from iro_module.iro_setup.case_document import CaseDocument
from iro_module.iro_setup.child_lock import lock_children


class JointReviewBooking(CaseDocument):
	"""One booking and shared preparation for the reviews of several children. `flags.following`: a part moved alone."""

	def check_if_latest(self) -> None:
		"""All children first, in sorted order, also those that are being taken out.

		A save that only follows a part moved alone holds that child already, and takes no other.
		"""
		if self.flags.following:
			super().check_if_latest()
			return
		stored = [] if self.is_new() else self.stored_children()
		lock_children([*(row.child for row in self.children), *stored])
		super().check_if_latest()

	def onload(self) -> None:
		"""Due dates as they are today: the timetable moves them without writing the booking."""
		for row in self.children:
			row.due_on = frappe.db.get_value("IRO Review", row.review, "due_on") or row.due_on

	def stored_children(self) -> list[str]:
		return frappe.get_all("Joint Booking Child", filters={"parent": self.name}, pluck="child")

	def validate(self) -> None:
		if self.flags.following:
			return
		self.reviews = joint_booking.find_reviews(self)
		joint_booking.settle(self, self.reviews)

	def on_update(self) -> None:
		if not self.flags.following:
			joint_booking.book_reviews(self, self.reviews)
