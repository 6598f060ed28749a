package form

import (
	"slices"
	"strings"

	"usher/internal/catalog"
	"usher/internal/diag"
	"usher/internal/judge"
	"usher/internal/policy"
	"usher/internal/source"
	"usher/internal/validate"
)

// rule is a rule as the page's scripts know it.
type rule struct {
	ID         string         `json:"id"`
	Title      catalog.Text   `json:"title"`
	Severity   diag.Severity  `json:"severity"`
	Clause     string         `json:"clause"`
	Waivable   bool           `json:"waivable"`
	Approvers  []string       `json:"approvers"`
	Stage      string         `json:"stage,omitempty"`
	Here       bool           `json:"here"`          // judged in the page
	Why        string         `json:"why,omitempty"` // it is not, as a name of texts
	Parameters map[string]any `json:"parameters,omitempty"`
	Lets       map[string]any `json:"lets,omitempty"`
	Findings   []any          `json:"findings,omitempty"`
}

// known are the facts that the page works out for a plan by itself, as a rule
// names them. A test holds them against package facts.
var known = paths(`
	facts: now status fresh past ended important season season-name refreshments notice needs roles department counterpart rooms
		programme personal purchases spending waivers
	facts.season-name: en zh
	facts.refreshments: fruit dried-fruit tobacco due-fruit due-dried-fruit
	facts.notice: due of because required announced source commit deadline given late unknown-years
	facts.notice.because: en zh
	facts.notice.required: en zh
	facts.needs[]: role name filled clause or-counterpart
	facts.needs[].name: en zh
	facts.roles[]: id known hint
	facts.department: id known hint
	facts.counterpart: id known hint
	facts.rooms[]: room seats from until attendees equipment custodian has-custodian free-ids
	facts.rooms[].room: id known hint
	facts.rooms[].equipment[]: id known hint
	facts.rooms[].custodian: id known hint
	facts.programme[]: who
	facts.programme[].who[]: id known hint
	facts.personal[]: at kind name contact
	facts.personal[].name: en zh
	facts.purchases[]: kind name at by hours late
	facts.purchases[].name: en zh
	facts.spending[]: kind name planned standard cost over overrun unplanned
	facts.spending[].name: en zh
	facts.spending[].planned: en zh
	facts.spending[].standard: en zh
	facts.spending[].cost: en zh
	facts.waivers[]: known waivable closest missing approver approvers own past holds
`)

func paths(table string) map[string]bool {
	out := map[string]bool{}
	at := ""
	for _, w := range strings.Fields(table) {
		if parent, isParent := strings.CutSuffix(w, ":"); isParent {
			at = parent
		} else {
			out[at+"."+w] = true
		}
	}
	return out
}

// whys are why a fact that is read is not known here, by how its path begins.
var whys = []struct{ path, why string }{
	{"facts.after", "whyAfter"},
	{"facts.waivers[].used", "whyVerdict"},
	{"facts.rooms[].clashes", "whyOthers"},
	{"facts.rooms[].shortages", "whyOthers"},
	{"facts.rooms[].free", "whyOthers"},
	{"facts.rooms[].next", "whyOthers"},
	{"facts.double-booked", "whyOthers"},
	{"facts.altered", "whyHistory"},
}

// here are the built-in rules of which the page judges what it lets happen.
var here = []string{source.RuleDuplicate, validate.RuleMissingField, validate.RuleWrongValue, source.RulePlanID}

// rules are those in force, with how the page judges them, or why it does not.
func rules(set *policy.Set, j *judge.Judge) []rule {
	var out []rule
	for _, r := range set.Rules {
		if r.Severity == diag.Off {
			continue
		}
		x := rule{
			ID: r.ID, Title: r.Title, Severity: r.Severity, Clause: r.Clause,
			Waivable: r.Waivable, Approvers: list(r.Approvers), Parameters: r.Parameters,
		}
		if r.Waivers {
			x.Stage = "waivers"
		}
		switch p, ok := j.Portable(r.ID); {
		case r.Builtin:
			if x.Here = slices.Contains(here, r.ID); !x.Here {
				x.Why = "whyFile"
			}
		case !ok:
			x.Why = "whyLanguage"
		default:
			if x.Why = unknown(p.Reads); x.Why == "" {
				x.Here, x.Lets, x.Findings = true, p.Lets, p.Findings
			}
		}
		out = append(out, x)
	}
	return out
}

// unknown says why what a rule reads is not all known here; "" where it is.
func unknown(reads []string) string {
	for _, path := range reads {
		if known[path] || strings.HasPrefix(path, "visit.") {
			continue
		}
		for _, w := range whys {
			if strings.HasPrefix(path, w.path) {
				return w.why
			}
		}
		return "whyLanguage"
	}
	return ""
}
