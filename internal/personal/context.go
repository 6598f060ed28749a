package personal

import (
	"slices"
	"strings"
)

// label is words that, right before a number, say what it is of. Those of numbered
// do so only with 号, "No." or the like after them: 单 ends 名单 too, and 型 大型.
type label struct{ alone, numbered []string }

var (
	codeLabel = label{
		alone: []string{
			"订单", "工单", "运单", "提单", "发票", "快递", "物流", "分机", "内线", "转", "房间", "信用代码", "税号", "料号", "货号", "批次", "流水", "会议", "qq",
			"order", "po", "p.o", "so", "invoice", "inv", "contract", "part", "pn", "p/n", "sn", "s/n", "serial", "lot", "batch", "tracking", "waybill",
			"ref", "reference", "ticket", "case", "item", "sku", "ean", "isbn", "imei", "ext", "extension", "room", "model", "quote", "rfq", "meeting",
		},
		numbered: []string{
			"单", "合同", "协议", "编", "料", "物料", "零件", "货", "图", "图纸", "型", "批", "序列", "条码", "票", "案", "文", "档案", "项目", "设备", "资产",
			"税", "纳税人识别", "短", "总机", "房", "会议室", "门牌", "报价", "询价", "采购", "申请", "工", "学", "会员",
		},
	}
	phoneLabel = label{alone: []string{
		"手机", "电话", "联系", "联系方式", "微信", "致电", "拨打",
		"tel", "telephone", "phone", "mobile", "mob", "cell", "cellphone", "call", "wechat", "whatsapp", "m", "t",
	}}
	passportLabel = label{alone: []string{"护照", "通行证", "旅行证", "证件", "passport", "travel document"}}
	taxLabel      = label{alone: []string{"税", "纳税人识别", "信用代码"}}
)

var (
	numberWords = []string{"号码", "编号", "号", "id", "no", "nr", "number", "num"}
	isWords     = []string{"是", "为", "is"}
)

// between is what may stand between the words and the number.
const between = " \t\n:#.,、，([【“”\"'=-"

// ends reports whether words before a number end with the label's.
func (l label) ends(before string) bool {
	before = strings.TrimRight(before, between)
	if rest, ok := cutWord(before, isWords); ok {
		before = strings.TrimRight(rest, between)
	}
	if _, ok := cutWord(before, l.alone); ok {
		return true
	}
	rest, ok := cutWord(before, numberWords)
	if !ok {
		return false
	}
	rest = strings.TrimRight(rest, between)
	if _, ok := cutWord(rest, l.alone); ok {
		return true
	}
	_, ok = cutWord(rest, l.numbered)
	return ok
}

// cutWord takes one of some words off the end; of one in letters all must be there.
func cutWord(s string, words []string) (string, bool) {
	for _, w := range words {
		rest, ok := strings.CutSuffix(s, w)
		if ok && (!isLetter(rune(w[0])) || rest == "" || !isLetter(rune(rest[len(rest)-1]))) {
			return rest, true
		}
	}
	return s, false
}

// before is the few words before a place, in small letters.
func (t *reading) before(i int) string {
	return strings.ToLower(string(t.runes[max(0, i-24):i]))
}

// called reports whether the words before a place say so.
func (t *reading) called(l label, i int) bool { return l.ends(t.before(i)) }

// coded reports whether a number that starts and ends somewhere is called, or
// written like, something that is nobody's: an order, a part, a room, money.
func (t *reading) coded(w window) bool {
	return t.called(codeLabel, w.start) && !t.called(phoneLabel, w.start) || t.joined(w) || t.amount(w)
}

// joined reports whether letters stick to a number, or digits with a hyphen, as in
// PO-13900001111 and 2026-13900001111, but for the word that calls it a telephone's.
func (t *reading) joined(w window) bool {
	if t.letterAt(w.end) {
		return true
	}
	if next := w.last + 1; len(w.sizes) > 1 && next < len(t.groups) && t.groups[next].link == hyphen {
		return true
	}
	i, sign := w.start-1, false
	if i >= 0 && strings.ContainsRune("-_/#", t.runes[i]) {
		i, sign = i-1, true
	}
	if i < 0 || !isLetter(t.runes[i]) && !(sign && isDigit(t.runes[i]) && t.runes[i+1] != '/') {
		return false
	}
	return !t.called(phoneLabel, w.start)
}

// amount reports whether a number is money, is counted, or has a fraction.
func (t *reading) amount(w window) bool {
	if i := w.start - 1; i >= 0 {
		switch t.runes[i] {
		case '¥', '￥', '$', '€', '£':
			return true
		case '.', ',':
			if i > 0 && isDigit(t.runes[i-1]) {
				return true
			}
		}
	}
	rest := strings.ToLower(strings.TrimLeft(string(t.runes[w.end:min(len(t.runes), w.end+5)]), " "))
	if len(rest) > 1 && (rest[0] == '.' || rest[0] == ',') && isDigit(rune(rest[1])) {
		return true
	}
	return slices.ContainsFunc(units, func(unit string) bool { return strings.HasPrefix(rest, unit) })
}

var units = []string{"元", "万", "亿", "件", "台", "套", "个", "rmb", "cny", "usd", "eur"}

// letters are the ASCII letters in front of a group, in upper case, and where they
// start. ok is false where they stick to something themselves. Letters with a
// space after them belong to the number only where it is called a passport's.
func (t *reading) letters(i int) (letters string, start int, ok bool) {
	digits := t.groups[i].start
	end := digits
	if end > 1 && t.runes[end-1] == ' ' {
		end--
	}
	start = end
	for start > 0 && isLetter(t.runes[start-1]) {
		start--
	}
	if start == end || end < digits && !t.called(passportLabel, start) {
		return "", digits, true
	}
	ok = start == 0 || !isDigit(t.runes[start-1]) && !strings.ContainsRune("-_/#.", t.runes[start-1])
	return strings.ToUpper(string(t.runes[start:end])), start, ok
}

// word is the end of the letters and digits from a place on; mixed, if there are at
// least four digits, and letters after the first of them.
func (t *reading) word(start int) (end int, mixed bool) {
	digits := 0
	for end = start; end < len(t.runes) && (isLetter(t.runes[end]) || isDigit(t.runes[end])); end++ {
		if isDigit(t.runes[end]) {
			digits++
		} else if digits > 0 {
			mixed = true
		}
	}
	return end, mixed && digits >= 4
}

// plus is the start of a number with the + before its 86.
func (t *reading) plus(start int) int {
	if start > 0 && t.runes[start-1] == '+' {
		return start - 1
	}
	return start
}
