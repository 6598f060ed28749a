package catalog

import (
	"math"
	"strconv"
	"strings"
)

// Money is an amount in a currency of ISO 4217, to the cent: "CNY 1,200.50". Of
// yuan, the Chinese say "1,200.50 元".
func Money(currency string, amount float64) Text {
	number := strings.TrimSuffix(Amount(amount), ".00")
	if currency == "CNY" {
		return Text{EN: "CNY " + number, ZH: number + " 元"}
	}
	return Text{EN: currency + " " + number, ZH: number + " " + currency}
}

// Currency is a currency as it stands at the head of a column of amounts.
func Currency(currency string) Text {
	if currency == "CNY" {
		return Text{EN: "CNY", ZH: "元"}
	}
	return Same(currency)
}

// Amount is an amount of money to the cent, without its currency: "1,200.50".
func Amount(amount float64) string {
	whole, cents, _ := strings.Cut(strconv.FormatFloat(math.Round(amount*100)/100, 'f', 2, 64), ".")
	for i := len(whole) - 3; i > 0 && whole[i-1] != '-'; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	return whole + "." + cents
}

// Standards of cost (R0.2), as they stand inside a sentence.
var (
	StandardPerGuest = Text{EN: "%[1]s (%[2]s per guest)", ZH: "%[1]s（每位客人 %[2]s）"}
	StandardPerVisit = Text{EN: "%[1]s (per visit)", ZH: "%[1]s（每次来访）"}
)

// costKinds are the kinds of cost of a plan's budget.
var costKinds = map[string]Text{
	"meals":        {EN: "meals", ZH: "餐费"},
	"lodging":      {EN: "lodging", ZH: "住宿费"},
	"gifts":        {EN: "gifts", ZH: "礼品费"},
	"refreshments": {EN: "refreshments", ZH: "茶歇费"},
	"travel":       {EN: "travel", ZH: "差旅费"},
	"vehicles":     {EN: "vehicles", ZH: "用车费"},
}

// CostKind names a kind of cost inside a sentence; what a company adds to its
// schema goes by its own key.
func CostKind(kind string) Text {
	if t, ok := costKinds[kind]; ok {
		return t
	}
	return Same(kind)
}

// What is bought for a visit (R2.7, R2.8).
var (
	BuyRefreshments = Text{EN: "fruit and dried fruit", ZH: "水果、干果"}
	BuyTobacco      = Text{EN: "tobacco", ZH: "烟品"}
	BuyGifts        = Text{EN: "gifts", ZH: "礼品"}
	BuyTickets      = Text{EN: "tickets", ZH: "车票机票"}
)

// ReturnKey is the key of a room, which goes back with what was lent (R4.8).
var ReturnKey = Text{EN: "the key", ZH: "钥匙"}

// What a purchase is for, as the procurement list says it (R2.7).
var (
	ForMeeting  = Text{EN: "meeting", ZH: "会议"}
	ForMeetings = Text{EN: "meetings, %[1]d days", ZH: "会议（%[1]d 天）"}
	ForSpecial  = Text{EN: "special guests", ZH: "特殊客户"}
	ForGuests   = Text{EN: "present for the guests", ZH: "赠送来宾"}
	ForVisit    = Text{EN: "visit", ZH: "接待"}
)

// What a plan asks for beyond what the policies list, for the buyer to choose.
var (
	OtherFruit      = Text{EN: "Other fruit in season", ZH: "其他时令水果"}
	OtherDriedFruit = Text{EN: "Other dried fruit or nuts", ZH: "其他干果"}
	OtherTobacco    = Text{EN: "Cigarettes", ZH: "卷烟"}
	UnitKind        = Text{EN: "kind", ZH: "种"}
	UnitPiece       = Text{EN: "piece", ZH: "份"}
)
