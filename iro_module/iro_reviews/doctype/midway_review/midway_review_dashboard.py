from frappe import _


def get_data() -> dict:
	"""The challenge that a midway review led to."""
	return {
		"fieldname": "midway",
		"transactions": [{"label": _("Challenge"), "items": ["IRO Escalation"]}],
	}
