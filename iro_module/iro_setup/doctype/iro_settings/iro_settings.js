frappe.ui.form.on("IRO Settings", {
	refresh(frm) {
		for (const { what, do: next } of (frm.doc.__onload || {}).problems || []) {
			frm.dashboard.set_headline_alert(frappe.utils.escape_html(`${what} ${next}`), "orange");
		}
	},
});
