package render

import (
	"slices"
	"strconv"
	"unicode"

	"usher/internal/catalog"
	"usher/internal/plan"
)

// Big is a text set as large as its line allows.
type Big struct {
	Text catalog.Text
	Size string // class of sheet.css: "s34" is 34 mm
}

// bare is the page of a sign or a tent.
func (r *run) bare(v *visit) Page {
	p := r.outside(v)
	p.Bare = true
	return p
}

// Welcome is what welcome.html sees: the sign in the lobby (R0.1).
type Welcome struct {
	Page
	Organization Big
}

// welcomes is no sheet of a confidential visit (R5.1), or of one without a name.
func welcomes(r *run, v *visit) []page {
	if v.stay.Level == plan.Confidential || v.stay.Organization == "" || v.in.Plan.Hides("customer.organization") {
		return nil
	}
	out := &Welcome{Page: r.bare(v), Organization: r.big(v, catalog.Same(v.stay.Organization), 245, 34, 24, 16, 12)}
	return []page{{name: "welcome", day: v.in.Plan.Arrive.Date(), langs: r.guestLanguages(v), data: out}}
}

// Door is what door.html sees: the sign at the room of a booking. Of a confidential
// visit it tells room and time (R5.1).
type Door struct {
	Page
	Room    Place
	Use     Span
	Title   Big
	Named   bool   // Title is the plan's; else it says that there is a meeting
	Purpose string // may be empty
}

func doors(r *run, v *visit) []page {
	var out []page
	for i, b := range v.in.Plan.Rooms {
		f := v.in.Facts.Rooms[i]
		data := &Door{Page: r.bare(v), Room: r.room(b.Room), Use: span(f.From, f.Until, v.year)}
		title := r.word("internal-meeting")
		if v.stay.Level == plan.Confidential {
			data.Visit = Stay{Level: v.stay.Level, LevelName: v.stay.LevelName, When: v.stay.When}
		} else if v.stay.Organization != "" && !v.in.Plan.Hides("customer.organization") {
			data.Named = true
			title, data.Purpose = catalog.Same(v.stay.Organization), v.stay.Purpose
		}
		data.Title = r.big(v, title, 245, 26, 18, 14, 10)
		note := catalog.Text{EN: data.Room.Name.EN + " " + data.Use.Clock(), ZH: data.Room.Name.ZH + " " + data.Use.Clock()}
		out = append(out, page{name: "door-" + strconv.Itoa(i+1), note: note, day: f.From.Date(), langs: r.guestLanguages(v), data: data})
	}
	return out
}

// Tents is what tents.html sees: a name tent for each who sits at a table.
type Tents struct {
	Page
	Tents []Tent
}

// Tent is a name, and what stands below it; what is empty is left out.
type Tent struct {
	Name  Big
	Under catalog.Text // position
	Of    catalog.Text // organisation or unit
}

// tents are those of the guests named, then of the company's own who meet them in
// a room. Without a room there is no table to put them on.
func tents(r *run, v *visit) []page {
	p := v.in.Plan
	if len(p.Rooms) == 0 {
		return nil
	}
	out := &Tents{Page: r.bare(v)}
	for _, g := range p.Customer.Guests {
		if g.Name != "" {
			out.Tents = append(out.Tents, Tent{r.tentName(v, catalog.Same(g.Name)), catalog.Same(g.Position), catalog.Same(p.Customer.Organization)})
		}
	}
	for _, name := range r.hosts(v) {
		host := r.person(name)
		out.Tents = append(out.Tents, Tent{r.tentName(v, host.Name), host.Post, r.company.Name})
	}
	if len(out.Tents) == 0 {
		return nil
	}
	return []page{{name: "tents", day: p.Arrive.Date(), langs: r.guestLanguages(v), data: out}}
}

// hosts are the leaders, whoever fills a role that the category needs, and whom the
// programme names for what takes place in a booked room; each once.
func (r *run) hosts(v *visit) (names []string) {
	add := func(name string) {
		if _, known := r.company.Person(name); known && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	for _, name := range v.in.Plan.Leaders {
		add(name)
	}
	category, _ := r.company.Category(v.in.Plan.Category)
	for _, role := range category.Roles {
		add(r.onDuty(v, role))
	}
	for i := range v.in.Plan.Rooms {
		for _, s := range v.in.Plan.Programme {
			if !r.takesPlaceIn(v, s, i) {
				continue
			}
			for _, word := range s.Who {
				if _, isRole := r.company.Role(word); isRole {
					word = r.onDuty(v, word)
				}
				add(word)
			}
		}
	}
	return names
}

// tentName spaces a name of two Chinese characters, as tents have it.
func (r *run) tentName(v *visit, name catalog.Text) Big {
	if zh := []rune(name.ZH); len(zh) == 2 && unicode.Is(unicode.Han, zh[0]) && unicode.Is(unicode.Han, zh[1]) {
		spaced := string(zh[0]) + "\u3000" + string(zh[1])
		if name.EN == name.ZH {
			name.EN = spaced
		}
		name.ZH = spaced
	}
	return r.big(v, name, 180, 34, 20, 12, 8)
}

// sizes are the sizes of letters that sheet.css has a class for, in millimetres.
var sizes = []int{34, 30, 26, 22, 20, 18, 16, 14, 12, 10, 8, 6}

// big finds the largest size at which a text, in the guests' language, fits into
// lines of a width in millimetres: most[0] is the largest for one line, most[1] for
// two, and so on. What does not fit even so is set in the smallest.
func (r *run) big(v *visit, text catalog.Text, width float64, most ...int) Big {
	speak := r.speak
	if langs := r.guestLanguages(v); langs != nil {
		speak = langs
	}
	em := ems(speak.first(text))
	best := sizes[len(sizes)-1]
	for n, limit := range most {
		lines := float64(n + 1)
		if n > 0 {
			lines *= 0.85 // no line breaks exactly at its end
		}
		for _, size := range sizes {
			if size <= limit && em*float64(size) <= width*lines {
				best = max(best, size)
				break
			}
		}
	}
	return Big{text, "s" + strconv.Itoa(best)}
}

// ems is about how wide a text is in bold, in units of its size.
func ems(text string) float64 {
	width := 0.0
	for _, c := range text {
		switch {
		case c == ' ':
			width += 0.25
		case unicode.IsUpper(c) || unicode.IsDigit(c):
			width += 0.7
		case c < 0x2e80:
			width += 0.58
		default:
			width++
		}
	}
	return width
}
