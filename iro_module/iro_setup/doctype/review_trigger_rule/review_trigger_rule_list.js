frappe.listview_settings["Review Trigger Rule"] = {
	add_fields: ["rule", "enabled", "authority", "tells_the_iro"],
	hide_name_column: true,
	hide_name_filter: true,
	onload: (list) => iro_module.long_list.onload(list),
	refresh: (list) => iro_module.long_list.refresh(list),

	formatters: {
		title: (value, _df, rule) => `${rule.rule} ${value}`,
		authority: (value) => ({ must: __("By law"), should: __("Guidance"), local: __("Local") })[value],
		review_within_working_days: (value) => (value ? iro_module.plural(value, "working days") : "–"),
		tell_within_working_days(value, _df, rule) {
			if (!rule.tells_the_iro) return "–";
			return value ? iro_module.plural(value, "working days") : __("same day");
		},
	},

	get_indicator(rule) {
		return rule.enabled
			? [__("In use"), "green", "enabled,=,1"]
			: [__("Off"), "gray", "enabled,=,0"];
	},
};
