frappe.listview_settings["Care Placement"] = {
	add_fields: ["voided", "start_date", "end_date", "status"],
	hide_name_column: true,
	hide_name_filter: true,

	get_indicator: (record) => iro_module.record_state(record),
};
