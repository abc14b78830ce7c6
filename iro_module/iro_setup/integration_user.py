"""The user under whom the integration service calls: a Website User with one role and an API key."""

import frappe
from frappe.utils.password import get_decrypted_password

from iro_module.iro_setup.roles import RECORDS_INTEGRATION

USER = "records.integration@localhost.invalid"


def make(email: str = USER) -> dict[str, str]:
	"""Make the user, or find it, and return its API key and secret; they are shown to whoever runs this.

	The address receives no mail: the user never logs in, and the service keeps the key in its environment.
	"""
	if frappe.db.exists("User", email):
		user = frappe.get_doc("User", email)
	else:
		user = frappe.new_doc("User")
		user.update({"email": email, "first_name": "Records Integration", "send_welcome_email": 0})
		user.user_type = "Website User"
		user.insert(ignore_permissions=True)
	user.add_roles(RECORDS_INTEGRATION)
	if not user.api_key:
		user.api_key = frappe.generate_hash(length=20)
		user.api_secret = frappe.generate_hash(length=40)
		user.save(ignore_permissions=True)
	secret = get_decrypted_password("User", user.name, "api_secret")
	return {"IRO_SYNC_API_KEY": user.api_key, "IRO_SYNC_API_SECRET": secret}
