const ANSWER = "iro_module.iro_reviews.postponing.answer";
const WITHDRAW = "iro_module.iro_reviews.postponing.withdraw";

frappe.ui.form.on("Review Postponement", {
	refresh(frm) {
		if (frm.is_new()) return;
		frm.add_custom_button(__("Open the review"), () => frappe.set_route("Form", "IRO Review", frm.doc.review));
		const { may_answer, may_withdraw } = frm.doc.__onload || {};
		if (may_answer) {
			frm.add_custom_button(__("Agree"), () => settle(frm, ANSWER, { agreed: 1 }));
			frm.add_custom_button(__("Refuse"), () => refuse(frm));
		}
		if (may_withdraw) frm.add_custom_button(__("Take back"), () => settle(frm, WITHDRAW));
	},
});

function refuse(frm) {
	frappe.prompt(
		[{ fieldname: "words", fieldtype: "Small Text", label: __("Why not"), reqd: 1 }],
		({ words }) => settle(frm, ANSWER, { agreed: 0, words }),
		__("Refuse to put the review off"),
		__("Refuse")
	);
}

async function settle(frm, method, values = {}) {
	await frappe.xcall(method, { postponement: frm.doc.name, ...values });
	frm.reload_doc();
}
