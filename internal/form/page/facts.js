// Works out what is true of a plan by itself, as package facts does among all
// plans. A test holds the two against each other.

const round = n => Math.sign(n) * Math.round(Math.abs(n));

// money is an amount as the company writes it.
function money(currency, amount) {
	let [whole, cents] = String(round(amount * 100) / 100).split(".");
	whole = whole.replace(/\B(?=(\d{3})+$)/g, ",") + (cents ? "." + (cents + "0").slice(0, 2) : "");
	return {en: currency + " " + whole, zh: whole + " " + (currency === "CNY" ? "元" : currency)};
}

// worldFacts is what is true of a plan: of one that is new, and is announced now.
// source is how messages call that: "change", or "uncommitted".
function worldFacts(model, read, visit, now, source) {
	const c = model.company, t = model.texts, p = read.plan;
	const wrong = (...at) => at.some((_, i) => read.wrong.has(at.slice(0, i + 1).join("/")));
	const customer = p.customer || {}, refreshments = p.refreshments || {}, rooms = p.rooms || [];
	const category = c.categories.find(k => k.id === p.category) || {id: "", roles: []};
	const f = {now: wallOf(now, c.timezone), fresh: true, important: category.important === true};

	if (!wrong("status")) {
		f.status = p.status || "planned";
	}
	f.past = p.arrive !== undefined && instant(p.arrive, c.timezone) < now;
	f.ended = p.depart !== undefined && instant(p.depart, c.timezone) <= now;

	const season = c.seasons.find(s => p.arrive !== undefined && s.months.includes(+p.arrive.slice(5, 7)));
	const due = season || {fruit: 0, driedFruit: 0};
	f.season = season && season.id;
	f["season-name"] = season ? season.name : {en: "", zh: ""};
	const or = (value, other) => typeof value === "number" ? value : other;
	f.refreshments = {
		"fruit": or(refreshments.fruit, due.fruit), "dried-fruit": or(refreshments["dried-fruit"], due.driedFruit),
		"tobacco": refreshments.tobacco === true, "due-fruit": due.fruit, "due-dried-fruit": due.driedFruit,
	};

	// Who answers for the visit (R4.A to R4.D).
	const team = p.team || {}, duty = new Set();
	const role = id => c.roles.find(r => r.id === id) || {id, name: {en: "", zh: ""}, holder: "", clause: ""};
	const wanted = category.id === "" ? [] : [...category.roles, ...c.everyVisit.filter(id => !category.roles.includes(id))];
	f.needs = wanted.map(id => {
		const person = team[id] !== undefined ? team[id] : role(id).holder;
		if (person) {
			duty.add(person);
		}
		const own = category.roles.includes(id), other = own && category.orCounterpart;
		return {
			"role": id, "name": role(id).name, "clause": own ? category.clause : role(id).clause, "or-counterpart": other,
			"filled": Boolean(person) || wrong("team", id) || other && (p.counterpart !== undefined || wrong("counterpart")),
		};
	});
	for (const r of c.roles) {
		if (team[r.id] !== undefined && !wanted.includes(r.id)) {
			duty.add(team[r.id]);
		}
	}

	const ref = (id, known) => {
		if (id === undefined || known.some(k => k.id === id)) {
			return {id, known: id !== undefined, hint: {en: "", zh: ""}};
		}
		return {id, known: false, hint: said(t.choices, known.map(k => k.id).join(", "))};
	};
	f.roles = Object.keys(team).sort(byCodePoint).map(id => ref(id, c.roles));
	const applicant = p.applicant || {};
	f.department = ref(applicant.department, c.units);
	f.counterpart = ref(p.counterpart, c.units);
	f.programme = (p.programme || []).map(s => ({
		who: (s.who || []).map(who => /^[a-z0-9-]+$/.test(who) ? ref(who, c.roles) : {id: who, known: true, hint: {en: "", zh: ""}}),
	}));

	f.rooms = rooms.map((r, i) => {
		const room = c.rooms.find(x => x.id === r.room);
		let attendees = r.attendees || 0;
		if (attendees === 0 && customer.headcount > 0 && !wrong("rooms", i, "attendees")) {
			attendees = customer.headcount + duty.size;
		}
		return {
			"room": ref(r.room, c.rooms), "seats": room ? room.seats : 0, "attendees": attendees,
			"from": wrong("rooms", i, "from") ? "" : r.from || p.arrive || "",
			"until": wrong("rooms", i, "until") ? "" : r.until || p.depart || "",
			"equipment": (r.equipment || []).map(id => ref(id, c.equipment)),
			"custodian": ref(r.custodian, c.people),
			"has-custodian": r.custodian !== undefined || wrong("rooms", i, "custodian"),
			"free-ids": "", // other plans say what is free
		};
	});

	f.notice = noticeFacts(model, p, category, wrong, now, source);
	f.purchases = purchaseFacts(model, p, f, now);
	f.spending = spendingFacts(model, p);
	f.personal = personalFacts(model, visit);
	f.waivers = (p.waive || []).map((w, i) => waiverFacts(model, p, w, i, wrong, f.now.slice(0, 10)));
	return f;
}

