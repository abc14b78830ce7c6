frappe.ui.form.on("Review Consultation", {
	setup(frm) {
		frm.set_query("review", () => ({ filters: { child: frm.doc.child } }));
		frm.set_query("form", () => ({ filters: { enabled: 1 } }));
	},

	async form(frm) {
		if (!frm.doc.form || (frm.doc.answers || []).length) return;
		const { questions } = await frappe.db.get_doc("Consultation Form", frm.doc.form);
		for (const { question } of questions) frm.add_child("answers", { question });
		frm.refresh_field("answers");
	},
});
