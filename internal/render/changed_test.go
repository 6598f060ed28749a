package render_test

import (
	"strings"
	"testing"

	"usher/internal/catalog"
	"usher/internal/plan"
	"usher/internal/render"
	"usher/templates"
)

// before is huaqing as it was printed: in another room, with fewer guests.
func before(edit func(*plan.Plan)) *plan.Plan {
	p := huaqing()
	edit(p)
	return p
}

// What has changed since the last print is marked on each sheet of the visit but
// those that outsiders see, and where nothing has, nothing is.
func TestMarks(t *testing.T) {
	c := works(t)
	v := visit(t, c, huaqing())
	for name, data := range sheets(t, c, v) {
		if strings.Contains(data, "有变更") {
			t.Errorf("%s is marked, and was never printed", name)
		}
	}
	v.Since = "1234567890abcdef1234567890abcdef12345678"
	v.Before = before(func(p *plan.Plan) { p.Customer.Headcount--; p.Rooms[0].Room = "lecture-hall" })
	const mark = "较上次打印的 1234567 版有变更：会议室、来宾"
	outside := map[string]bool{"itinerary": true, "door": true, "welcome": true, "tents": true}
	out, err := render.Render([]render.Visit{v}, render.Options{Company: c, Templates: templates.FS})
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range out {
		marked := strings.Contains(string(s.Data), mark)
		switch {
		case outside[s.Kind] && strings.Contains(string(s.Data), "有变更"):
			t.Errorf("%s is for outsiders, and marked", s.Name)
		case s.Visit != "" && !outside[s.Kind] && !marked:
			t.Errorf("%s is not marked", s.Name)
		}
	}
}

// A reader is told of a change only what it may see.
func TestMarksForReaders(t *testing.T) {
	c := works(t)
	v := visit(t, c, huaqing())
	v.Since = "1234567890abcdef1234567890abcdef12345678"
	v.Before = before(func(p *plan.Plan) { p.Purpose = "另一件事"; p.Budget = map[string]plan.Amount{"meals": 1} })
	for reader, want := range map[string]string{"": "purpose budget", "general-affairs": "purpose budget", "driver": ""} {
		var got []string
		for _, topic := range render.Changed(v, c, reader) {
			got = append(got, string(topic))
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q is told of %q, want %q", reader, got, want)
		}
	}
	// What was said while the visit was no secret is one now.
	v.Before = before(func(p *plan.Plan) { p.Customer.Organization = "另一家" })
	v.Plan.Confidentiality = plan.Confidential
	if got := render.Changed(v, c, "driver"); len(got) != 1 || got[0] != "confidentiality" {
		t.Errorf("the driver is told of %q", got)
	}
}

// The reception plan says at each thing that is provided whether it has changed.
func TestMarksAtProvisions(t *testing.T) {
	c := works(t)
	v := visit(t, c, huaqing())
	v.Since = "1234567890abcdef1234567890abcdef12345678"
	v.Before = before(func(p *plan.Plan) {
		p.Meals[0].Place = "员工餐厅"
		p.Rooms[0].Room = "lecture-hall"
		p.Budget = map[string]plan.Amount{"meals": 1}
	})
	data := sheets(t, c, v, catalog.ZH)[v.Plan.ID+"/reception-plan.html"]
	const mark = ` <b class="chg">有变更</b>`
	for text, marked := range map[string]bool{
		"会议室": true, "用餐": true, "用车": false, "住宿": false, "日程": false,
	} {
		if got := strings.Contains(data, `<th scope="rowgroup">`+text+mark); got != marked {
			t.Errorf("%s is marked: %t", text, got)
		} else if !marked && !strings.Contains(data, `<th scope="rowgroup">`+text+"</th>") {
			t.Errorf("there is no %s", text)
		}
	}
	if !strings.Contains(data, "预算"+mark+"</h2>") || strings.Contains(data, "来宾"+mark+"</h2>") {
		t.Error("the budget is not marked, or the guests are")
	}
}
