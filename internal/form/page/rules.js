// Judges a plan by the company's rules, which package judge has written as trees.
// A value that a plan does not state silences what needs it, as it does there.

// UNKNOWN is what these few operations cannot work out.
const UNKNOWN = Symbol("unknown");

const silent = v => v === undefined || v === WRONG;

// byCodePoint orders texts as Go does, by their bytes in UTF-8.
function byCodePoint(a, b) {
	const x = [...a], y = [...b];
	for (let i = 0; i < x.length && i < y.length; i++) {
		if (x[i] !== y[i]) {
			return x[i].codePointAt(0) - y[i].codePointAt(0);
		}
	}
	return x.length - y.length;
}

// worse is what comes of using two values of which one cannot be used.
function worse(a, b) {
	if (silent(a)) {
		return [a];
	}
	if (silent(b)) {
		return [b];
	}
	return a === UNKNOWN || b === UNKNOWN ? [UNKNOWN] : null;
}

function order(a, b) {
	if (typeof a === "number" && typeof b === "number") {
		return a - b;
	}
	return typeof a === "string" && typeof b === "string" ? byCodePoint(a, b) : null;
}

const using = f => (a, b) => {
	const w = worse(a, b);
	return w ? w[0] : f(a, b);
};

const compared = is => using((a, b) => {
	const n = typeof a === "boolean" && typeof b === "boolean" ? a - b : order(a, b);
	return n === null ? UNKNOWN : is(n);
});

const ordered = is => using((a, b) => {
	const n = order(a, b);
	return n === null ? UNKNOWN : is(n);
});

const reckoned = f => using((a, b) => Number.isInteger(a) && Number.isInteger(b) && Math.abs(a) < 2 ** 31 && Math.abs(b) < 2 ** 31 ? f(a, b) : UNKNOWN);

const words = f => using((a, b) => typeof a === "string" && typeof b === "string" ? f(a, b) : UNKNOWN);

const operations = {
	"&&": (a, b) => {
		if (silent(a) || silent(b)) {
			return silent(a) ? a : b;
		}
		if (a === false || b === false) {
			return false;
		}
		return a === true && b === true ? true : UNKNOWN;
	},
	"||": (a, b) => {
		if (silent(a) || silent(b)) {
			return silent(a) ? a : b;
		}
		return typeof a === "boolean" && typeof b === "boolean" ? a || b : UNKNOWN;
	},
	"==": compared(n => n === 0),
	"!=": compared(n => n !== 0),
	"<": ordered(n => n < 0),
	"<=": ordered(n => n <= 0),
	">": ordered(n => n > 0),
	">=": ordered(n => n >= 0),
	"+": using((a, b) => typeof a === "string" && typeof b === "string" ? a + b : reckoned((x, y) => x + y)(a, b)),
	"-": reckoned((a, b) => a - b),
	"*": reckoned((a, b) => a * b),
	"div": using((a, b) => Number.isInteger(a) && Number.isInteger(b) && b > 0 ? Math.floor(a / b) : UNKNOWN),
	"strings.HasPrefix": words((a, b) => a.startsWith(b)),
	"strings.HasSuffix": words((a, b) => a.endsWith(b)),
	"strings.Contains": words((a, b) => a.includes(b)),
	"list.Contains": using((a, b) => Array.isArray(a) && a.every(x => x === b || order(x, b) !== null) ? a.includes(b) : UNKNOWN),
};

// Later is an expression that is worked out when its name is used.
class Later {
	constructor(node, scope) {
		Object.assign(this, {node, scope, known: false});
	}

	get value() {
		if (!this.known) {
			this.known = true;
			this.result = undefined; // what depends on itself says nothing
			this.result = evaluate(this.node, this.scope);
		}
		return this.result;
	}
}

// Struct is a mapping of a rule's own, whose fields are worked out when needed.
class Struct {
	constructor(lets, fields, scope) {
		this.scope = Object.create(scope);
		for (const [name, node] of lets) {
			this.scope[name] = new Later(node, this.scope);
		}
		this.fields = new Map(fields);
	}

