frappe.ui.form.on("IRO Visit", {
	setup(frm) {
		frm.set_query("review", () => ({ filters: { child: frm.doc.child } }));
		frm.set_query("by_whom", () => ({
			query: "iro_module.iro_records.allocation.reviewing_officers",
		}));
	},

	onload(frm) {
		if (!frm.is_new()) return;
		if (!frm.doc.by_whom) frm.set_value("by_whom", frappe.session.user);
		frm.doc.happened_at = null; // Frappe proposes the time of writing
		if (!frm.doc.happened_on) frm.set_value("happened_on", frappe.datetime.get_today());
	},

	refresh(frm) {
		frm.toggle_enable("by_whom", frm.is_new());
		if (frm.is_new()) {
			propose_review(frm);
			return;
		}
		const { creation } = frm.doc;
		frm.set_df_property("happened_on", "description", __("Written {0}", [frappe.datetime.str_to_user(creation)]));
		if (frappe.model.can_create("IRO Private Note")) {
			frm.add_custom_button(__("Private note"), () => private_note(frm));
		}
	},

	child: propose_review,
});

async function propose_review(frm) {
	const { child, review } = frm.doc;
	if (!child || review || !frm.is_new()) return;
	const offered = await frappe.xcall("iro_module.iro_reviews.visits.offered", { child });
	if (offered.review) frm.set_value("review", offered.review.name);
}

function private_note(frm) {
	const { child, review, happened_on, name } = frm.doc;
	frappe.new_doc("IRO Private Note", { child, review, happened_on, visit: name });
}
