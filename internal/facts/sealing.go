package facts

import (
	"reflect"
	"slices"
	"strings"

	"usher/internal/company"
	"usher/internal/plan"
)

// Sealing is how a plan keeps what is confidential (R5.1).
type Sealing struct {
	// Open are the fields of a confidential plan that lie open, though they are to be
	// sealed, in the plan's order; none where nobody is in force who could open them.
	Open []OpenField `json:"open,omitempty"`
	// OpenNames are their names, each once, joined by ", ".
	OpenNames string `json:"open-names"`
	Sealed    bool   `json:"sealed"`  // some of the plan is in a sealed file
	Lowered   bool   `json:"lowered"` // and yet the plan is not confidential
	// Stale says that the file is sealed to others than those in force on the day of
	// arrival. Lacking are the holders of keys that do not open it, Former how many
	// keys open it that should not; Nobody says that there is none who should.
	Stale   bool   `json:"stale"`
	Lacking string `json:"lacking"`
	Former  int    `json:"former"`
	Nobody  bool   `json:"nobody"`
	Files   Pair   `json:"files"`
}

// Pair is what the two files of a sealed plan are like.
type Pair struct {
	// Broken is what is wrong with the sealed file; empty where nothing is.
	Broken   string `json:"broken"`
	Comments bool   `json:"comments"` // there are some in the open part
}

// The values of Pair.Broken.
const (
	SealedMissing   = "missing"    // it is not there
	SealedOther     = "other"      // it is another than the plan says, or altered
	SealedUnread    = "unread"     // it is no sealed file
	SealedToOthers  = "recipients" // it is sealed to more or fewer keys than the plan says
	SealedUnnamed   = "unnamed"    // it is there, and the plan names none
	SealedOtherPlan = "other-plan" // a key has shown that it belongs to another plan
)

// OpenField is a field that lies open.
type OpenField struct {
	Field string `json:"field"` // as plan.Fields writes it
	At    []any  `json:"at"`
}

func sealing(p *plan.Plan, w World) Sealing {
	s := Sealing{Sealed: p.Sealed != nil}
	rules := w.Company.Sealing
	day := string(p.Arrive.Date())
	if p.Confidentiality == plan.Confidential && len(rules.On(day)) > 0 {
		// Of a plan that a key has opened, what is sealed does not lie open.
		var hidden []string
		if p.Sealed != nil {
			hidden = p.Opened
		}
		var who []string
		for _, step := range p.Programme {
			who = append(who, step.Who...)
		}
		open := w.Company.OpenFields(who)
		openFields(reflect.ValueOf(p).Elem(), "", nil, func(field string, at []any) {
			if !slices.Contains(open, field) && !within(field, hidden) {
				s.Open = append(s.Open, OpenField{field, slices.Clone(at)})
			}
		})
		var names []string
		for _, o := range s.Open {
			if !slices.Contains(names, o.Field) {
				names = append(names, o.Field)
			}
		}
		s.OpenNames = strings.Join(names, ", ")
	}
	if s.Files = w.Sealed[p.ID]; s.Files.Broken == SealedUnnamed && len(rules.Recipients) == 0 {
		s.Files.Broken = "" // some other file
	}
	if len(rules.On(day)) == 0 {
		s.Files.Comments = false
	}
	if p.Sealed == nil || p.IsWrong("sealed") {
		return s
	}
	s.Lowered = p.Confidentiality != plan.Confidential && !p.IsWrong("confidentiality")
	if due := rules.Fingerprints(day); day != "" && p.Sealed.Purged == "" && !p.IsWrong("sealed", "to") && !Ended(p, w.Now, w.Company.Zone) {
		var lacking []string
		for _, key := range due {
			if !slices.Contains(p.Sealed.To, key) {
				lacking = append(lacking, key)
			}
		}
		for _, key := range p.Sealed.To {
			if !slices.Contains(due, key) {
				s.Former++
			}
		}
		s.Nobody = len(due) == 0
		s.Lacking = strings.Join(rules.Holders(lacking), ", ")
		s.Stale = len(lacking) > 0 || s.Former > 0
	}
	return s
}

// LiesOpen are the fields that a plan states and that are to be sealed, were it
// confidential; none where nobody is in force who could open them.
func LiesOpen(p *plan.Plan, c *company.Company) (fields []string) {
	if len(c.Sealing.On(string(p.Arrive.Date()))) == 0 {
		return nil
	}
	openFields(reflect.ValueOf(p).Elem(), "", nil, func(field string, _ []any) {
		if !slices.Contains(c.Sealing.Open, field) && !slices.Contains(fields, field) {
			fields = append(fields, field)
		}
	})
	return fields
}

// Opened are the fields that a plan has when opened and has not in its open part, and
// those that the open part says are sealed. Whoever changes the open part cannot make
// them fewer.
func Opened(part, whole *plan.Plan) []string {
	fields := slices.Clone(part.Sealed.Fields)
	var lie []string
	openFields(reflect.ValueOf(part).Elem(), "", nil, func(field string, at []any) { lie = append(lie, plan.Path(at...)) })
	openFields(reflect.ValueOf(whole).Elem(), "", nil, func(field string, at []any) {
		if !slices.Contains(lie, plan.Path(at...)) && !within(field, fields) {
			fields = append(fields, field)
		}
	})
	slices.Sort(fields)
	return fields
}

// within reports whether a field, or what holds it, is among some.
func within(field string, some []string) bool {
	return slices.ContainsFunc(some, func(s string) bool { return s == field || strings.HasPrefix(field, s+".") })
}

// openFields calls found with each field that a plan states, but for what says of which
// plan and of what sealed file it is.
func openFields(v reflect.Value, field string, at []any, found func(string, []any)) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			if v.Elem().Kind() != reflect.Struct {
				found(field, at)
				return
			}
			openFields(v.Elem(), field, at, found)
		}
	case reflect.Slice:
		for i := range v.Len() {
			if v.Index(i).Kind() != reflect.Struct {
				found(field, at)
				return
			}
			openFields(v.Index(i), field, append(at[:len(at):len(at)], i), found)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			name := plan.Key(v.Type().Field(i))
			if name == "" || field == "" && (name == "id" || name == "file" || name == "sealed") {
				continue
			}
			openFields(v.Field(i), strings.TrimPrefix(field+"."+name, "."), append(at[:len(at):len(at)], name), found)
		}
	default:
		if !v.IsZero() {
			found(field, at)
		}
	}
}
