frappe.listview_settings["Record Message"] = {
	add_fields: ["outcome"],
	hide_name_column: true,
	hide_name_filter: true,

	get_indicator(message) {
		const states = {
			applied: [__("Applied"), "green"],
			duplicate: [__("Duplicate"), "gray"],
			stale: [__("Out of date"), "gray"],
			refused: [__("Refused"), "red"],
		};
		const [words, colour] = states[message.outcome] || [message.outcome, "gray"];
		return [words, colour, `outcome,=,${message.outcome}`];
	},
};
