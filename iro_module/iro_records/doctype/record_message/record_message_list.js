frappe.listview_settings["Record Message"] = {
	add_fields: ["outcome", "handling"],
	hide_name_column: true,
	hide_name_filter: true,

	onload(list) {
		list.page.add_actions_menu_item(__("Retry"), () => iro_module.refusals.retry(chosen(list), () => list.refresh()));
		list.page.add_actions_menu_item(__("Discard"), () => iro_module.refusals.discard(chosen(list), () => list.refresh()));
	},

	get_indicator(message) {
		const states = {
			applied: [__("Applied"), "green"],
			duplicate: [__("Duplicate"), "gray"],
			stale: [__("Out of date"), "gray"],
			refused: message.handling === "Discarded" ? [__("Discarded"), "gray"] : [__("Refused"), "red"],
		};
		const [words, colour] = states[message.outcome] || [message.outcome, "gray"];
		return [words, colour, `outcome,=,${message.outcome}`];
	},
};

function chosen(list) {
	return list.get_checked_items(true);
}
