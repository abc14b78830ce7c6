// A child's chronology: one list, newest first, months as headings, chips that choose kinds. Loaded with the child's form.

frappe.provide("iro_module");

iro_module.chronology_kinds = {
	reviews: [__("Reviews"), "blue"],
	midways: [__("Midway reviews"), "light-blue"],
	visits: [__("Visits and conversations"), "green"],
	placements: [__("Placements"), "orange"],
	statuses: [__("Legal statuses"), "purple"],
	care: [__("Being looked after"), "gray"],
	changes: [__("Changes"), "yellow"],
	challenges: [__("Challenges"), "red"],
	officers: [__("Reviewing officers"), "cyan"],
	conferences: [__("Conferences"), "pink"],
};

iro_module.show_chronology = (frm) => {
	const field = frm.fields_dict.chronology_html;
	if (!field || frm.is_new()) return;
	const state = { child: frm.doc.name, wrapper: field.$wrapper.empty(), chosen: new Set() };
	state.chips = $("<div class='d-flex flex-wrap chronology-kinds hidden-print'>").css("gap", "var(--margin-xs)");
	state.list = $("<div class='chronology'>").css("margin-top", "var(--margin-sm)");
	state.wrapper.append(state.chips, state.list);
	load_chronology(state, 0);
};

async function load_chronology(state, start) {
	const asked = [...state.chosen].sort().join();
	const answer = await frappe.xcall("iro_module.iro_reviews.chronology.chronology", {
		child: state.child,
		start,
		kinds: [...state.chosen],
	});
	if (asked !== [...state.chosen].sort().join()) return; // another choice was made meanwhile
	if (start === 0) {
		state.list.empty();
		state.month = null;
		draw_chips(state, answer.kinds);
	}
	state.list.find(".chronology-more").remove();
	for (const entry of answer.entries) draw_entry(state, entry);
	if (start === 0 && !answer.entries.length) {
		state.list.append($("<p class='text-muted'>").text(__("Nothing on file.")));
	}
	if (answer.more) {
		const more = $("<button type='button' class='btn btn-default btn-xs chronology-more'>");
		more.text(__("Show more")).on("click", () => load_chronology(state, start + answer.entries.length));
		state.list.append(more);
	}
}

function draw_chips(state, kinds) {
	state.chips.empty();
	for (const kind of kinds) {
		const [words] = iro_module.chronology_kinds[kind];
		const on = state.chosen.has(kind);
		const chip = $("<button type='button' class='btn btn-xs'>").text(words);
		chip.addClass(on ? "btn-primary" : "btn-default").attr("aria-pressed", String(on));
		chip.on("click", () => {
			if (!state.chosen.delete(kind)) state.chosen.add(kind);
			load_chronology(state, 0);
		});
		state.chips.append(chip);
	}
}

function draw_entry(state, entry) {
	const month = moment(entry.on).format("MMMM YYYY");
	if (month !== state.month) {
		state.month = month;
		state.list.append($("<h6 class='text-muted'>").text(month).css("margin", "var(--margin-md) 0 var(--margin-xs)"));
	}
	const [words, colour] = iro_module.chronology_kinds[entry.kind];
	const link = $("<a>").attr("href", frappe.utils.get_form_link(entry.doctype, entry.name)).text(entry.words);
	state.list.append(
		$("<div class='d-flex chronology-entry'>")
			.attr("data-kind", entry.kind)
			.css({ gap: "var(--margin-md)", padding: "3px 0" })
			.append(
				$("<span class='text-muted text-nowrap'>").css("min-width", "6em").text(moment(entry.on).format("ddd D MMM")),
				$(`<span class="indicator ${colour}">`).attr("title", words).css("min-width", "1em"),
				$("<span>").append(link)
			)
	);
}
