frappe.listview_settings["Review Trigger Rule"] = {
	add_fields: ["enabled", "authority"],
	hide_name_column: true,
	hide_name_filter: true,

	get_indicator(rule) {
		return rule.enabled
			? [__("In use"), "green", "enabled,=,1"]
			: [__("Off"), "gray", "enabled,=,0"];
	},
};
