frappe.query_reports["Reviews This Week"] = {
	filters: [
		{
			fieldname: "week_of",
			label: __("Week of"),
			fieldtype: "Date",
			default: frappe.datetime.get_today(),
			reqd: 1,
		},
	],

	formatter(value, row, column, data, default_formatter) {
		if (column.fieldname === "review" && data) {
			const child = frappe.utils.escape_html(data.child_title || __("Child"));
			return `<a href="/app/iro-review/${encodeURIComponent(data.name)}">${child}</a>`;
		}
		const shown = default_formatter(value, row, column, data);
		const waiting = ["papers", "spoken_to", "shared", "care_plan"].includes(column.fieldname);
		const missing = [__("Not yet"), __("Nobody yet"), __("Not recorded"), "To arrange", "Out of date", "No"];
		if ((waiting || column.fieldname === "interpreter") && missing.includes(value)) {
			return `<span class="text-warning">${frappe.utils.escape_html(value)}</span>`;
		}
		return shown;
	},
};
