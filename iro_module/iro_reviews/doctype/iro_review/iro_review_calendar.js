frappe.views.calendar["IRO Review"] = {
	field_map: {
		start: "booked_on",
		end: "booked_on",
		id: "name",
		title: "child_title",
		status: "status",
		allDay: "all_day",
	},
	order_by: "booked_on",
	options: { firstDay: 1 }, // weeks begin on Monday
	get_events_method: "iro_module.iro_reviews.diary.events",
	get_css_class(event) {
		return { overdue: "danger", local: "warning", late: "warning", booked: "success", held: "success" }[event.standing] || "standard";
	},
};
