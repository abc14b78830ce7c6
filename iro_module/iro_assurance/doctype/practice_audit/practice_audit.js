frappe.ui.form.on("Practice Audit", {
	setup(frm) {
		frm.set_query("review", () => ({ filters: { child: frm.doc.child } }));
	},
});
