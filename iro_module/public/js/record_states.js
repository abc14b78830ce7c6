// How a record of the feed stands today: planned, in force, ended or voided.

frappe.provide("iro_module");

iro_module.record_state = ({ voided, status, start_date, end_date }) => {
	const today = frappe.datetime.get_today();
	if (voided) return [__("Voided"), "gray", "voided,=,1"];
	if (status === "planned" || start_date > today) return [__("Planned"), "blue", `start_date,>,${today}`];
	if (end_date && end_date <= today) return [__("Ended"), "gray", `end_date,<=,${today}`];
	return [__("In force"), "green", "voided,=,0"];
};
