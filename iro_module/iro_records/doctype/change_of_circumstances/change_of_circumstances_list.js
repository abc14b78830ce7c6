frappe.listview_settings["Change of Circumstances"] = {
	add_fields: ["status", "planned", "reviewed_before", "read_on", "told_on", "told_late"],
	hide_name_column: true,
	hide_name_filter: true,

	onload(list) {
		const looks = {
			"New on my children": [
				["status", "!=", "Withdrawn"],
				["told_on", "is", "set"],
				["read_on", "is", "not set"],
			],
			"Told late": [["told_late", "=", 1], ["status", "!=", "Withdrawn"]],
			"Moves without a review before": [
				["reviewed_before", "=", "No"],
				["planned", "=", 0],
				["status", "=", "Open"],
				["told_on", "is", "set"],
			],
		};
		for (const [words, filters] of Object.entries(looks)) {
			list.page.add_inner_button(
				__(words),
				async () => {
					await list.filter_area.clear();
					await list.filter_area.add(filters.map((one) => [list.doctype, ...one]));
				},
				__("Show")
			);
		}
		if (["Independent Reviewing Officer", "IRO Manager"].some((role) => frappe.user.has_role(role))) {
			list.page.add_actions_menu_item(__("Decide"), () => decide_several(list), true);
		}
	},

	primary_action() {
		iro_module.changes.report();
	},

	refresh(list) {
		// The sentence says what changed: it is shown whole, on several lines where it is long.
		const whole = { "white-space": "normal", "overflow": "visible", "text-overflow": "clip", "flex-shrink": 1 };
		list.$result.find(".level-left").css("flex", "8");
		list.$result.find(".list-row").not(".list-row-head").css({ "height": "auto", "min-height": "40px" });
		const sentences = list.$result.find(".list-row:not(.list-row-head) .list-subject");
		sentences.add(sentences.find(".ellipsis")).css(whole);
		list.$result.find(".list-subject").css("flex", "3.5");
	},

	get_indicator(change) {
		const of_status = `status,=,${change.status}`;
		if (change.status === "Open" && !change.read_on && !change.planned && change.told_late) {
			return [__("New, told late"), "orange", "told_late,=,1|status,=,Open|planned,=,0|read_on,is,not set"];
		}
		if (change.status === "Open" && !change.planned && change.told_on && change.reviewed_before === "No") {
			const told = "status,=,Open|planned,=,0|told_on,is,set";
			return [__("No review before it"), "red", `reviewed_before,=,No|${told}`];
		}
		const colours = { Open: "orange", Settled: "green", Withdrawn: "gray" };
		return [__(change.status), colours[change.status], of_status];
	},
};

// The same decision about several changes; each stands or falls by itself, and what was refused says why.
async function decide_several(list) {
	const changes = list.get_checked_items(true);
	if (!changes.length) return;
	await frappe.model.with_doctype(list.doctype);
	const of_review = "eval: doc.ruling && doc.ruling !== 'no separate review'";
	const dialog = new frappe.ui.Dialog({
		title: changes.length === 1 ? __("Decide about 1 change") : __("Decide about {0} changes", [changes.length]),
		fields: [
			{
				fieldname: "ruling",
				fieldtype: "Select",
				label: __("Decision"),
				options: [
					{ value: "considered at a review", label: __("Considered at a review") },
					{ value: "not considered at the review", label: __("Was not considered") },
					{ value: "no separate review", label: __("No separate review") },
				],
				reqd: 1,
			},
			{
				fieldname: "review_on",
				fieldtype: "Date",
				label: __("The review of"),
				depends_on: of_review,
				mandatory_depends_on: of_review,
			},
			{
				fieldname: "reason",
				fieldtype: "Select",
				label: __("Reason"),
				options: frappe.meta.get_docfield(list.doctype, "decided_reason").options,
				depends_on: "eval: doc.ruling === 'no separate review'",
				mandatory_depends_on: "eval: doc.ruling === 'no separate review'",
			},
			{ fieldname: "because", fieldtype: "Small Text", label: __("In a few words") },
		],
		primary_action_label: __("Decide"),
		async primary_action(values) {
			dialog.hide();
			const answer = await frappe.xcall("iro_module.intake.deciding.decide_several", { changes, ...values });
			list.clear_checked_items();
			list.refresh();
			const done = __("Decided: {0}.", [answer.decided.length]);
			const lines = [done, ...answer.refused].map((line) => frappe.utils.escape_html(line));
			frappe.msgprint({
				title: __("Decisions"),
				message: lines.join("<br>"),
				indicator: answer.refused.length ? "orange" : "green",
			});
		},
	});
	dialog.show();
}
