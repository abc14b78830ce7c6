import frappe
from frappe import _
from frappe.utils.nestedset import NestedSet

from iro_module.exceptions import TeamNameTaken
from iro_module.iro_setup.teams import TEAM, feed_key


class SocialWorkTeam(NestedSet):
	"""A team of social workers in the council's tree of teams, with its manager."""

	nsm_parent_field = "parent_social_work_team"

	def validate(self) -> None:
		self.default_the_feed_name()
		self.refuse_a_second_team_of_the_name()

	def default_the_feed_name(self) -> None:
		self.team_name = (self.team_name or "").strip()
		self.feed_name = (self.feed_name or "").strip() or self.team_name

	def refuse_a_second_team_of_the_name(self) -> None:
		"""The feed's name of a team leads to one manager."""
		others = frappe.get_all(TEAM, {"name": ("!=", self.name or "")}, ["name", "feed_name", "team_name"])
		for other in others:
			if feed_key(other.feed_name or other.team_name) == feed_key(self.feed_name):
				frappe.throw(
					_("{0} has this name in the council's records already. Correct one of the two.").format(
						other.name
					),
					TeamNameTaken,
				)
