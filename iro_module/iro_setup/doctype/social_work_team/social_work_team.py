from frappe.utils.nestedset import NestedSet


class SocialWorkTeam(NestedSet):
	"""A team of social workers in the council's tree of teams, with its manager."""
