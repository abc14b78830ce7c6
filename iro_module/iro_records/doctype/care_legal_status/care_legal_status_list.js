frappe.listview_settings["Care Legal Status"] = {
	add_fields: ["voided"],
	hide_name_column: true,
	hide_name_filter: true,

	get_indicator(record) {
		return record.voided
			? [__("Voided"), "gray", "voided,=,1"]
			: [__("In force"), "green", "voided,=,0"];
	},
};
