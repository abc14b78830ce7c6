frappe.treeview_settings["Social Work Team"] = {
	title: __("Social work teams"),
	breadcrumb: "IRO Setup",
	fields: [
		{ fieldtype: "Data", fieldname: "team_name", label: __("Team"), reqd: 1 },
		{ fieldtype: "Check", fieldname: "is_group", label: __("Has teams under it") },
		{ fieldtype: "Link", fieldname: "manager", label: __("Manager"), options: "User" },
	],
	ignore_fields: ["parent_social_work_team"],
};
