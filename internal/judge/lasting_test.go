package judge

import "testing"

// A verdict for which a rule looked at a moment holds at that moment alone, by whatever
// way the rule came to it.
func TestLasting(t *testing.T) {
	for guard, want := range map[string]bool{
		`if visit.customer.headcount > 900 `:                                 true,
		`if facts.past if visit.purpose == "never" `:                         true,
		`if facts.notice.late if visit.purpose == "never" `:                  true,
		`if facts.now < "2000-01-01 00:00" `:                                 false,
		`if facts.notice.given == "never" `:                                  false,
		`if facts.notice.announced == "never" `:                              false,
		`if facts.after.days > 9000 `:                                        false,
		`if facts.notice["given"] == "never" `:                               false,
		`if facts["notice"].given == "never" `:                               false,
		`if facts.after.days > 9000 if visit.purpose == "never" `:            false,
		`if len([for x in [facts.now] if x == "never" {x}]) > 0 `:            false,
		`let notice = facts.notice if notice.given == "never" `:              false,
		`let days = facts.after.days if days > 9000 `:                        false,
		`if visit.purpose == "never" if facts.now < "2000-01-01 00:00" `:     true, // it was not asked
		`for k, v in facts.after if k == "days" if v > 9000 `:                false,
		`for k, v in facts.notice if k == "given" if v == "never" `:          false,
		`for x in [facts.after] for k, v in x if k == "days" if v > 9000 `:   false,
		`for k, v in facts.after if v == 9000 `:                              false,
		`if len([for k, v in facts.after if v == 9000 {v}]) > 0 `:            false,
		`if or([for k, v in facts.after {v == 9000}]) `:                      false,
		`for step in visit.programme if step.until < facts.now if "" != "" `: false,
	} {
		findings := guard + finding
		if guard[:3] == "let" {
			findings = "for x in [1] " + findings
		}
		set, j := load(t, ruleOf(findings))
		p := realistic()
		v, err := j.Judge(p, factsOf(set, p))
		if err != nil {
			t.Fatalf("%s: %v", guard, err)
		}
		if len(v.Findings) > 0 || v.Lasting != want {
			t.Errorf("%s: %d findings, lasting %v", guard, len(v.Findings), v.Lasting)
		}
	}
}

// So does one for which CUE was given a moment to say something of; what it says of
// anything else holds as long as that.
func TestFindingsLast(t *testing.T) {
	for findings, want := range map[string]bool{
		`{at: ["purpose"], message: {en: "a", zh: "a"}}`:                                                                true,
		`if facts.past == false {at: ["purpose"], message: {en: "\(facts.past)", zh: "a"}}`:                             true,
		`for i, step in visit.programme {at: ["programme", i], message: {en: step.what, zh: "a"}}`:                      true,
		`{at: ["purpose"], message: {en: "\(facts.now)", zh: "a"}}`:                                                     false,
		`{at: ["purpose"], message: {en: "a", zh: "a"}, hint: {en: "\(facts.after.days)", zh: "a"}}`:                    false,
		`{at: ["purpose"], message: {en: "\([for k, v in facts.after if k == "days" {v}][0])", zh: "a"}}`:               false,
		`for k, v in facts.after if k == "days" {at: ["purpose"], message: {en: "\(v)", zh: "a"}}`:                      false,
		`for x in [facts.after] {at: ["purpose"], message: {en: "\(x.days)", zh: "a"}}`:                                 false,
		`for x in [facts.notice] {let n = x, at: ["purpose"], message: {en: [if n.due {n.given}, "none"][0], zh: "a"}}`: false,
	} {
		set, j := load(t, ruleOf(findings))
		p := realistic()
		v, err := j.Judge(p, factsOf(set, p))
		if err != nil {
			t.Fatalf("%s: %v", findings, err)
		}
		if len(v.Findings) == 0 || v.Lasting != want {
			t.Errorf("%s: %d findings, lasting %v", findings, len(v.Findings), v.Lasting)
		}
	}
}
