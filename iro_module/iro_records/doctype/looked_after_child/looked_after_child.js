frappe.ui.form.on("Looked After Child", {
	setup(frm) {
		frm.set_query("iro", () => ({
			query: "iro_module.iro_records.allocation.reviewing_officers",
		}));
	},

	refresh(frm) {
		const { doc } = frm;
		if (doc.attention) {
			frm.dashboard.set_headline_alert(frappe.utils.escape_html(doc.attention), "orange");
		} else if (!doc.iro && doc.next_review_due_on) {
			frm.dashboard.set_headline_alert(__("No reviewing officer has been allocated yet."), "orange");
		}
		if (doc.restricted) {
			frm.page.set_indicator(__("Restricted"), "red");
		}
		iro_module.show_due_next(frm);
		iro_module.show_chronology(frm);
		if (frappe.model.can_create("IRO Visit")) {
			frm.add_custom_button(__("Visit or conversation"), () => iro_module.record_visit(frm));
		}
	},

	after_save(frm) {
		frm.reload_doc();
	},
});
