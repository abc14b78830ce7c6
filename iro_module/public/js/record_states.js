// How a record of the feed stands today: planned, in force, ended or voided.

frappe.provide("iro_module");

iro_module.record_state = ({ voided, status, start_date, end_date }) => {
	const today = frappe.datetime.get_today();
	if (voided) return [__("Voided"), "gray", "voided,=,1"];
	const begun = `voided,=,0|start_date,is,set|start_date,<=,${today}`;
	if (status === "planned" || start_date > today) {
		return [__("Planned"), "blue", `voided,=,0|start_date,>,${today}`];
	}
	if (end_date && end_date <= today) {
		return [__("Ended"), "gray", `voided,=,0|end_date,is,set|end_date,<=,${today}`];
	}
	const not_ended = end_date ? `end_date,>,${today}` : "end_date,is,not set";
	return [__("In force"), "green", `${begun}|${not_ended}`];
};
