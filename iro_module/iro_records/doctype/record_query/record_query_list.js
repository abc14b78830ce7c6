frappe.listview_settings["Record Query"] = {
	add_fields: ["status"],
	hide_name_column: true,
	hide_name_filter: true,

	get_indicator(query) {
		const colours = { Open: "orange", Answered: "green", Withdrawn: "gray" };
		return [__(query.status), colours[query.status], `status,=,${query.status}`];
	},
};
