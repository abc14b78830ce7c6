app_name = "iro_module"
app_title = "Independent Reviewing"
app_publisher = "The IRO module authors"
app_description = "Reviews of looked after children for Independent Reviewing Officers"
app_email = "iro-module@example.org"
app_license = "mit"
required_apps = []

add_to_apps_screen = [
	{
		"name": "iro_module",
		"logo": "/assets/iro_module/images/independent-reviewing.svg",
		"title": "Independent Reviewing",
		"route": "/app/independent-reviewing",
		"has_permission": "iro_module.permissions.workspace.may_open_app",
	}
]

# --- installation -----------------------------------------------------------------------------------------------------

before_install = "iro_module.install.before_install"
after_install = "iro_module.install.after_install"
after_migrate = "iro_module.install.after_migrate"
before_uninstall = "iro_module.uninstall.before_uninstall"
after_uninstall = "iro_module.uninstall.after_uninstall"

# --- assets -----------------------------------------------------------------------------------------------------------

doctype_js = {
	"Looked After Child": [
		"public/js/case_form.js",
		"public/js/child_allocation.js",
		"public/js/child_page.js",
		"public/js/child_chronology.js",
		"public/js/visit_dialog.js",
		"public/js/report_change.js",
		"public/js/record_queries.js",
	],
	"Child Details": ["public/js/case_form.js", "public/js/record_queries.js"],
	"Period of Care": ["public/js/case_form.js", "public/js/record_queries.js"],
	"Care Placement": ["public/js/case_form.js", "public/js/record_queries.js"],
	"Care Legal Status": ["public/js/case_form.js", "public/js/record_queries.js"],
	"Review Held Elsewhere": ["public/js/case_form.js", "public/js/record_queries.js"],
	"Change of Circumstances": [
		"public/js/review_words.js",
		"public/js/case_form.js",
		"public/js/report_change.js",
	],
	"Record Message": ["public/js/case_form.js", "public/js/refusals.js"],
	"Record Message Payload": "public/js/case_form.js",
	"Record Query": "public/js/case_form.js",
	"Child Relationship": "public/js/case_form.js",
	"IRO Allocation": "public/js/case_form.js",
	"IRO Absence": "public/js/case_form.js",
	"IRO Review": [
		"public/js/review_words.js",
		"public/js/case_form.js",
		"public/js/review_prepare.js",
		"public/js/review_meetings.js",
		"public/js/review_participation.js",
		"public/js/review_complete_child.js",
		"public/js/review_complete.js",
		"public/js/review_decisions.js",
		"public/js/review_after.js",
		"public/js/review_names.js",
	],
	"Joint Review Booking": "public/js/case_form.js",
	"Review Postponement": "public/js/case_form.js",
	"Review Decision": ["public/js/review_words.js", "public/js/case_form.js"],
	"Midway Review": ["public/js/review_words.js", "public/js/case_form.js"],
	"IRO Visit": "public/js/case_form.js",
	"IRO Private Note": "public/js/case_form.js",
	"IRO Prompt": "public/js/case_form.js",
	"Review Consultation": "public/js/case_form.js",
	"Letter to Child": "public/js/case_form.js",
	"IRO Escalation": "public/js/case_form.js",
	"Practice Commendation": "public/js/case_form.js",
	"Practice Audit": "public/js/case_form.js",
	"Child Protection Conference": "public/js/case_form.js",
	"Staff Identity": "public/js/case_form.js",
}
page_js = {"booking-board": "public/js/review_words.js"}
extend_bootinfo = "iro_module.iro_setup.boot.name_colleagues"
doctype_list_js = {
	"Looked After Child": "public/js/user_names.js",
	"IRO Allocation": "public/js/user_names.js",
	"IRO Absence": "public/js/user_names.js",
	"IRO Visit": "public/js/user_names.js",
	"IRO Escalation": "public/js/user_names.js",
	"Change of Circumstances": "public/js/report_change.js",
	"Period of Care": "public/js/record_states.js",
	"Care Placement": "public/js/record_states.js",
	"Care Legal Status": "public/js/record_states.js",
	"IRO Review": "public/js/review_words.js",
	"Record Message": "public/js/refusals.js",
	"Review Trigger Rule": "public/js/long_list.js",
	"Review Limit": "public/js/long_list.js",
}

