frappe.ui.form.on("IRO Escalation", {
	setup(frm) {
		frm.set_query("theme", () => ({ filters: { enabled: 1 } }));
		frm.set_query("stage", "steps", () => ({ filters: { enabled: 1 } }));
		for (const fieldname of ["review", "decision"]) {
			frm.set_query(fieldname, () => ({ filters: { child: frm.doc.child } }));
		}
	},

	refresh(frm) {
		if (frm.doc.state === "Draft") {
			frm.set_intro(__("A draft is seen by the reviewing service alone."), "blue");
		}
		if (["Closed", "Withdrawn"].includes(frm.doc.state)) frm.disable_form();
	},
});
