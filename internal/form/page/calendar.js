// Counts the company's time: moments of its wall clock, and until when a visit
// has to be announced (R2.4).

const MINUTE = 60000, HOUR = 60 * MINUTE, DAY = 24 * HOUR;

const pad = n => String(n).padStart(2, "0");

// utc reads "2026-12-03 09:30" or "2026-12-03" as if it were UTC.
const utc = wall => Date.UTC(+wall.slice(0, 4), wall.slice(5, 7) - 1, +wall.slice(8, 10), +wall.slice(11, 13) || 0, +wall.slice(14, 16) || 0);

const wallUTC = ms => {
	const d = new Date(ms);
	return `${d.getUTCFullYear()}-${pad(d.getUTCMonth() + 1)}-${pad(d.getUTCDate())} ${pad(d.getUTCHours())}:${pad(d.getUTCMinutes())}`;
};

const addMinutes = (wall, minutes) => wallUTC(utc(wall) + minutes * MINUTE);

const addDays = (day, days) => wallUTC(utc(day) + days * DAY).slice(0, 10);

const clocks = new Map();

// wallOf is what the company's clock shows at an instant.
function wallOf(ms, zone) {
	if (!clocks.has(zone)) {
		clocks.set(zone, new Intl.DateTimeFormat("en-US", {
			timeZone: zone, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit",
		}));
	}
	const p = {};
	for (const part of clocks.get(zone).formatToParts(ms)) {
		p[part.type] = part.value;
	}
	return `${p.year.padStart(4, "0")}-${p.month}-${p.day} ${p.hour}:${p.minute}`;
}

// instant is when the company's clock shows a time.
function instant(wall, zone) {
	const as = utc(wall), offset = ms => utc(wallOf(ms, zone)) - Math.floor(ms / MINUTE) * MINUTE;
	return as - offset(as - offset(as));
}

// works says whether a day is worked; known is false where the year's holidays
// are not in the policies and the weekend alone decides.
function works(calendar, day) {
	if (calendar.closed.includes(day)) {
		return [false, true];
	}
	if (calendar.work.includes(day)) {
		return [true, true];
	}
	if (calendar.off.includes(day)) {
		return [false, true];
	}
	return [!calendar.weekend.includes(new Date(utc(day)).getUTCDay()), calendar.years.includes(+day.slice(0, 4))];
}

// latest is the last instant at which a visit can be announced that is to be
// announced so long ahead, and the years whose holidays had to be known for it and
// are not.
function latest(company, arrive, n) {
	const zone = company.timezone, unknown = [];
	const cut = ms => {
		if (!n.cutOff) {
			return ms;
		}
		const at = instant(wallOf(ms, zone).slice(0, 10) + " " + n.cutOff, zone);
		return ms > at ? at : ms;
	};
	const end = day => {
		let next = instant(addDays(day, 1) + " 00:00", zone);
		while (wallOf(next, zone).slice(0, 10) <= day) { // midnight is skipped where the clocks change then
			next += 15 * MINUTE;
		}
		return cut(next - 1);
	};
	if (n.number <= 0) {
		return [instant(arrive, zone), unknown];
	}
	if (n.unit === "hours") {
		return [cut(instant(arrive, zone) - n.number * HOUR), unknown];
	}
	let day = arrive.slice(0, 10);
	if (n.unit === "calendar-days") {
		return [end(addDays(day, -n.number)), unknown];
	}
	const c = company.calendar;
	for (let left = n.number, most = 7 * (n.number + c.off.length + c.closed.length + 1); left > 0 && most > 0; most--) {
		day = addDays(day, -1);
		const [worked, known] = works(c, day);
		if (!known && !unknown.includes(+day.slice(0, 4))) {
			unknown.push(+day.slice(0, 4));
		}
		left -= worked ? 1 : 0;
	}
	return [end(day), unknown.sort((a, b) => a - b)];
}