// noticeFacts is whether the visit has to be announced ahead; of several reasons,
// the one that asks for most counts (R2.4).
function noticeFacts(model, p, category, wrong, now, source) {
	const c = model.company, t = model.texts, leaders = p.leaders || [], reasons = [];
	const ahead = c.notice.ahead, own = ahead[category.id] || ahead[""];
	const last = n => p.arrive === undefined ? [Infinity, []] : latest(c, p.arrive, n);
	if (category.important || own.asked) {
		reasons.push([own, said(t.forCategory, category.id)]);
	}
	if (c.notice.leaders && leaders.length > 0) {
		reasons.push([ahead[""], said(t.forLeader, typeof leaders[0] === "string" ? leaders[0] : "")]);
	}
	if (c.notice.coordinate && p.coordination === true) {
		reasons.push([ahead[""], t.forCoordination]);
	}
	const n = {of: "new", due: false, because: {en: "", zh: ""}, late: false};
	let asked = own, [at, unknown] = last(own);
	for (const [other, because] of wrong("status") ? [] : reasons) {
		const [moment, years] = last(other);
		if (!n.due || moment < at) {
			[asked, at, unknown, n.because] = [other, moment, years, because];
		}
		n.due = true;
	}
	n.required = asked.text;
	if (p.arrive === undefined) {
		return {...n, "unknown-years": []};
	}
	n.deadline = wallOf(at, c.timezone);
	n["unknown-years"] = unknown;
	n.source = source;
	n.announced = wallOf(now, c.timezone);
	n.given = String(Math.max(0, Math.trunc((instant(p.arrive, c.timezone) - now) / HOUR)));
	n.late = now > at;
	return n;
}

function purchaseFacts(model, p, f, now) {
	const c = model.company, t = model.texts, out = [];
	if (f.status !== "planned" || f.past || p.arrive === undefined) {
		return out;
	}
	const need = (kind, by, ...at) => {
		const hours = c.purchasing[kind];
		if (hours !== undefined && by !== undefined && by !== WRONG) {
			out.push({kind, name: t.buy[kind], at, by, hours, late: now > instant(addMinutes(by, -60 * hours), c.timezone)});
		}
	};
	const stated = p.refreshments || {};
	if ((p.rooms || []).length > 0 && f.refreshments.fruit + f.refreshments["dried-fruit"] > 0) {
		need("refreshments", p.arrive, typeof stated.fruit === "number" || typeof stated["dried-fruit"] === "number" ? "refreshments" : "arrive");
	}
	if (f.refreshments.tobacco) {
		need("tobacco", p.arrive, "refreshments", "tobacco");
	}
	(p.travel || []).forEach((ticket, i) => need("tickets", ticket.departs, "travel", i, "departs"));
	if ((p.gifts || []).length > 0) {
		need("gifts", p.arrive, "gifts");
	}
	return out;
}

function spendingFacts(model, p) {
	const c = model.company, t = model.texts, customer = p.customer || {};
	const cents = n => round(n * 100);
	return Object.keys(p.budget || {}).sort(byCodePoint).map(kind => {
		const s = (c.budgets[p.category] || {})[kind] || {};
		let limit = Infinity, why = {en: "", zh: ""};
		if (typeof s.perVisit === "number") {
			limit = s.perVisit;
			why = said(t.perVisit, money(c.currency, limit));
		}
		const guests = Math.max(customer.headcount || 0, (customer.guests || []).length);
		if (typeof s.perGuest === "number" && customer.headcount > 0 && s.perGuest * guests < limit) {
			limit = s.perGuest * guests;
			why = said(t.perGuest, money(c.currency, limit), money(c.currency, s.perGuest));
		}
		return {
			kind, name: t.kinds[kind] || same(kind), planned: money(c.currency, p.budget[kind]), standard: why,
			cost: {en: "", zh: ""}, over: cents(p.budget[kind]) > cents(limit), overrun: false, unplanned: false,
		};
	});
}

// personalFacts looks through every text of a plan, in the order of its fields.
function personalFacts(model, visit) {
	const out = [];
	const look = (value, at, shape) => {
		if (typeof value === "string") {
			if (shape === "text") {
				for (const m of findPersonal(value)) {
					out.push({at, kind: m.kind, name: model.texts.personal[m.kind], contact: at.join("/") === "customer/contact"});
				}
			}
		} else if (Array.isArray(value)) {
			value.forEach((v, i) => look(v, [...at, i], shape.list));
		} else if (value !== null && typeof value === "object") {
			const names = shape.fields ? Object.keys(shape.fields) : Object.keys(value).sort(byCodePoint);
			names.forEach(k => look(value[k], [...at, k], shape.fields ? shape.fields[k] : shape.map));
		}
	};
	look(visit, [], model.shape);
	return out;
}

// waiverFacts is what is true of a waiver; whether anything needs it, only the
// check can tell.
function waiverFacts(model, p, w, i, wrong, today) {
	const rule = model.rules.find(r => r.id === w.rule), applicant = p.applicant || {};
	const missing = ["reason", "approved-by", "until"].filter(key => w[key] === undefined && !wrong("waive", i, key));
	const approvers = rule && rule.waivable ? rule.approvers : model.company.approvers;
	if (p.depart !== undefined && p.depart.slice(0, 10) < today) {
		today = p.depart.slice(0, 10); // it had to hold until the visit was over
	}
	const f = {
		known: rule !== undefined, waivable: rule !== undefined && rule.waivable, missing,
		approvers: approvers.join(", "), approver: approvers.includes(w["approved-by"]),
		own: w["approved-by"] !== undefined && w["approved-by"] === applicant.name,
		past: w.until !== undefined && w.until < today,
	};
	f.holds = f.waivable && f.approver && !f.own && !f.past && missing.length === 0 && w.reason !== undefined && w.until !== undefined;
	return f;
}
