// Finds personal numbers in a text (R5.1), as package personal does, whose
// comments say why. A test holds the two against each other.

const labels = {
	code: {
		alone: ["订单", "工单", "运单", "提单", "发票", "快递", "物流", "分机", "内线", "转", "房间", "信用代码", "税号", "料号", "货号", "批次", "流水", "会议", "qq",
			"order", "po", "p.o", "so", "invoice", "inv", "contract", "part", "pn", "p/n", "sn", "s/n", "serial", "lot", "batch", "tracking", "waybill",
			"ref", "reference", "ticket", "case", "item", "sku", "ean", "isbn", "imei", "ext", "extension", "room", "model", "quote", "rfq", "meeting"],
		numbered: ["单", "合同", "协议", "编", "料", "物料", "零件", "货", "图", "图纸", "型", "批", "序列", "条码", "票", "案", "文", "档案", "项目", "设备", "资产",
			"税", "纳税人识别", "短", "总机", "房", "会议室", "门牌", "报价", "询价", "采购", "申请", "工", "学", "会员"],
	},
	phone: {
		alone: ["手机", "电话", "联系", "联系方式", "微信", "致电", "拨打",
			"tel", "telephone", "phone", "mobile", "mob", "cell", "cellphone", "call", "wechat", "whatsapp", "m", "t"],
		numbered: [],
	},
	passport: {alone: ["护照", "通行证", "旅行证", "证件", "passport", "travel document"], numbered: []},
	tax: {alone: ["税", "纳税人识别", "信用代码"], numbered: []},
};

const numberWords = ["号码", "编号", "号", "id", "no", "nr", "number", "num"];
const isWords = ["是", "为", "is"];
const countUnits = ["元", "万", "亿", "件", "台", "套", "个", "rmb", "cny", "usd", "eur"];

// INVISIBLE stands for characters that take no room and may stand anywhere.
const INVISIBLE = "\u200B";

const LONGEST = 19;

const isDigit = c => c >= "0" && c <= "9" && c.length === 1;

const isLetter = c => c !== undefined && /^[A-Za-z]$/.test(c);

// digit is the value of a decimal digit: Unicode has them in rows from zero to nine.
function digit(c) {
	const n = c.codePointAt(0);
	if (n >= 0x1D7CE && n <= 0x1D7FF) { // those of mathematics follow each other without a gap
		return (n - 0x1D7CE) % 10;
	}
	let value = 0;
	while (/^\p{Nd}$/u.test(String.fromCodePoint(n - value - 1))) {
		value++;
	}
	return value % 10;
}

function narrowPersonal(c) {
	const n = c.codePointAt(0);
	if (n > 0x20 && n < 0x7F || n >= 0x4E00 && n <= 0x9FFF) {
		return c;
	}
	if (n >= 0xFF01 && n <= 0xFF5E) {
		return String.fromCharCode(n - 0xFEE0);
	}
	if (/^[\p{Cf}\p{Mn}]$/u.test(c)) {
		return INVISIBLE;
	}
	if (/^[\t\n\v\f\r \u0085\u00A0\p{Zs}\p{Zl}\p{Zp}]$/u.test(c)) {
		return " ";
	}
	if (/^\p{Pd}$/u.test(c) || "−ー─".includes(c)) {
		return "-";
	}
	if (/^\p{Nd}$/u.test(c)) {
		return String(digit(c));
	}
	return c;
}

// cutWord takes one of some words off the end; undefined where there is none.
function cutWord(text, list) {
	for (const w of list) {
		if (text.endsWith(w)) {
			const rest = text.slice(0, text.length - w.length);
			if (!isLetter(w[0]) || rest === "" || !isLetter(rest[rest.length - 1])) {
				return rest;
			}
		}
	}
	return undefined;
}

