frappe.listview_settings["Midway Review"] = {
	add_fields: ["state", "due_on", "outcome"],
	filters: [["state", "=", "Planned"]],
	hide_name_column: true,
	hide_name_filter: true,
	get_indicator({ state, due_on, outcome }) {
		if (state === "Held") {
			const colours = { "On track": "green", "Not on track, action agreed": "orange", Challenge: "red" };
			return [__(outcome || state), colours[outcome] || "green", `state,=,${state}`];
		}
		if (state === "No longer needed") return [__(state), "gray", `state,=,${state}`];
		const overdue = due_on && due_on < frappe.datetime.get_today();
		return overdue
			? [__("Overdue"), "red", "state,=,Planned|due_on,is,set|due_on,<,Today"]
			: [__("Planned"), "blue", "state,=,Planned"];
	},
};
