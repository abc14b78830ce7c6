frappe.listview_settings["IRO Private Note"] = {
	add_fields: ["kind"],
	hide_name_column: true,
	hide_name_filter: true,
	get_indicator({ kind }) {
		const colours = { "What the child asked not to be shared": "purple", "Draft challenge": "orange" };
		return [__("Private"), colours[kind] || "gray", `kind,=,${kind}`];
	},
};
