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
		// Frappe's "<" matches empty dates: what it shows is to have a date.
		const is_open = "status,in,Planned,Booked,In Progress,Adjourned";
		const by_law = review.statutory_due_on;
		if (by_law && by_law < today) {
			return [__("Overdue by law"), "red", `${is_open}|statutory_due_on,is,set|statutory_due_on,<,${today}`];
		}
		if (review.due_on < today) {
			const in_time = by_law ? `statutory_due_on,>=,${today}` : "statutory_due_on,is,not set";
			return [__("Target missed"), "orange", `${is_open}|due_on,<,${today}|${in_time}`];
		}
		const open = { Planned: "blue", Booked: "purple", "In Progress": "cyan", Adjourned: "yellow" };
		return [__(review.status), open[review.status], of_status];
	},
};
