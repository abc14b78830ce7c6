frappe.query_reports["Open Decisions"] = {
	filters: [
		{
			fieldname: "owner_role",
			label: __("Responsible"),
			fieldtype: "Select",
			options: [
				"", "Social worker", "Team manager", "Service manager", "Reviewing officer", "Carer", "Parent",
				"School", "Health", "Legal", "Other",
			].join("\n"),
		},
		{ fieldname: "responsible", label: __("Name contains"), fieldtype: "Data" },
		{ fieldname: "owner_user", label: __("User"), fieldtype: "Link", options: "User" },
		{ fieldname: "only_overdue", label: __("Overdue only"), fieldtype: "Check" },
		{ fieldname: "not_in_plan", label: __("Not in the care plan, or not recorded"), fieldtype: "Check" },
		{ fieldname: "left_care", label: __("Children who left care"), fieldtype: "Check" },
	],

	formatter(value, row, column, data, default_formatter) {
		const shown = default_formatter(value, row, column, data);
		if (!data) return shown;
		if (column.fieldname === "decision_text") {
			return `<a href="/app/review-decision/${encodeURIComponent(data.name)}">${shown}</a>`;
		}
		if (column.fieldname === "overdue" && data.overdue) {
			return `<span class="text-danger">${shown}</span>`;
		}
		if (column.fieldname === "in_care_plan" && value !== "Yes") {
			return `<span class="${value === "No" ? "text-danger" : "text-muted"}">${shown}</span>`;
		}
		return shown;
	},
};
