// The booking board: a column for each week in which reviews are due, a card for each review.

frappe.pages["booking-board"].on_page_load = (wrapper) => {
	const page = frappe.ui.make_app_page({ parent: wrapper, title: __("Booking board"), single_column: true });
	page.set_secondary_action(__("Refresh"), () => wrapper.draw(), "refresh");
	page.add_inner_button(__("Calendar"), () => frappe.set_route("List", "IRO Review", "Calendar"));
	const $board = $("<div class='booking-board'>").appendTo(page.main);
	wrapper.draw = () => draw($board);
};

frappe.pages["booking-board"].on_page_show = (wrapper) => wrapper.draw();

const COLOURS = { overdue: "red", late: "orange", local: "orange", booked: "green", planned: "blue" };
const WORDS = {
	overdue: __("Overdue by law"),
	late: __("Booked after it is due"),
	local: __("Local target missed"),
	booked: __("Booked"),
	planned: __("Not booked"),
};

async function draw($board) {
	const columns = await frappe.xcall("iro_module.iro_reviews.page.booking_board.booking_board.board");
	$board.empty();
	for (const column of columns) {
		const $column = $("<section class='booking-week'>").appendTo($board);
		const count = column.reviews.length;
		$("<h5>").text(column.title).append($("<span class='text-muted'>").text(` ${count || ""}`)).appendTo($column);
		if (!count) $("<p class='text-muted small'>").text(__("Nothing due.")).appendTo($column);
		for (const review of column.reviews) $column.append(card(review, $board));
	}
}

function card(review, $board) {
	const $card = $("<article class='booking-card'>").attr("tabindex", 0);
	const $name = $("<a>").attr("href", `/app/iro-review/${encodeURIComponent(review.name)}`).text(review.child);
	const $pill = $(`<span class="indicator-pill ${COLOURS[review.standing]}">`).text(WORDS[review.standing]);
	$card.append($("<header>").append($name, $pill));
	line($card, iro_module.review_words[review.kind] || review.kind);
	line($card, __("Due {0}", [review.due]));
	line($card, review.officer || __("No reviewing officer yet"), review.officer ? "text-muted" : "wanting");
	if (review.booked) {
		line($card, [__("Booked for {0}", [review.booked]), review.at, review.venue].filter(Boolean).join(", "));
	} else if (review.practical && review.practical !== review.due) {
		line($card, __("Last working day: {0}", [review.practical]));
	}
	if (review.interpreter === "To arrange") line($card, __("Interpreter or aid to arrange"), "wanting");
	if (review.together) line($card, __("Booked together with brothers and sisters"));
	// A booking is changed on the review itself: a later day has to be agreed there.
	if (review.status === "Planned" && frappe.model.can_write("IRO Review")) {
		const $button = $("<button class='btn btn-xs btn-default'>").text(__("Book"));
		$button.on("click", () => book(review, $board));
		$card.append($button);
	}
	return $card;
}

function line($card, words, style = "text-muted") {
	if (words) $("<div>").addClass(`small ${style}`).text(words).appendTo($card);
}

async function book(review, $board) {
	await frappe.model.with_doctype("IRO Review");
	const { options } = frappe.meta.get_docfield("IRO Review", "mode");
	const practical = review.practical && review.practical !== review.due && __("last working day {0}", [review.practical]);
	const dialog = new frappe.ui.Dialog({
		title: __("Book the review: {0}", [review.child]),
		fields: [
			{
				fieldname: "booked_on",
				fieldtype: "Date",
				label: __("Day of the meeting"),
				description: [__("Due {0}", [review.due]), practical].filter(Boolean).join("; "),
				reqd: 1,
			},
			{ fieldname: "booked_at", fieldtype: "Time", label: __("At") },
			{ fieldname: "venue", fieldtype: "Data", label: __("Where") },
			{ fieldname: "mode", fieldtype: "Select", label: __("How"), options },
		],
		primary_action_label: __("Book"),
		async primary_action(values) {
			await frappe.xcall("frappe.client.set_value", {
				doctype: "IRO Review",
				name: review.name,
				fieldname: JSON.stringify({ ...values, status: "Booked" }),
			});
			dialog.hide();
			frappe.show_alert({ message: __("Booked"), indicator: "green" });
			draw($board);
		},
	});
	dialog.show();
}
