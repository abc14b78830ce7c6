frappe.listview_settings["Record Query"] = {
	add_fields: ["status"],
	hide_name_column: true,
	hide_name_filter: true,

	refresh(list) {
		list.page.clear_primary_action(); // a date is queried on the record itself
	},

	get_indicator(query) {
		const colours = { Open: "orange", Answered: "green", Withdrawn: "gray" };
		return [__(query.status), colours[query.status], `status,=,${query.status}`];
	},
};