const between = /[ \t\n:#.,、，([【“”"'=\-]+$/;

function labelled(label, before) {
	const trim = text => text.replace(between, "");
	before = trim(before);
	const asserted = cutWord(before, isWords);
	if (asserted !== undefined) {
		before = trim(asserted);
	}
	if (cutWord(before, label.alone) !== undefined) {
		return true;
	}
	let rest = cutWord(before, numberWords);
	if (rest === undefined) {
		return false;
	}
	rest = trim(rest);
	return cutWord(rest, label.alone) !== undefined || cutWord(rest, label.numbered) !== undefined;
}

const lower = text => text.replace(/[A-Z]/g, c => c.toLowerCase());

const realDay = s => {
	const y = +s.slice(0, 4), m = +s.slice(4, 6), d = +s.slice(6, 8);
	return m >= 1 && m <= 12 && d >= 1 && d <= new Date(Date.UTC(y, m, 0)).getUTCDate();
};

const born = s => s.slice(0, 4) >= "1900" && s.slice(0, 4) <= "2099" && realDay(s);

const isDate = s => s.length >= 8 && born(s.slice(0, 8));

const provinces = "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83".split(" ");

function identityNumber(s) {
	const province = s[0] === "9" ? s.slice(1, 3) : s.slice(0, 2);
	let sum = 0;
	for (const d of s.slice(0, 17)) {
		sum = (sum + Number(d)) * 2 % 11;
	}
	return provinces.includes(province) && born(s.slice(6, 14)) && s[17] === "10X98765432"[sum];
}

const oldIdentityNumber = s => provinces.includes(s.slice(0, 2)) && s.slice(2, 4) !== "00" && s.slice(4, 6) !== "00" &&
	born("19" + s.slice(6, 12)) && s.slice(12) !== "000";

function cardNumber(s) {
	const first = n => Number(s.slice(0, n)), within = (n, a, b) => first(n) >= a && first(n) <= b;
	const general = () => s.length >= 16 && (first(2) === 62 || within(4, 8100, 8171));
	let length = false;
	switch (s.length) {
	case 14:
		length = within(3, 300, 305) || first(2) === 36 || first(2) === 38;
		break;
	case 15:
		length = first(2) === 34 || first(2) === 37;
		break;
	case 16:
		length = s[0] === "4" || within(2, 51, 55) || within(4, 2221, 2720) || within(4, 3528, 3589) || first(4) === 6011 ||
			first(2) === 65 || within(3, 644, 649) || general();
		break;
	case 17:
	case 18:
		length = general();
		break;
	case 19:
		length = [436742, 456351, 601382, 955100].includes(first(6)) || [9558, 9559].includes(first(4)) || first(3) === 103 || general();
		break;
	}
	let sum = 0;
	[...s].reverse().forEach((d, i) => {
		const n = i % 2 === 1 ? d * 2 : Number(d);
		sum += Math.floor(n / 10) + n % 10;
	});
	return length && sum % 10 === 0;
}

const chinesePassport = (letters, digits) =>
	letters.length === 1 && /^[EG]$/.test(letters) && digits.length === 8 ||
	letters.length === 2 && (/^E[^IO]$/.test(letters) || /^(DE|SE|PE)$/.test(letters)) && digits.length === 7;

const sameSizes = (a, ...b) => a.length === b.length && a.every((n, i) => n === b[i]);

// Reading is a text as numbers are looked for in it.
class Reading {
	constructor(text) {
		this.runes = [...text].map(narrowPersonal);
		this.groups = [];
		for (let i = 0; i < this.runes.length;) {
			if (!isDigit(this.runes[i])) {
				i++;
				continue;
			}
			const g = {start: i, end: i, digits: "", link: "apart", taken: false};
			for (; i < this.runes.length && (isDigit(this.runes[i]) || this.runes[i] === INVISIBLE); i++) {
				if (this.runes[i] !== INVISIBLE) {
					g.digits += this.runes[i];
					g.end = i + 1;
				}
			}
			const n = this.groups.length - 1;
			if (n >= 0) {
				g.link = this.linked(this.groups[n].end, g.start);
			}
			this.groups.push(g);
		}
		for (let i = 0; i + 2 < this.groups.length; i++) {
			const [y, m, d] = this.groups.slice(i, i + 3);
			if (y.digits.length === 4 && m.digits.length <= 2 && d.digits.length <= 2 && (m.link === "hyphen" || m.link === "dotted") &&
				d.link === m.link && born(y.digits + m.digits.padStart(2, "0") + d.digits.padStart(2, "0"))) {
				y.link = m.link = d.link = "apart";
				if (i + 3 < this.groups.length) {
					this.groups[i + 3].link = "apart";
				}
			}
		}
	}

	linked(end, start) {
		if (start - end > 4) {
			return "apart";
		}
		let link = "spaced";
		for (const r of this.runes.slice(end, start)) {
			if (r === " " || r === INVISIBLE) {
				continue;
			}
			if (r === "-" && link === "spaced") {
				link = "hyphen";
			} else if ((r === "." || r === "·") && start - end === 1) {
				link = "dotted";
			} else {
				return "apart";
			}
		}
		return link;
	}

	// windows offers the groups from i on as one number, the longest first.
	windows(i, least, most, take) {
		const sizes = [], links = [];
		let total = 0, digits = "";
		for (const g of this.groups.slice(i)) {
			if (g.taken || sizes.length > 0 && g.link === "apart" || total + g.digits.length > most) {
				break;
			}
			if (sizes.length > 0) {
				links.push(g.link);
			}
			sizes.push(g.digits.length);
			total += g.digits.length;
			digits += g.digits;
		}
		for (let n = sizes.length; total >= least; n--) {
			const found = take({
				last: i + n - 1, start: this.groups[i].start, end: this.groups[i + n - 1].end,
				digits: digits.slice(0, total), sizes: sizes.slice(0, n), links: links.slice(0, n - 1),
			});
			if (found) {
				return found;
			}
			total -= sizes[n - 1];
		}
		return null;
	}

	called(label, i) {
		return labelled(label, lower(this.runes.slice(Math.max(0, i - 24), i).join("")));
	}

	joined(w) {
		if (isLetter(this.runes[w.end])) {
			return true;
		}
		const next = this.groups[w.last + 1];
		if (w.sizes.length > 1 && next && next.link === "hyphen") {
			return true;
		}
		let i = w.start - 1, sign = false;
		if (i >= 0 && "-_/#".includes(this.runes[i])) {
			i--;
			sign = true;
		}
		if (i < 0 || !isLetter(this.runes[i]) && !(sign && isDigit(this.runes[i]) && this.runes[i + 1] !== "/")) {
			return false;
		}
		return !this.called(labels.phone, w.start);
	}

	amount(w) {
		const i = w.start - 1;
		if (i >= 0) {
			if ("¥￥$€£".includes(this.runes[i])) {
				return true;
			}
			if (".,".includes(this.runes[i]) && i > 0 && isDigit(this.runes[i - 1])) {
				return true;
			}
		}
		const rest = lower(this.runes.slice(w.end, w.end + 5).join("").replace(/^ +/, ""));
		return /^[.,][0-9]/.test(rest) || countUnits.some(u => rest.startsWith(u));
	}

	coded(w) {
		return this.called(labels.code, w.start) && !this.called(labels.phone, w.start) || this.joined(w) || this.amount(w);
	}

	// letters are those in front of a group: [in upper case, where they start];
	// null where they stick to something themselves.
	letters(i) {
		const digits = this.groups[i].start;
		let end = digits;
		if (end > 1 && this.runes[end - 1] === " ") {
			end--;
		}
		let start = end;
		while (start > 0 && isLetter(this.runes[start - 1])) {
			start--;
		}
		if (start === end || end < digits && !this.called(labels.passport, start)) {
			return ["", digits];
		}
		if (start > 0 && (isDigit(this.runes[start - 1]) || "-_/#.".includes(this.runes[start - 1]))) {
			return null;
		}
		return [this.runes.slice(start, end).join("").toUpperCase(), start];
	}

	word(start) {
		let digits = 0, mixed = false, end = start;
		for (; end < this.runes.length && (isLetter(this.runes[end]) || isDigit(this.runes[end])); end++) {
			if (isDigit(this.runes[end])) {
				digits++;
			} else if (digits > 0) {
				mixed = true;
			}
		}
		return [end, mixed && digits >= 4];
	}

	// x is the end of an X that stands for the check digit ten, or 0.
	x(w) {
		let i = w.end;
		while (i < this.runes.length && i - w.end < 3 && [" ", "-", INVISIBLE].includes(this.runes[i])) {
			i++;
		}
		if (i === this.runes.length || isLetter(this.runes[i + 1]) || i + 1 < this.runes.length && isDigit(this.runes[i + 1])) {
			return 0;
		}
		return "XxХхΧχ×".includes(this.runes[i]) ? i + 1 : 0;
	}

	take(i, m) {
		for (; i < this.groups.length && this.groups[i].start < m.end; i++) {
			this.groups[i].taken = true;
		}
	}
}

function cardGroups(w) {
	if (w.links.some(l => l === "dotted" || l !== w.links[0])) {
		return false;
	}
	if (w.sizes.length === 1 || sameSizes(w.sizes, 4, 6, 5) || sameSizes(w.sizes, 4, 6, 4)) {
		return true;
	}
	if (w.sizes.length === 2) {
		return w.sizes[0] === 6;
	}
	let alike = 0;
	for (const [i, n] of w.sizes.entries()) {
		if (n !== 4 && (i < w.sizes.length - 1 || n > 7)) {
			return false;
		}
		if (n >= 2 && w.digits.slice(4 * i, 4 * i + 2) === w.digits.slice(0, 2)) {
			alike++;
		}
	}
	return alike <= 2;
}

const mobileGroups = [[11], [3, 4, 4], [3, 8], [3, 3, 5], Array(11).fill(1)];

// without takes a prefix of so many digits off groups.
function without(sizes, digits) {
	for (const [i, n] of sizes.entries()) {
		if (n > digits) {
			return [n - digits, ...sizes.slice(i + 1)];
		}
		if (n === digits) {
			return sizes.slice(i + 1);
		}
		digits -= n;
	}
	return null;
}

// What a check digit proves comes first, then what may be part of the rest.
const looks = [
	function identity(t, i) {
		return t.windows(i, 17, 18, w => {
			let {digits, end} = w;
			if (digits.length === 17) {
				end = t.x(w);
				if (end === 0) {
					return null;
				}
				digits += "X";
			}
			return digits.length === 18 && identityNumber(digits) && !t.called(labels.tax, w.start) ? {kind: "identity", start: w.start, end} : null;
		});
	},
	function passport(t, i) {
		const at = t.letters(i);
		if (!at) {
			return null;
		}
		const [letters, start] = at, called = t.called(labels.passport, start);
		if (letters === "" && !called) {
			return null;
		}
		const [end, mixed] = t.word(start);
		if (called && mixed && end - start >= 7 && end - start <= 10) {
			return {kind: "passport", start, end};
		}
		return t.windows(i, 6, 9, w => {
			w.start = start;
			if (letters === "" && isDate(w.digits) || t.joined(w)) {
				return null;
			}
			const n = letters.length + w.digits.length;
			if (called ? n < 7 || n > 10 || w.digits.length < 6 :
				w.sizes.length > 1 || !chinesePassport(letters, w.digits) || isDate(w.digits) || t.coded(w)) {
				return null;
			}
			return {kind: "passport", start, end: w.end};
		});
	},
	function bankCard(t, i) {
		return t.windows(i, 14, LONGEST, w => cardNumber(w.digits) && cardGroups(w) && !t.coded(w) ? {kind: "bank-card", start: w.start, end: w.end} : null);
	},
	function oldIdentity(t, i) {
		return t.windows(i, 15, 15, w => oldIdentityNumber(w.digits) && (sameSizes(w.sizes, 15) || sameSizes(w.sizes, 6, 6, 3)) && !t.coded(w) ?
			{kind: "identity", start: w.start, end: w.end} : null);
	},
	function mobile(t, i) {
		return t.windows(i, 11, 15, w => {
			let digits = w.digits, groups = w.sizes;
			for (const prefix of ["0086", "086", "86"]) {
				if (digits.startsWith(prefix) && digits.length === prefix.length + 11) {
					digits = digits.slice(prefix.length);
					groups = without(groups, prefix.length);
					if (!groups) {
						return null;
					}
					break;
				}
			}
			if (digits.length !== 11 || digits[0] !== "1" || digits[1] < "3") {
				return null;
			}
			const usual = mobileGroups.some(g => sameSizes(groups, ...g)), called = t.called(labels.phone, w.start);
			if (t.amount(w) || !called && (!usual || t.coded(w) || groups.length === 2 && isDate(digits.slice(3)))) {
				return null;
			}
			const start = w.start > 0 && t.runes[w.start - 1] === "+" ? w.start - 1 : w.start;
			return {kind: "mobile", start, end: w.end};
		});
	},
];

// findPersonal returns the personal numbers of a text in the order in which they
// stand: their kind and their place, in code points.
function findPersonal(text) {
	if (([...text].filter(c => isDigit(narrowPersonal(c)))).length < 6) {
		return [];
	}
	const t = new Reading(text), found = [];
	for (const look of looks) {
		t.groups.forEach((g, i) => {
			const m = g.taken ? null : look(t, i);
			if (m) {
				t.take(i, m);
				found.push(m);
			}
		});
	}
	return found.sort((a, b) => a.start - b.start);
}
