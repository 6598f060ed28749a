package personal_test

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"usher/internal/personal"
)

// found writes a text with the numbers in it in brackets: the kind stands before.
func found(text string) string {
	var b strings.Builder
	runes := []rune(text)
	at := 0
	for _, m := range personal.Find(text) {
		fmt.Fprintf(&b, "%s%s[%s]", string(runes[at:m.Start]), m.Kind, string(runes[m.Start:m.End]))
		at = m.End
	}
	b.WriteString(string(runes[at:]))
	return b.String()
}

func TestFind(t *testing.T) {
	for _, want := range []string{
		// Resident identity numbers. They are made up; the check digit is right.
		"identity[320502199003071230]",
		"身份证：identity[11010519491231002X]",
		"身份证 identity[11010519491231002x]，请核对",
		"证件编号identity[440308200002294571]",
		"陈立identity[320502199003071230]王强",
		"identity[３２０５０２１９９００３０７１２３０]",
		"identity[320502 19900307 1230]",
		"identity[3205 0219 9003 0712 30]",
		"identity[320502-19900307-1230]",
		"identity[３２０５０２　１９９００３０７　１２３０]",
		"identity[32０５02１99003０71230]",
		"identity[3205\u200b0219900307\u200b1230]",
		"identity[11010519491231002Ｘ]",
		"identity[11010519491231002 X]",
		"identity[11010519491231002Х]", // a Cyrillic letter
		"ID No.identity[320502199003071230]",
		"外国人永久居留证 identity[911156199003070033]",
		"港澳台居民居住证 identity[830000198506120044]",
		"identity[32050219680518011X]/identity[32050219880110002X]",
		"老证 identity[320502680518011]",
		"身份证号码：identity[320502 680518 011]",

		// Mobile numbers.
		"mobile[13800002671]",
		"王秘书 mobile[138 0000 2671]",
		"王秘书mobile[138-0000-2671]",
		"王秘书 mobile[138.0000.2671]",
		"王秘书（mobile[138 00002671]）",
		"mobile[+8613800002671]",
		"mobile[+86 138 0000 2671]",
		"mobile[+86-138-0000-2671]",
		"mobile[86 138 0000 2671]",
		"mobile[86138 0000 2671]",
		"mobile[0086 13800002671]",
		"(+86)mobile[13800002671]",
		"mobile[１３８００００２６７１]",
		"mobile[＋８６ １３８ ００００ ２６７１]",
		"mobile[１38 ０000 267１]",
		"mobile[138–0000–2671]",
		"mobile[138\u00a00000\u00a02671]",
		"mobile[138　0000　2671]",
		"mobile[1 3 8 0 0 0 0 2 6 7 1]",
		"mobile[199 0000 2671]、mobile[16600002671]",
		"mobile[13800002671] mobile[13900008820]",
		"mobile[13800002671]/mobile[13900008820]",
		"手机：mobile[1380 0002 671]",
		"Tel: mobile[138 000 02671]",
		"tel:mobile[13800002671]",
		"联系电话 mobile[13800002671]（微信同号）",
		"手机号是mobile[13800002671]，房间 8801",
		"名单：王建国 mobile[13800002671]，共 6 人",
		"订单联系电话 mobile[13800002671]",
		"mobile[١٣٨٠٠٠٠٢٦٧١]", // Arabic digits

		// Bank cards.
		"bank-card[6222020200000000121]",
		"工行 bank-card[6222 0202 0000 0000 121]，户名王建国",
		"bank-card[6222-0202-0000-0000-121]",
		"bank-card[622202 0200000000121]",
		"bank-card[622848000000001237]",
		"bank-card[４１１１ １１１１ １１１１ １１１１]",
		"bank-card[5105105105105100]",
		"bank-card[4367420000000001231]",
		"bank-card[9558800000000001230]",
		"bank-card[3782 822463 10005]",
		"bank-card[3530111333300000]",
		"bank-card[8100123456789017]",
		"卡号：bank-card[6013820000000000120]",

		// Passports.
		"passport[E12345678]",
		"护照passport[E12345678]",
		"passport[e12345678]",
		"passport[EA1234567]",
		"passport[G12345678]",
		"passport[PE1234567]",
		"passport[Ｅ１２３４５６７８]",
		"护照号：passport[D1234567]",
		"护照 passport[E 1234 5678]",
		"Passport No. passport[K12345678]",
		"passport: passport[123456789]",
		"护照号码为 passport[C1234567]",
		"德国护照 passport[C01X00T47]，有效",

		// Several, in order.
		"passport[E12345678] mobile[13800002671] identity[320502199003071230]",
	} {
		text := strings.NewReplacer("identity[", "", "mobile[", "", "bank-card[", "", "passport[", "", "]", "").Replace(want)
		if got := found(text); got != want {
			t.Errorf("%q\n got %q\nwant %q", text, got, want)
		}
	}
}

