frappe.listview_settings["Review Limit"] = {
	add_fields: ["value", "shipped_value", "unit", "authority", "differs"],
	hide_name_column: true,
	hide_name_filter: true,
	onload: (list) => iro_module.long_list.onload(list),
	refresh: (list) => iro_module.long_list.refresh(list),

	formatters: {
		authority: (value) => ({ must: __("Statutory"), should: __("Guidance"), local: __("Default") })[value],
		value: (value, _df, limit) => iro_module.plural(value, limit.unit),
		shipped_value: (value, _df, limit) => iro_module.plural(value, limit.unit),
	},

	get_indicator(limit) {
		return limit.differs
			? [__("Set here"), "orange", "differs,=,1"]
			: [__("As shipped"), "gray", "differs,=,0"];
	},
};
