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
