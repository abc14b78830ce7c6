frappe.query_reports["Reports late for a booked review"] = {
	formatter(value, row, column, data, default_formatter) {
		if (!data || column.fieldname !== "child_title") return default_formatter(value, row, column, data);
		const name = frappe.utils.escape_html(value || "");
		return `<a href="/app/iro-review/${encodeURIComponent(data.review)}">${name}</a>`;
	},
};
