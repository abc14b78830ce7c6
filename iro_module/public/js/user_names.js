// Lists show people by their names. Frappe writes `full_name` of the row, which in the list of children is the child's
// own, and where there is none the log-in. Loaded with the lists of hooks: doctype_list_js; forms have it in case_form.js.

frappe.provide("iro_module");

if (!iro_module.lists_name_users) {
	iro_module.lists_name_users = true;
	const theirs = frappe.form.link_formatters["User"];
	frappe.form.link_formatters["User"] = (user, doc, docfield) => {
		const shown = doc && "child_id" in doc ? user : theirs(user, doc, docfield);
		return shown === user ? frappe.user_info(user).fullname || user : shown;
	};
}
