package statement

import (
	"encoding/json"
	"io"
	"math"

	"usher/internal/catalog"
	"usher/internal/ledger"
)

// JSON writes the account for programs, version 1: a field is added, never
// changed or removed. Amounts are numbers in the currency with two decimals, times
// are whole minutes, a share is part of 1 to four places and null where there are
// no office hours, names are in both languages. A list that is empty is [].
func JSON(w io.Writer, l *ledger.Ledger, _ Options) error {
	out := account{
		Version: 1, From: string(l.Period.From), To: string(l.Period.Until), Company: l.Company, Currency: l.Currency,
		Total: sums(l.Total), Cancelled: sums(l.Cancelled),
		Categories: groups(l.Categories), Units: groups(l.Units),
		Rooms: make([]room, len(l.Rooms)), Visits: make([]ledger.Visit, len(l.Visits)),
		Late: orEmpty(l.Late), Waivers: orEmpty(l.Waivers),
		Calendar: calendar{Days: l.WorkingDays, Minutes: l.WorkingMinutes, Unknown: orEmpty(l.UnknownYears)}, Undated: l.Undated,
	}
	for i, r := range l.Rooms {
		out.Rooms[i] = room{Room: r}
		if s, ok := l.Share(r); ok {
			s = math.Round(s*1e4) / 1e4
			out.Rooms[i].Share = &s
		}
	}
	for i, v := range l.Visits {
		v.Kinds = orEmpty(v.Kinds)
		out.Visits[i] = v
	}
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	return enc.Encode(out)
}

type account struct {
	Version    int             `json:"version"`
	From       string          `json:"from"`
	To         string          `json:"to"` // included
	Company    catalog.Text    `json:"company"`
	Currency   string          `json:"currency"`
	Total      ledger.Sums     `json:"total"`
	Cancelled  ledger.Sums     `json:"cancelled"`
	Categories []ledger.Group  `json:"categories"`
	Units      []ledger.Group  `json:"units"`
	Rooms      []room          `json:"rooms"`
	Visits     []ledger.Visit  `json:"visits"`
	Late       []ledger.Late   `json:"late-notices"`
	Waivers    []ledger.Waiver `json:"waivers"`
	Calendar   calendar        `json:"calendar"`
	Undated    int             `json:"undated"` // plans in no report: unreadable, or without arrival
}

type room struct {
	ledger.Room
	Share *float64 `json:"share"`
}

type calendar struct {
	Days    int   `json:"working-days"`
	Minutes int   `json:"working-minutes"`
	Unknown []int `json:"unknown-years"` // whose holidays are not in the policies
}

func sums(s ledger.Sums) ledger.Sums {
	s.Kinds = orEmpty(s.Kinds)
	return s
}

func groups(all []ledger.Group) []ledger.Group {
	out := make([]ledger.Group, len(all))
	for i, g := range all {
		g.Sums = sums(g.Sums)
		out[i] = g
	}
	return out
}

func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
