frappe.listview_settings["IRO Prompt"] = {
	add_fields: ["state", "tell_by"],
	hide_name_column: true,
	hide_name_filter: true,

	filters: [["state", "=", "Open"]],

	get_indicator(prompt) {
		const of_state = `state,=,${prompt.state}`;
		const today = frappe.datetime.get_today();
		if (prompt.state === "Open" && prompt.tell_by && prompt.tell_by < today) {
			return [__("Past its day"), "red", `state,=,Open|tell_by,is,set|tell_by,<,${today}`];
		}
		const colours = { Open: "orange", "Taken up": "green", Dismissed: "gray", "No longer needed": "gray" };
		return [__(prompt.state), colours[prompt.state], of_state];
	},
};
