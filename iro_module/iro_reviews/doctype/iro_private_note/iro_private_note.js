frappe.ui.form.on("IRO Private Note", {
	setup(frm) {
		for (const fieldname of ["review", "visit"]) {
			frm.set_query(fieldname, () => ({ filters: { child: frm.doc.child } }));
		}
	},

	onload(frm) {
		if (frm.is_new() && !frm.doc.kind) frm.set_value("kind", "Note");
	},

	refresh(frm) {
		frm.set_intro(__("Private to the reviewing service. Never printed."), "blue");
		if (!frm.is_new() && frm.doc.written_by !== frappe.session.user) frm.disable_form();
	},
});