// What a plan of every day holds and must not be taken for anybody's number.
func TestFindNothing(t *testing.T) {
	for _, text := range []string{
		"", "王秘书", "采购总监", "年度框架协议续签洽谈",
		// Times and dates.
		"2026-12-03 09:30", "2026-12-03 09:30 至 2026-12-04 16:00", "2026/12/03 09:30:00", "20261203 0930", "2026.12.03-2026.12.04",
		"2026年12月3日 9:30—11:30", "2026-12-03 2026-12-04 2026-12-05", "1998-2003 150 台", "会议室150 20261203", "9:30 10:30 11:30 12:30 13:30",
		"1330-1500 160 人", "20261203093000", "2026120309300012", "1765432100123",
		// Landlines, extensions, service numbers.
		"0512-0000 8888", "0512-68001234", "(0512) 6800 1234", "021-13800001", "+86 512 0000 8888", "0086-10-65001234", "400-800-1234", "10086", "95588",
		"0512-68001234 转 8021", "0512-6800 1234 ext. 8021", "分机 6201 6202 6203 6204", "内线：6201、6202", "总机 68001234-802", "6201 6202 6203 6204",
		"120 110 119 12306", "ext 13800002671",
		// Rooms, floors, plates, seats.
		"8 楼 8801 房", "房间 1301 1302 130", "1301 1302 1303", "0301", "苏E·12345", "沪A12345", "3A-1501", "会议室 201-2026", "1号楼3层301室",
		// Trains and flights.
		"G102", "G7012 0912 到苏州北", "D3015次", "MU5101", "CA1858 08:30", "G1234 20261203", "G12345678901",
		// Orders, contracts, parts, invoices.
		"订单号 13800002671", "订单编号：13912345678", "PO-13800002671", "PO 4500012345", "SO13800002671", "HT-2026-138-0000-2671", "2026-13800002671",
		"合同编号：HQ-2026-0001", "合同号 320502680518011", "发票号码 13800002671", "运单号：773012345678901", "SF1234567890123", "快递 78901234567890",
		"工单号#15012345678", "Order No. 13912345678", "invoice 622202020000000012", "S/N 6222020200000000121", "序列号：4111111111111111",
		"料号 5105105105105100", "会员号 6222020200000000121", "会议号：138 1234 5678", "税号 320502680518011", "IMEI 352099001761481",
		"统一社会信用代码 91320594MA1XXXX10X", "91320500765432109A", "ISBN 978-7-111-12345-6", "6901234567892", "SN-6222020200000000121",
		"E20261203", "G20261203", "EH-12345678", "HE12345678", "3E12345678", "E1234567", "D12345678", "P1234567", "S12345678", "A12345678", "EI1234567", "零件号 E12345678", "图号 EA1234567",
		"护照 3 本", "护照办理进度 3A", "型号 C01X00T47", "护照有效期至 20301231", "请带护照，13:30 出发", "passport control 12:30",
		"5f3e12345678ab", "commit 13800002671a", "v1.13800002671", "x13800002671",
		// Amounts and measures.
		"¥13800002671", "13,800,002,671.00 元", "13800002671 元", "13800002671.50", "预算 15000000000 元", "4111111111111111 件", "0.13800002671", "1500 1600 1700",
		// Nearly numbers.
		"320502199003071231",     // the check digit is wrong
		"320502199002301236",     // no such day
		"990502199003071230",     // no such province
		"3205021990030712300",    // one digit too many
		"11010519491231002XY",    // more letters
		"12800002671",            // no such mobile range
		"1380000267",             // one digit too few
		"138000026711",           // one too many
		"6222020200000000122",    // the check digit is wrong
		"1234567890123452",       // nobody gives out such cards
		"320502681318011",        // the 13th month
		"320502680518000",        // no serial number
		"6201 6202 6203 6204",    // a row of extensions that passes for a card
		"123 4567 8901", "1 2 3", // just numbers
	} {
		if got := found(text); got != text {
			t.Errorf("false alarm: %s", got)
		}
	}
}