	field(name) {
		return this.fields.has(name) ? evaluate(this.fields.get(name), this.scope) : undefined;
	}
}

const own = (object, name) => Object.prototype.hasOwnProperty.call(object, name) ? object[name] : undefined;

function evaluate(node, scope) {
	const at = i => evaluate(node[i], scope);
	switch (node[0]) {
	case "=":
		return node[1];
	case "name": {
		const v = scope[node[1]];
		return v instanceof Later ? v.value : v;
	}
	case "field": {
		const of = at(1);
		if (silent(of) || of === UNKNOWN) {
			return of;
		}
		if (of instanceof Struct) {
			return of.field(node[2]);
		}
		return typeof of === "object" && !Array.isArray(of) ? own(of, node[2]) : UNKNOWN;
	}
	case "at": {
		const of = at(1), i = at(2), w = worse(of, i);
		if (w) {
			return w[0];
		}
		if (typeof i === "string" && of instanceof Struct) {
			return of.field(i);
		}
		if (typeof i === "number") {
			return Array.isArray(of) ? of[i] : UNKNOWN;
		}
		return typeof of === "object" && !Array.isArray(of) ? own(of, i) : UNKNOWN;
	}
	case "not": {
		const v = at(1);
		return silent(v) || v === UNKNOWN ? v : typeof v === "boolean" ? !v : UNKNOWN;
	}
	case "minus": {
		const v = at(1);
		return silent(v) || v === UNKNOWN ? v : Number.isInteger(v) ? -v : UNKNOWN;
	}
	case "stated":
	case "unstated": {
		const v = at(1);
		return v === UNKNOWN ? v : (v !== undefined) === (node[0] === "stated");
	}
	case "len": {
		const v = at(1);
		if (silent(v) || v === UNKNOWN) {
			return v;
		}
		if (typeof v === "string") {
			return new TextEncoder().encode(v).length;
		}
		return Array.isArray(v) ? v.length : v instanceof Struct ? UNKNOWN : typeof v === "object" ? Object.keys(v).length : UNKNOWN;
	}
	case "list":
		return listed(node.slice(1), scope);
	case "struct":
		return new Struct(node[1], node[2], scope);
	case "text": {
		let text = "";
		for (const part of node.slice(1)) {
			const v = evaluate(part, scope);
			if (silent(v) || v === UNKNOWN) {
				return v;
			}
			if (typeof v === "object") {
				return UNKNOWN;
			}
			text += v;
		}
		return text;
	}
	}
	return operations[node[0]](at(1), at(2));
}

// listed is a list that is written out; it is only as good as the least of it.
function listed(parts, scope) {
	const out = [];
	for (const part of parts) {
		if (part[0] !== "each") {
			out.push(evaluate(part, scope));
			continue;
		}
		const state = every(part[1], 0, scope, inner => out.push(evaluate(part[2], inner)));
		if (state !== true) {
			return state;
		}
	}
	return out;
}

// turns goes through what a for clause goes through.
function turns(clause, of, scope, each) {
	const [, key, name] = clause;
	const entries = Array.isArray(of) ? of.map((v, i) => [i, v]) : Object.keys(of).sort(byCodePoint).map(k => [k, of[k]]);
	for (const [k, v] of entries) {
		const inner = Object.create(scope);
		if (key) {
			inner[key] = k;
		}
		inner[name] = v;
		if (each(inner) === false) {
			return;
		}
	}
}

const loops = v => Array.isArray(v) || v !== null && typeof v === "object" && !(v instanceof Struct);

function bound(clause, scope) {
	const inner = Object.create(scope);
	inner[clause[1]] = new Later(clause[2], scope);
	return inner;
}

// every goes through a comprehension of which every turn must be understood.
function every(clauses, i, scope, yields) {
	if (i === clauses.length) {
		yields(scope);
		return true;
	}
	const clause = clauses[i];
	if (clause[0] === "let") {
		return every(clauses, i + 1, bound(clause, scope), yields);
	}
	const v = evaluate(clause[clause.length - 1], scope);
	if (silent(v) || v === UNKNOWN) {
		return v;
	}
	if (clause[0] === "if") {
		return typeof v !== "boolean" ? UNKNOWN : v ? every(clauses, i + 1, scope, yields) : true;
	}
	if (!loops(v)) {
		return UNKNOWN;
	}
	let state = true;
	turns(clause, v, scope, inner => {
		state = every(clauses, i + 1, inner, yields);
		return state === true;
	});
	return state;
}

