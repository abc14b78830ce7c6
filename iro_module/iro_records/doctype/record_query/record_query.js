frappe.ui.form.on("Record Query", {
	refresh(frm) {
		if (frm.is_new()) return;
		frm.add_custom_button(__("Open the record"), () =>
			frappe.set_route("Form", frm.doc.record_type, frm.doc.record)
		);
		const open = frm.doc.status === "Open";
		frm.set_df_property("answer", "read_only", open ? 0 : 1);
		frm.set_df_property("record_is_right", "read_only", open ? 0 : 1);
		if (open && frm.doc.raised_by === frappe.session.user) {
			frm.add_custom_button(__("Take it back"), () =>
				frappe.confirm(__("Take this query back? It is kept, as withdrawn."), async () => {
					await frappe.xcall("iro_module.iro_records.querying.withdraw", { query: frm.doc.name });
					frm.reload_doc();
				})
			);
		}
	},
});