func TestPlacesAreInCodePoints(t *testing.T) {
	want := []personal.Match{{Kind: personal.Mobile, Start: 5, End: 16}}
	if diff := cmp.Diff(want, personal.Find("王秘书😀：13800002671")); diff != "" {
		t.Error(diff)
	}
}

func TestKindsHaveNames(t *testing.T) {
	seen := map[string]bool{}
	for _, k := range []personal.Kind{personal.Identity, personal.Passport, personal.BankCard, personal.Mobile} {
		name := k.Name()
		if name.EN == "" || name.ZH == "" || seen[name.EN] {
			t.Errorf("%s: %+v", k, name)
		}
		seen[name.EN] = true
	}
}

// A number is found in any text around it, at any width and with any way of
// splitting it that people use.
func TestNumbersInTextOfAnyKind(t *testing.T) {
	wide := strings.NewReplacer("0", "０", "1", "１", "2", "２", "3", "３", "4", "４", "5", "５", "6", "６", "7", "７", "8", "８", "9", "９")
	rapid.Check(t, func(t *rapid.T) {
		kind := rapid.SampledFrom([]personal.Kind{personal.Identity, personal.Mobile, personal.BankCard}).Draw(t, "kind")
		var number string
		switch kind {
		case personal.Identity:
			body := rapid.SampledFrom([]string{"320502", "110105", "440308", "650102"}).Draw(t, "place") +
				fmt.Sprintf("%04d%02d%02d", rapid.IntRange(1930, 2009).Draw(t, "year"), rapid.IntRange(1, 12).Draw(t, "month"), rapid.IntRange(1, 28).Draw(t, "day")) +
				fmt.Sprintf("%03d", rapid.IntRange(1, 999).Draw(t, "serial"))
			number = body + checkDigit(body)
		case personal.Mobile:
			number = fmt.Sprintf("1%d%09d", rapid.IntRange(30, 99).Draw(t, "range"), rapid.IntRange(0, 999_999_999).Draw(t, "rest"))[:11]
		case personal.BankCard:
			number = luhn(rapid.SampledFrom([]string{"622202", "621485", "411111", "510510"}).Draw(t, "bank") + rapid.StringMatching(`[0-9]{9}`).Draw(t, "rest"))
		}
		if rapid.Bool().Draw(t, "wide") {
			number = wide.Replace(number)
		}
		text := rapid.SampledFrom([]string{"", "王建国", "客人：", "来宾 ", "联系王秘书，", "\n"}).Draw(t, "before") + number +
			rapid.SampledFrom([]string{"", "，", "。", "（请核对）", " 王强", "\n"}).Draw(t, "after")
		got := personal.Find(text)
		if len(got) != 1 || got[0].Kind != kind || got[0].End-got[0].Start != utf8.RuneCountInString(number) {
			t.Errorf("%q: %+v", text, got)
		}
	})
}

func checkDigit(body string) string {
	sum := 0
	for i, weight := range []int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2} {
		sum += weight * int(body[i]-'0')
	}
	return "10X98765432"[sum%11 : sum%11+1]
}

func luhn(body string) string {
	sum := 0
	for i := range body {
		n := int(body[len(body)-1-i] - '0')
		if i%2 == 0 {
			if n *= 2; n > 9 {
				n -= 9
			}
		}
		sum += n
	}
	return body + fmt.Sprint((10-sum%10)%10)
}

func FuzzFind(f *testing.F) {
	f.Add("王秘书 138 0000 2671，护照 E12345678")
	f.Add("１１０１０５１９４９１２３１００２Ｘ")
	f.Add("6222-0202-0000-0000-121 \xff 2026-12-03")
	f.Fuzz(func(t *testing.T, text string) {
		got := personal.Find(text)
		runes := []rune(text)
		at := 0
		for _, m := range got {
			if m.Start < at || m.End <= m.Start || m.End > len(runes) || m.Kind.Name().EN == "" {
				t.Fatalf("%q: %+v", text, got)
			}
			at = m.End
		}
		// The width of digits makes no difference.
		for i, r := range runes {
			if '0' <= r && r <= '9' {
				runes[i] = r - '0' + '０'
			}
		}
		if diff := cmp.Diff(got, personal.Find(string(runes))); diff != "" {
			t.Errorf("%q: %s", text, diff)
		}
	})
}

func BenchmarkFind(b *testing.B) {
	text := "王秘书 0512-0000 8888，订单 4500012345，2026-12-03 09:30 到 8801 房，" +
		"请准备投影设备和 12 份资料，会后 16:00 参观二号车间，联系 138 0000 2671"
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		personal.Find(text)
	}
}