jinja = {
	"methods": [
		"iro_module.iro_reviews.prints.review_record",
		"iro_module.iro_reviews.prints.review_decisions",
		"iro_module.iro_reviews.prints.one_decision",
	]
}
pdf_body_html = "iro_module.permissions.printing.body"

# --- permissions ------------------------------------------------------------------------------------------------------

auth_hooks = [
	"iro_module.permissions.integration_user.restrict",
	"iro_module.permissions.requests.refuse_reading_around",
]
after_request = ["iro_module.permissions.reading.note"]

override_whitelisted_methods = {
	"frappe.client.get": "iro_module.permissions.doors.get",
	"frappe.client.get_count": "iro_module.permissions.doors.get_count",
	"frappe.client.validate_link": "iro_module.permissions.doors.validate_link",
	"frappe.core.doctype.access_log.access_log.make_access_log": "iro_module.permissions.doors.make_access_log",
	"frappe.desk.doctype.tag.tag.get_tagged_docs": "iro_module.permissions.doors.get_tagged_docs",
	"frappe.desk.form.document_follow.get_follow_users": "iro_module.permissions.doors.get_follow_users",
	"frappe.desk.form.linked_with.get": "iro_module.permissions.doors.get_linked_docs",
	"frappe.desk.form.load.getdoc": "iro_module.permissions.doors.getdoc",
	"frappe.desk.form.utils.get_next": "iro_module.permissions.doors.get_next",
	"frappe.desk.like.toggle_like": "iro_module.permissions.doors.toggle_like",
	"frappe.desk.listview.get_group_by_count": "iro_module.permissions.doors.get_group_by_count",
	"frappe.desk.notifications.get_open_count": "iro_module.permissions.connections.get_open_count",
	"frappe.desk.search.get_link_title": "iro_module.permissions.doors.get_link_title",
	"frappe.desk.search.search_link": "iro_module.permissions.doors.search_link",
	"frappe.desk.search.search_widget": "iro_module.permissions.doors.search_widget",
	"frappe.printing.doctype.print_format.print_format.download_pdf": "iro_module.permissions.printing.download_pdf",
	"frappe.utils.weasyprint.download_pdf": "iro_module.permissions.printing.download_pdf",
}

