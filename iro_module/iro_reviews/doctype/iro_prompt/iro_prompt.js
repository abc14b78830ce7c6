frappe.ui.form.on("IRO Prompt", {
	refresh(frm) {
		if (frm.doc.state === "No longer needed") {
			frm.disable_form();
		}
		if (frm.doc.state !== "Open" || !frm.perm[0].write) return;
		frm.add_custom_button(__("Dismiss"), () => dismiss(frm));
		frm.add_custom_button(__("Take up"), () => frm.set_value("state", "Taken up").then(() => frm.save()));
	},
});

function dismiss(frm) {
	frappe.prompt(
		{ fieldname: "why", fieldtype: "Small Text", label: __("Why nothing needs doing"), reqd: 1 },
		({ why }) =>
			frm.set_value({ state: "Dismissed", dismissed_because: why }).then(() => frm.save()),
		__("Dismiss the prompt"),
		__("Dismiss")
	);
}
