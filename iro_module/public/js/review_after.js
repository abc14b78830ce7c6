// After a review: papers and their clocks, the manager's reply and the answer to it, addenda. Loaded with the form (hooks: doctype_js).

const WRITTEN_AFTER = [
	"decisions_sent_on", "care_plan_updated_on", "record_completed_on", "distributed_on", "recipients",
];
const CLOCK_COLOURS = { "met": "green", "late": "red", "pending": "blue", "no reply": "orange" };

frappe.ui.form.on("IRO Review", {
	refresh(frm) {
		if (frm.is_new() || frm.doc.status !== "Completed") return;
		keep_what_is_completed(frm);
		show_clock(frm);
		offer_after(frm);
	},
});

function keep_what_is_completed(frm) {
	for (const { df } of frm.fields) {
		if (!df.fieldname || WRITTEN_AFTER.includes(df.fieldname)) continue;
		if (!frappe.model.no_value_type.includes(df.fieldtype) || frappe.model.table_fields.includes(df.fieldtype)) {
			frm.set_df_property(df.fieldname, "read_only", 1);
		}
	}
}

function show_clock(frm) {
	const wrapper = frm.fields_dict.clock_html.$wrapper.empty();
	const rows = (frm.doc.__onload && frm.doc.__onload.clock) || [];
	const table = $("<table class='table table-sm'>");
	for (const row of rows) {
		const dot = $(`<span class="indicator ${CLOCK_COLOURS[row.standing] || "gray"}">`);
		const what = $("<td>").text(row.what[0].toUpperCase() + row.what.slice(1));
		if (row.counted) what.append($("<div class='text-muted small'>").text(row.counted));
		table.append(
			$("<tr>").append(
				what,
				$("<td class='text-nowrap'>").text(row.due_on ? iro_module.long_date(row.due_on) : "–"),
				$("<td>").append(dot, $("<span>").text(row.words))
			)
		);
	}
	wrapper.append(table);
}

function offer_after(frm) {
	const { doc } = frm;
	if (doc.__onload && doc.__onload.may_reply) {
		if (doc.decisions_sent_on) offer_reply(frm);
		if (doc.distributed_on && !doc.signed_off_on) {
			frm.add_custom_button(__("Sign off the record"), () => sign_off(frm));
		}
	}
	if (iro_module.may_write_review(frm)) {
		if (["queried", "objected"].includes(doc.manager_reply) && !doc.query_answered_on) {
			frm.add_custom_button(__("Answer the manager"), () => answer(frm)).addClass("btn-primary-light");
		}
		frm.add_custom_button(__("Add an addendum"), () => add_addendum(frm));
	}
}

async function offer_reply(frm) {
	const { name, manager_reply } = frm.doc;
	const rows = await frappe.db.get_list("Review Decision", {
		filters: { review: name, made_on: ["is", "set"], manager_response: ["is", "not set"] },
		fields: ["name", "decision_text"],
		order_by: "creation asc",
		limit: 100,
	});
	if (frm.doc.name !== name || (manager_reply && !rows.length)) return;
	frm.add_custom_button(__("Reply to the decisions"), () => reply(frm, rows)).addClass("btn-primary-light");
}

// One answer for all, or one for each; what is left empty there stays without a reply, which is not agreement.
function reply(frm, rows) {
	const for_all = "eval: !doc.one_by_one";
	const each = rows.flatMap(({ name, decision_text }, number) => [
		{ fieldtype: "Section Break", label: decision_text, depends_on: "one_by_one" },
		...answer_fields(`answer_${number}`, `words_${number}`, false),
	]);
	const one_by_one = { fieldname: "one_by_one", fieldtype: "Check", label: __("Answer decision by decision") };
	const all = answer_fields("answer", "words", true).map((field) => ({ ...field, depends_on: for_all }));
	frappe.prompt(
		[...(rows.length > 1 ? [one_by_one] : []), ...all, ...each],
		async (answers) => {
			const answered = rows
				.map(({ name }, number) => [name, answers[`answer_${number}`], answers[`words_${number}`]])
				.filter(([_name, answer]) => answer)
				.map(([name, answer, words]) => [name, { answer, words }]);
			const given = answers.one_by_one
				? { each: Object.fromEntries(answered) }
				: { answer: answers.answer, words: answers.words };
			await frappe.call("iro_module.iro_reviews.managers_reply.reply", { review: frm.doc.name, ...given });
			frm.reload_doc();
		},
		__("Reply to the decisions"),
		__("Reply")
	);
}

function answer(frm) {
	const said = frappe.utils.escape_html(frm.doc.manager_reply_words || "");
	frappe.prompt(
		[
			{ fieldtype: "HTML", options: `<p class="text-muted">${said}</p>` },
			{
				fieldname: "words",
				fieldtype: "Small Text",
				label: __("Answer"),
				description: __("The decisions stay as they were made. Close one as superseded if it is to change."),
				reqd: 1,
			},
		],
		async ({ words }) => {
			const method = "iro_module.iro_reviews.answering_manager.answer";
			await frappe.call(method, { review: frm.doc.name, words });
			frm.reload_doc();
		},
		__("Answer the manager"),
		__("Answer")
	);
}

function answer_fields(answer, words, for_all) {
	const wanted = `eval: ${for_all ? "!doc.one_by_one && " : ""}doc.${answer} && doc.${answer} !== 'agreed'`;
	return [
		{
			fieldname: answer,
			fieldtype: "Select",
			label: __("Your reply"),
			options: ["", "agreed", "queried", "objected"].map((one) => ({ value: one, label: one && __(one) })),
			mandatory_depends_on: for_all ? "eval: !doc.one_by_one" : "",
		},
		{ fieldname: words, fieldtype: "Small Text", label: __("In words"), mandatory_depends_on: wanted },
	];
}

function sign_off(frm) {
	frappe.confirm(__("You have read the record that was distributed?"), async () => {
		await frappe.call("iro_module.iro_reviews.managers_reply.sign_off", { review: frm.doc.name });
		frm.reload_doc();
	});
}

function add_addendum(frm) {
	frappe.prompt(
		[
			{ fieldname: "happened_on", fieldtype: "Date", label: __("About the day") },
			{ fieldname: "words", fieldtype: "Text", label: __("What is added or put right"), reqd: 1 },
		],
		(answers) => {
			frm.add_child("addenda", answers);
			frm.save(undefined, undefined, undefined, () => frm.reload_doc());
		},
		__("Add an addendum"),
		__("Add")
	);
}
