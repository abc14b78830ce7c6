frappe.listview_settings["IRO Review"] = {
	add_fields: ["status", "due_on", "statutory_due_on", "booked_on"],
	hide_name_column: true,
	hide_name_filter: true,

	filters: [["status", "in", ["Planned", "Booked", "In Progress", "Adjourned"]]],

	formatters: {
		kind(value) {
			const words = iro_module.review_words[value] || value;
			return `<span title="${words}">${words}</span>`;
		},
	},

	get_indicator(review) {
		const today = frappe.datetime.get_today();
		const of_status = `status,=,${review.status}`;
		const colours = { Completed: "green", Cancelled: "gray", "No Longer Needed": "gray" };
		if (colours[review.status]) {
			return [__(review.status), colours[review.status], of_status];
		}
		if (review.statutory_due_on && review.statutory_due_on < today) {
			return [__("Overdue by law"), "red", `statutory_due_on,<,${today}`];
		}
		if (review.due_on < today) {
			return [__("Target missed"), "orange", `due_on,<,${today}`];
		}
		const open = { Planned: "blue", Booked: "purple", "In Progress": "cyan", Adjourned: "yellow" };
		return [__(review.status), open[review.status], of_status];
	},
};