permission_query_conditions = {
	"Looked After Child": "iro_module.permissions.criteria.list_condition",
	"Child Details": "iro_module.permissions.criteria.list_condition",
	"Period of Care": "iro_module.permissions.criteria.list_condition",
	"Care Placement": "iro_module.permissions.criteria.list_condition",
	"Care Legal Status": "iro_module.permissions.criteria.list_condition",
	"Review Held Elsewhere": "iro_module.permissions.criteria.list_condition",
	"Change of Circumstances": "iro_module.permissions.criteria.list_condition",
	"Record Message": "iro_module.permissions.criteria.list_condition",
	"Record Message Payload": "iro_module.permissions.criteria.list_condition",
	"Record Query": "iro_module.permissions.criteria.list_condition",
	"Child Relationship": "iro_module.permissions.criteria.list_condition",
	"IRO Allocation": "iro_module.permissions.criteria.list_condition",
	"IRO Review": "iro_module.permissions.criteria.list_condition",
	"Joint Review Booking": "iro_module.permissions.criteria.list_condition",
	"Review Postponement": "iro_module.permissions.criteria.list_condition",
	"Review Decision": "iro_module.permissions.criteria.list_condition",
	"Midway Review": "iro_module.permissions.criteria.list_condition",
	"IRO Visit": "iro_module.permissions.criteria.list_condition",
	"IRO Private Note": "iro_module.permissions.criteria.list_condition",
	"IRO Prompt": "iro_module.permissions.criteria.list_condition",
	"Review Consultation": "iro_module.permissions.criteria.list_condition",
	"Letter to Child": "iro_module.permissions.criteria.list_condition",
	"IRO Escalation": "iro_module.permissions.criteria.list_condition",
	"Practice Commendation": "iro_module.permissions.criteria.list_condition",
	"Practice Audit": "iro_module.permissions.criteria.list_condition",
	"Child Protection Conference": "iro_module.permissions.criteria.list_condition",
	"IRO Absence": "iro_module.permissions.criteria.list_condition",
	"Restricted Record Person": "iro_module.permissions.criteria.table_condition",
	"Record Message Handling": "iro_module.permissions.criteria.table_condition",
	"IRO Review Meeting": "iro_module.permissions.criteria.table_condition",
	"IRO Review Attendance": "iro_module.permissions.criteria.table_condition",
	"IRO Review Agenda Item": "iro_module.permissions.criteria.table_condition",
	"Decision Look": "iro_module.permissions.criteria.table_condition",
	"IRO Review Recipient": "iro_module.permissions.criteria.table_condition",
	"IRO Review Addendum": "iro_module.permissions.criteria.table_condition",
	"Joint Booking Child": "iro_module.permissions.criteria.table_condition",
	"Review Decision Progress": "iro_module.permissions.criteria.table_condition",
	"Review Decision Finding": "iro_module.permissions.criteria.table_condition",
	"Consultation Answer": "iro_module.permissions.criteria.table_condition",
	"IRO Escalation Step": "iro_module.permissions.criteria.table_condition",
	"IRO Absence Child": "iro_module.permissions.criteria.table_condition",
	"Version": "iro_module.permissions.references.list_condition",
	"Comment": "iro_module.permissions.references.list_condition",
	"Communication": "iro_module.permissions.references.list_condition",
	"File": "iro_module.permissions.references.list_condition",
	"ToDo": "iro_module.permissions.references.list_condition",
	"Deleted Document": "iro_module.permissions.references.list_condition",
	"Tag Link": "iro_module.permissions.references.list_condition",
	"Document Follow": "iro_module.permissions.references.list_condition",
	"View Log": "iro_module.permissions.references.list_condition",
	"Access Log": "iro_module.permissions.references.list_condition",
	"DocShare": "iro_module.permissions.references.list_condition",
	"Milestone": "iro_module.permissions.references.list_condition",
	"Energy Point Log": "iro_module.permissions.references.list_condition",
	"Activity Log": "iro_module.permissions.references.list_condition",
	"Email Queue": "iro_module.permissions.references.list_condition",
	"Integration Request": "iro_module.permissions.references.list_condition",
	"Auto Repeat": "iro_module.permissions.references.list_condition",
	"Reminder": "iro_module.permissions.references.list_condition",
}

