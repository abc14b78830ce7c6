frappe.ui.form.on("Letter to Child", {
	setup(frm) {
		frm.set_query("review", () => ({ filters: { child: frm.doc.child } }));
	},
});
