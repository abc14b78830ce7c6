"""What can be checked of the Frappe app without Frappe: names that must exist, files that must agree."""