has_permission = {
	"Looked After Child": "iro_module.permissions.criteria.has_permission",
	"Child Details": "iro_module.permissions.criteria.has_permission",
	"Period of Care": "iro_module.permissions.criteria.has_permission",
	"Care Placement": "iro_module.permissions.criteria.has_permission",
	"Care Legal Status": "iro_module.permissions.criteria.has_permission",
	"Review Held Elsewhere": "iro_module.permissions.criteria.has_permission",
	"Change of Circumstances": "iro_module.permissions.criteria.has_permission",
	"Record Message": "iro_module.permissions.criteria.has_permission",
	"Record Message Payload": "iro_module.permissions.criteria.has_permission",
	"Record Query": "iro_module.permissions.criteria.has_permission",
	"Child Relationship": "iro_module.permissions.criteria.has_permission",
	"IRO Allocation": "iro_module.permissions.criteria.has_permission",
	"IRO Review": "iro_module.permissions.criteria.has_permission",
	"Joint Review Booking": "iro_module.permissions.criteria.has_permission",
	"Review Postponement": "iro_module.permissions.criteria.has_permission",
	"Review Decision": "iro_module.permissions.criteria.has_permission",
	"Midway Review": "iro_module.permissions.criteria.has_permission",
	"IRO Visit": "iro_module.permissions.criteria.has_permission",
	"IRO Private Note": "iro_module.permissions.criteria.has_permission",
	"IRO Prompt": "iro_module.permissions.criteria.has_permission",
	"Review Consultation": "iro_module.permissions.criteria.has_permission",
	"Letter to Child": "iro_module.permissions.criteria.has_permission",
	"IRO Escalation": "iro_module.permissions.criteria.has_permission",
	"Practice Commendation": "iro_module.permissions.criteria.has_permission",
	"Practice Audit": "iro_module.permissions.criteria.has_permission",
	"Child Protection Conference": "iro_module.permissions.criteria.has_permission",
	"IRO Absence": "iro_module.permissions.criteria.has_permission",
	"Number Card": "iro_module.permissions.workspace.may_see_card",
	"Version": "iro_module.permissions.references.has_permission",
	"Comment": "iro_module.permissions.references.has_permission",
	"Communication": "iro_module.permissions.references.has_permission",
	"File": "iro_module.permissions.references.has_permission",
	"ToDo": "iro_module.permissions.references.has_permission",
	"Deleted Document": "iro_module.permissions.references.has_permission",
	"Tag Link": "iro_module.permissions.references.has_permission",
	"Document Follow": "iro_module.permissions.references.has_permission",
	"View Log": "iro_module.permissions.references.has_permission",
	"Access Log": "iro_module.permissions.references.has_permission",
	"DocShare": "iro_module.permissions.references.has_permission",
	"Milestone": "iro_module.permissions.references.has_permission",
	"Energy Point Log": "iro_module.permissions.references.has_permission",
	"Activity Log": "iro_module.permissions.references.has_permission",
	"Email Queue": "iro_module.permissions.references.has_permission",
	"Integration Request": "iro_module.permissions.references.has_permission",
	"Auto Repeat": "iro_module.permissions.references.has_permission",
	"Reminder": "iro_module.permissions.references.has_permission",
}

# --- what follows a save ----------------------------------------------------------------------------------------------

doc_events = {
	"*": {"before_print": "iro_module.permissions.printing.check"},
	"IRO Review": {
		"validate": "iro_module.intake.next_review.check",
		"on_change": "iro_module.intake.desk.review_saved",
	},
	"Review Decision": {"on_change": "iro_module.intake.desk.decision_saved"},
	"Change of Circumstances": {"on_change": "iro_module.intake.desk.change_saved"},
	"Midway Review": {"on_change": "iro_module.intake.desk.midway_saved"},
	"Looked After Child": {
		"on_update": "iro_module.permissions.withdrawing.child_saved",
		"on_change": "iro_module.intake.desk.child_saved",
	},
	"IRO Visit": {"on_change": "iro_module.intake.desk.visit_saved"},
	"IRO Absence": {
		"on_update": "iro_module.permissions.standing.forget",
		"on_change": "iro_module.intake.desk.absence_saved",
	},
	"IRO Settings": {"on_update": "iro_module.permissions.standing.forget"},
	"Social Work Team": {
		"on_update": "iro_module.permissions.standing.forget",
		"after_delete": "iro_module.permissions.standing.forget",
	},
	"Staff Identity": {
		"on_update": [
			"iro_module.permissions.standing.forget",
			"iro_module.iro_records.independence.follow_mapping",
		],
	},
	"DocShare": {"validate": "iro_module.permissions.sharing.refuse"},
	"Document Share Key": {"validate": "iro_module.permissions.sharing.refuse"},
	"Document Follow": {"after_insert": "iro_module.permissions.attached.drop_follow"},
	"File": {"validate": "iro_module.permissions.attached.check_file"},
	"Notification Log": {"before_insert": "iro_module.permissions.attached.say_no_more"},
	"Prepared Report": {"before_insert": "iro_module.permissions.attached.refuse_prepared_report"},
	"Tag Link": {"before_insert": "iro_module.permissions.attached.keep_title_out"},
	"ToDo": {"validate": "iro_module.permissions.attached.check_task"},
	"Property Setter": {"validate": "iro_module.permissions.locked_settings.refuse"},
}

# --- every night ------------------------------------------------------------------------------------------------------

scheduler_events = {"daily_long": ["iro_module.intake.nightly.run"]}
