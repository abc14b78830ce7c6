frappe.listview_settings["Looked After Child"] = {
	add_fields: ["iro", "restricted", "attention", "next_review_due_on", "next_review_statutory_on", "incomplete"],
	hide_name_column: true,
	hide_name_filter: true,

	formatters: {
		iro: (user) => (user ? frappe.utils.escape_html(frappe.user.full_name(user)) : ""),
	},

	get_indicator(child) {
		const today = frappe.datetime.get_today();
		if (child.next_review_statutory_on && child.next_review_statutory_on < today) {
			return [__("Review overdue"), "red", `next_review_statutory_on,is,set|next_review_statutory_on,<,${today}`];
		}
		if (child.attention) {
			return [__("Needs attention"), "orange", "attention,is,set"];
		}
		if (child.incomplete) {
			return [__("Records incomplete"), "orange", "incomplete,is,set"];
		}
		if (!child.next_review_due_on) {
			return [__("No review due"), "gray", "next_review_due_on,is,not set"];
		}
		if (!child.iro) {
			return [__("No IRO yet"), "yellow", "iro,is,not set"];
		}
		if (child.next_review_due_on < today) {
			const in_time = child.next_review_statutory_on
				? `next_review_statutory_on,>=,${today}`
				: "next_review_statutory_on,is,not set";
			const missed = `next_review_due_on,is,set|next_review_due_on,<,${today}|${in_time}`;
			return [__("Target missed"), "orange", missed];
		}
		return [__("In time"), "green", `next_review_due_on,>=,${today}`];
	},
};
