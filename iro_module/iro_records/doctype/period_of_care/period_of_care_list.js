frappe.listview_settings["Period of Care"] = {
	add_fields: ["voided", "start_date", "end_date"],
	hide_name_column: true,
	hide_name_filter: true,

	get_indicator: (record) => iro_module.record_state(record),
};
