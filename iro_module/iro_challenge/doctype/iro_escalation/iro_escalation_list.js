frappe.listview_settings["IRO Escalation"] = {
	add_fields: ["state", "theme"],
	hide_name_column: true,
	get_indicator({ state }) {
		const colours = {
			Draft: "gray",
			Informal: "orange",
			Formal: "red",
			Accepted: "blue",
			Closed: "green",
			Withdrawn: "gray",
		};
		return [__(state), colours[state], `state,=,${state}`];
	},
};
