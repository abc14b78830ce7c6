from frappe import _


def get_data() -> dict:
	"""Challenges about a decision that is not carried out."""
	return {
		"fieldname": "decision",
		"transactions": [{"label": _("Challenge"), "items": ["IRO Escalation"]}],
	}
