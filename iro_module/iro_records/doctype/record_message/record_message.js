frappe.ui.form.on("Record Message", {
	refresh(frm) {
		frm.toggle_display("fault_summary", false); // in full below
		show_faults(frm);
		show_message(frm);
		if (frm.doc.outcome === "refused") offer(frm);
	},
});

function offer(frm) {
	const { doc } = frm;
	const again = () => frm.reload_doc();
	if (doc.handling === "Discarded") {
		frm.dashboard.set_headline_alert(__("Refused and discarded."), "gray");
		frm.add_custom_button(__("Open again"), () => iro_module.refusals.reopen(doc.name, again));
		return;
	}
	frm.dashboard.set_headline_alert(
		__(
			"Refused. Correct the record in the council's system and send it again; where the cause was here, retry it once that is mended."
		),
		"red"
	);
	frm.add_custom_button(__("Retry"), () => iro_module.refusals.retry([doc.name], again));
	frm.add_custom_button(__("Discard"), () => iro_module.refusals.discard([doc.name], again));
}

function show_faults(frm) {
	const faults = parsed(frm.doc.faults) || {};
	const list = $("<ul>");
	for (const [path, texts] of Object.entries(faults)) {
		for (const text of [].concat(texts)) {
			list.append($("<li>").append($("<code>").text(path), document.createTextNode(` ${text}`)));
		}
	}
	frm.fields_dict.faults.$wrapper.find(".like-disabled-input, .control-value").empty().append(list);
}

// What the message said: kept apart, for those who may read it.
async function show_message(frm) {
	const wrapper = frm.fields_dict.content.$wrapper.empty();
	if (frm.doc.payload_cleared_on || !frappe.model.can_read("Record Message Payload")) return;
	const { name } = frm.doc;
	const { message } = await frappe.db.get_value("Record Message Payload", name, "payload");
	if (frm.doc.name !== name || !message || !message.payload) return;
	const content = parsed(message.payload);
	const text = content ? JSON.stringify(content, null, 2) : message.payload;
	wrapper.append($("<pre class='small'>").text(text).css("white-space", "pre-wrap"));
}

function parsed(text) {
	try {
		return JSON.parse(text || "null");
	} catch {
		return null;
	}
}
