frappe.listview_settings["Practice Audit"] = {
	add_fields: ["grade", "kind"],
	hide_name_column: true,
	get_indicator({ grade }) {
		const colours = {
			Outstanding: "green",
			Good: "blue",
			"Requires improvement": "orange",
			Inadequate: "red",
		};
		return grade ? [__(grade), colours[grade], `grade,=,${grade}`] : [__("No grade"), "gray", "grade,is,not set"];
	},
};
