// How the child took part: the code that the evidence suggests, brought up to date as boxes are ticked.

(() => {
	const EVIDENCE = [
		"child_attendance", "child_spoke", "child_used_symbols", "advocate_spoke", "iro_spoke", "advocate_briefed",
		"iro_briefed", "sent_text", "sent_writing", "sent_phone", "sent_audio", "sent_video", "sent_app", "nothing_conveyed",
		"participation_code",
	];

	const look_again = frappe.utils.debounce(async (frm) => {
		const evidence = Object.fromEntries(EVIDENCE.map((name) => [name, frm.doc[name]]));
		const found = await frappe.xcall("iro_module.iro_reviews.participation_record.suggested", {
			review: frm.doc.name,
			evidence,
		});
		show(frm, found);
	}, 300);

	frappe.ui.form.on("IRO Review", {
		async refresh(frm) {
			if (frm.is_new()) return;
			const asked = frm.preparation;
			const found = await asked;
			if (frm.preparation === asked) show(frm, found.participation);
		},
		...Object.fromEntries(
			EVIDENCE.map((name) => [
				name,
				(frm) => {
					if (!frm.is_new()) look_again(frm);
				},
			])
		),
	});

	function show(frm, found) {
		const wrapper = frm.fields_dict.participation_html.$wrapper.empty();
		const code = frm.doc.participation_code;
		for (const words of [...found.faults, ...found.conflicts]) {
			wrapper.append($("<p class='text-danger small'>").text(words));
		}
		if (found.needs) {
			wrapper.append($("<p class='text-warning small'>").text(found.needs));
			return;
		}
		if (found.against) {
			wrapper.append($("<p class='text-warning small'>").text(`${found.against}. ${__("Say why below, or change the code.")}`));
			return;
		}
		if (found.code && found.code !== code) {
			wrapper.append($("<p>").append($("<b>").text(__("Suggested: {0}", [found.code]))));
			wrapper.append(iro_module.quiet(`${found.reason}.`));
			if (frm.perm[1]?.write && frm.doc.status !== "Completed") {
				const use = $("<button class='btn btn-xs btn-default'>").text(__("Use {0}", [found.code]));
				wrapper.append(use.on("click", () => frm.set_value("participation_code", found.code)));
			}
			return;
		}
		wrapper.append(iro_module.quiet(code && found.code === code ? `${found.code}: ${found.reason}.` : `${found.reason}.`));
	}
})();
