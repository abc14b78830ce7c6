// Frappe writes `full_name` of the document in place of any user's name; in the list of children that is the child's own.
// Loaded with that list (hooks: doctype_list_js); forms have it in case_form.js.

frappe.provide("iro_module");

if (!iro_module.lists_name_users) {
	iro_module.lists_name_users = true;
	const theirs = frappe.form.link_formatters["User"];
	frappe.form.link_formatters["User"] = (user, doc, docfield) =>
		doc && "child_id" in doc ? frappe.user_info(user).fullname || user : theirs(user, doc, docfield);
}
