// Frappe writes `full_name` of the document in place of any user's name; on a child that is the child's own. Loaded with
// the child's form and list (hooks: doctype_js, doctype_list_js).

frappe.provide("iro_module");

if (!iro_module.user_names) {
	const theirs = frappe.form.link_formatters["User"];
	iro_module.user_names = {};
	frappe.form.link_formatters["User"] = (value, doc, docfield) => {
		const of_a_child = doc && (doc.doctype === "Looked After Child" || "child_id" in doc);
		if (!of_a_child) return theirs(value, doc, docfield);
		const names = { ...iro_module.user_names, ...(doc.__onload && doc.__onload.user_names) };
		return names[value] || frappe.user_info(value).fullname || value;
	};
}
