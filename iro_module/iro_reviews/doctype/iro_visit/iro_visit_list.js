frappe.listview_settings["IRO Visit"] = {
	add_fields: ["with_child", "kind"],
	hide_name_column: true,
	hide_name_filter: true,
	get_indicator({ with_child, kind }) {
		const colours = {
			"Spoken to alone": "green",
			"Spoken to with others": "blue",
			"Seen, not spoken to": "yellow",
			"Not seen": "gray",
		};
		if (with_child) return [__(with_child), colours[with_child], `with_child,=,${with_child}`];
		const with_the_child = ["Visit", "Phone or video call", "Observation"].includes(kind);
		return with_the_child
			? [__("To be filled in"), "orange", "with_child,is,not set"]
			: [__(kind), "gray", `kind,=,${kind}`];
	},
};
