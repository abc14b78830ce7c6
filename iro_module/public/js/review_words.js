// How the kinds of review and the timetables read on screen; the stored values are those of the message contract.
// Loaded with the form and the list of IRO Review (hooks: doctype_js, doctype_list_js).

frappe.provide("iro_module");

iro_module.review_words = {
	first: __("First review"),
	second: __("Second review"),
	subsequent: __("Next review"),
	change_of_circumstances: __("Change of circumstances"),
	adoption: __("Adoption review"),
	short_break: __("Short break review"),
	early: __("Early review"),
	secure_panel: __("Secure accommodation panel"),
	care_planning: __("Care planning"),
};

iro_module.long_date = (day) => (day ? moment(day).format("D MMMM YYYY") : "");

(() => {
	const doctype = "IRO Review";
	for (const [value, words] of Object.entries(iro_module.review_words)) {
		frappe._messages[`${value}:${doctype}`] = words;
	}
	const fields = frappe.meta.docfield_map[doctype] || {};
	for (const fieldname of ["kind", "timetable"]) {
		if (fields[fieldname]) {
			fields[fieldname].formatter = (value) => iro_module.review_words[value] || value;
		}
	}
})();

// Beside text that a child is to read: what would make it easier. Nothing is refused.
iro_module.hint_plain_words = async (field) => {
	const guidance = field.df.guidance || (field.df.guidance = field.df.description || "");
	const hints = await frappe.xcall("iro_module.iro_reviews.plain_language.hints_for", { text: field.get_value() || "" });
	field.set_description([guidance, ...hints].filter(Boolean).map(frappe.utils.escape_html).join(" "));
};
