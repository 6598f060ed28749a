package render

import (
	"slices"

	"usher/internal/audience"
	"usher/internal/catalog"
	"usher/internal/plan"
)

// tells reports whether a sheet of a kind has something of what a key has opened.
func (r *run) tells(k kind, visits ...*visit) bool {
	s, _ := r.whole.Sheet(k.name)
	return slices.ContainsFunc(visits, func(v *visit) bool {
		return audience.Tells(r.whole, plan.Confidential, v.whole.Opened, r.reader, s.SeenBy)
	})
}

// shut reports whether a sheet of a kind would lack something of a visit, because it is
// sealed and nobody has opened it. What hangs or lies where others see it tells them no
// more with a key than without.
func (r *run) shut(v *visit, k kind) bool {
	s, _ := r.whole.Sheet(k.name)
	return len(v.whole.Sealed) > 0 && (s.SeenBy == "" || audience.Tells(r.whole, plan.Confidential, v.whole.Sealed, s.SeenBy))
}

// confidential is the mark of what tells of something sealed, in both languages whatever
// the sheet's are: whoever finds it must understand.
func (r *run) confidential(tells bool) string {
	if !tells {
		return ""
	}
	text := r.word("sealed-mark")
	if r.speak[0] == catalog.ZH {
		return text.ZH + " " + text.EN
	}
	return text.EN + " " + text.ZH
}

// marks are the rules that put a mark into the margins of each page, its first as well,
// of the named pages or, where the name is empty, of all.
func (r *run) marks(p *Page, name string) string {
	if p.Mark == "" || p.Bare {
		return "" // a page without margins has it among what stands on it
	}
	box := "{@top-left{width:auto}@top-center{content:none}@top-right{content:" + string(cssString(p.Mark)) +
		";width:auto;white-space:pre;font-weight:bold;text-align:right;vertical-align:bottom;padding-bottom:2.4mm}}\n"
	return "@page " + name + box + "@page " + name + ":first" + box
}
