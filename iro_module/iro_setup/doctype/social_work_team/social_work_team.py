from frappe.model.document import Document


class SocialWorkTeam(Document):
	pass
