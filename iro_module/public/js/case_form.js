// What the forms of all case records have in common: the trail at the top shows the title where Frappe shows the
// name, which is a hash here, and there is no sharing. Loaded with each form (hooks: doctype_js); set up once.

frappe.provide("iro_module");

iro_module.case_doctypes = [
	"Looked After Child",
	"Child Details",
	"Period of Care",
	"Care Placement",
	"Care Legal Status",
	"Review Held Elsewhere",
	"Change of Circumstances",
	"Record Message",
	"Record Message Payload",
	"Record Query",
	"Child Relationship",
	"IRO Allocation",
	"IRO Absence",
	"IRO Review",
	"Joint Review Booking",
	"Review Postponement",
	"Review Decision",
	"Midway Review",
	"IRO Visit",
	"IRO Private Note",
	"IRO Prompt",
	"Review Consultation",
	"Letter to Child",
	"IRO Escalation",
	"Practice Commendation",
	"Practice Audit",
	"Child Protection Conference",
	"Staff Identity",
];

// The title of a document; where its title field is a link, the title of what it leads to.
iro_module.title_of = (frm) => {
	const { title_field } = frm.meta;
	const value = title_field && frm.doc[title_field];
	const field = value && frappe.meta.get_docfield(frm.doctype, title_field, frm.docname);
	if (!field || field.fieldtype !== "Link") return value;
	return frappe.utils.get_link_title(field.options, value) || value;
};

// What is asked in a dialog on the record it is about has no form of its own to begin with.
iro_module.ASKED_IN_A_DIALOG = ["Review Postponement", "Record Query"];

iro_module.tidy_form = (frm) => {
	frm.page.sidebar.find(".form-shared").hide();
	for (const doctype of iro_module.ASKED_IN_A_DIALOG) {
		frm.dashboard.links_area?.body.find(`.btn-new[data-doctype="${doctype}"]`).hide();
	}
	const title = iro_module.title_of(frm);
	if (frm.is_new() || !title) return;
	if (title !== frm.doc[frm.meta.title_field]) frm.page.set_title(title);
	$("#navbar-breadcrumbs li:last-child a").text(title);
	frm.page.set_title_sub("");
};

// Frappe writes a user as the document's own `full_name`, which here is the child's. People are shown by their own name.
iro_module.name_users = (frm) => {
	const name = (user) => {
		const names = (frm.doc.__onload && frm.doc.__onload.user_names) || {};
		return user ? frappe.utils.escape_html(names[user] || frappe.user_info(user).fullname) : "";
	};
	const is_user = (field) => field.fieldtype === "Link" && field.options === "User";
	for (const field of frm.meta.fields) {
		if (is_user(field)) frm.set_df_property(field.fieldname, "formatter", name);
		if (!frappe.model.table_fields.includes(field.fieldtype)) continue;
		for (const column of frappe.meta.get_docfields(field.options).filter(is_user)) {
			frm.fields_dict[field.fieldname].grid.update_docfield_property(column.fieldname, "formatter", name);
		}
	}
};

if (!iro_module.forms_are_tidied) {
	iro_module.forms_are_tidied = true;
	for (const doctype of iro_module.case_doctypes) {
		frappe.ui.form.on(doctype, { setup: iro_module.name_users, refresh: iro_module.tidy_form });
	}
}
