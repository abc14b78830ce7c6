// A review is put off on its own form; here are the requests and their answers.
frappe.listview_settings["Review Postponement"] = {
	add_fields: ["state", "booked_on", "to_on"],
	hide_name_column: true,
	hide_name_filter: true,

	refresh(list) {
		list.page.clear_primary_action();
	},

	get_indicator({ state }) {
		const colours = { Asked: "orange", Approved: "green", Refused: "red", Withdrawn: "gray" };
		return [__(state), colours[state], `state,=,${state}`];
	},
};