// survivors goes through the turns that yield a finding, each by itself: one that
// needs what the plan does not state does not silence the others.
function survivors(clauses, i, scope, yields) {
	if (i === clauses.length) {
		yields(scope);
		return;
	}
	const clause = clauses[i];
	if (clause[0] === "let") {
		survivors(clauses, i + 1, bound(clause, scope), yields);
		return;
	}
	const v = evaluate(clause[clause.length - 1], scope);
	if (silent(v) || v === UNKNOWN) {
		return;
	}
	if (clause[0] === "for") {
		if (loops(v)) {
			turns(clause, v, scope, inner => survivors(clauses, i + 1, inner, yields));
		}
	} else if (v === true) {
		survivors(clauses, i + 1, scope, yields);
	}
}

// bilingual is a message; undefined where it needs what is not stated.
function bilingual(v) {
	const en = v instanceof Struct ? v.field("en") : v && v.en, zh = v instanceof Struct ? v.field("zh") : v && v.zh;
	return typeof en === "string" && typeof zh === "string" ? {en, zh} : undefined;
}

function finding(rule, v, add) {
	if (!(v instanceof Struct)) {
		return;
	}
	const at = v.field("at"), message = bilingual(v.field("message"));
	const hint = v.fields.has("hint") ? bilingual(v.field("hint")) : null;
	const severity = v.fields.has("severity") ? v.field("severity") : rule.severity;
	const clause = v.fields.has("clause") ? v.field("clause") : rule.clause;
	if (!Array.isArray(at) || at.some(x => typeof x !== "string" && typeof x !== "number") || !message || hint === undefined || typeof severity !== "string" || typeof clause !== "string") {
		return;
	}
	const weight = rule.severity === "warning" ? "warning" : severity;
	add({rule: rule.id, severity: weight, clause, at, message, hint: hint && (hint.en || hint.zh) ? hint : null});
}

// judgeRules returns the findings of the rules that the page judges.
function judgeRules(model, visit, facts, wrong) {
	const of = about => {
		const out = [];
		for (const rule of model.rules.filter(r => r.findings && (r.stage === "waivers") === about)) {
			const scope = Object.assign(Object.create(null), {visit, facts, parameters: rule.parameters});
			for (const [name, node] of Object.entries(rule.lets || {})) {
				scope[name] = new Later(node, scope);
			}
			for (const entry of rule.findings) {
				if (entry[0] === "each") {
					survivors(entry[1], 0, scope, inner => finding(rule, evaluate(entry[2], inner), f => out.push(f)));
				} else {
					finding(rule, evaluate(entry, scope), f => out.push(f));
				}
			}
		}
		// What a plan says wrongly has been told, and no rule finds fault with it again.
		return out.filter(f => !f.at.some((_, i) => wrong.has(f.at.slice(0, i + 1).join("/"))));
	};
	const waived = facts.waivers.flatMap((w, i) => w.holds ? [visit.waive[i].rule] : []);
	const seen = new Set();
	return [...of(false).filter(f => !waived.includes(f.rule)), ...of(true)].filter(f => {
		const key = JSON.stringify([f.rule, f.at, f.message]); // two numbers in one text are one mistake
		return !seen.has(key) && seen.add(key);
	});
}

// judge is the whole way: what was typed in, the plan and all that is wrong out.
function judge(model, typed, now, source) {
	const read = readPlan(model, typed);
	const visit = shaped(model.shape, read.plan, read.wrong, "");
	const facts = worldFacts(model, read, visit, now, source);
	return {
		yaml: yamlPlan(read.entries), plan: read.plan, facts, wrong: [...read.wrong],
		findings: [...read.findings, ...judgeRules(model, visit, facts, read.wrong)],
	};
}
