frappe.ui.form.on("Record Message", {
	refresh(frm) {
		const { doc } = frm;
		if (doc.outcome === "refused") {
			frm.dashboard.set_headline_alert(
				__("Refused. Correct the record in the council's system and send it again."),
				"red"
			);
		}
		frm.toggle_display("fault_summary", false); // in full below
		show_faults(frm);
		show_message(frm);
	},
});

function show_faults(frm) {
	const faults = parsed(frm.doc.faults) || {};
	const list = $("<ul>");
	for (const [path, texts] of Object.entries(faults)) {
		for (const text of [].concat(texts)) {
			list.append($("<li>").append($("<code>").text(path), document.createTextNode(` ${text}`)));
		}
	}
	replace(frm, "faults", list);
}

function show_message(frm) {
	const message = parsed(frm.doc.payload);
	const text = message ? JSON.stringify(message, null, 2) : frm.doc.payload || "";
	replace(frm, "payload", $("<pre class='small'>").text(text).css("white-space", "pre-wrap"));
}

function replace(frm, fieldname, content) {
	frm.fields_dict[fieldname].$wrapper.find(".like-disabled-input, .control-value").empty().append(content);
}

function parsed(text) {
	try {
		return JSON.parse(text || "null");
	} catch {
		return null;
	}
}
