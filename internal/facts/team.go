package facts

import (
	"slices"

	"usher/internal/company"
	"usher/internal/plan"
)

// team says which roles the visit needs (R3.1, R4.A to R4.D) and who is on duty:
// the leaders who appear, the needed roles in the policy's order, then whatever
// else the plan names. A role that the plan leaves out falls to its holder.
func team(p *plan.Plan, c *company.Company) ([]Need, []Member) {
	category, _ := c.Category(p.Category)
	wanted := needed(category, c)
	needs := make([]Need, 0, len(wanted))
	members := make([]Member, 0, len(p.Leaders)+len(wanted)+len(p.Team)) // as many as there can be
	for _, name := range p.Leaders {
		members = append(members, member(name, company.Role{}, c, true))
	}
	for _, id := range wanted {
		role, _ := c.Role(id)
		person, stated := p.Team[id]
		if !stated {
			person = role.Holder
		}
		need := Need{Role: id, Name: role.Name, Filled: person != "" || p.IsWrong("team", id), Clause: category.Clause}
		if !slices.Contains(category.Roles, id) {
			need.Clause = role.Clause
		} else if need.OrCounterpart = category.OrCounterpart; need.OrCounterpart && (p.Counterpart != "" || p.IsWrong("counterpart")) {
			need.Filled = true
		}
		needs = append(needs, need)
		if person != "" {
			m := member(person, role, c, stated)
			members = append(members, m)
		}
	}
	for _, role := range c.Roles {
		if person, stated := p.Team[role.ID]; stated && !slices.Contains(wanted, role.ID) {
			members = append(members, member(person, role, c, true))
		}
	}
	return needs, members
}

// needed lists the category's own roles first, then those of every visit.
func needed(category company.Category, c *company.Company) []string {
	if category.ID == "" {
		return nil
	}
	wanted := slices.Clone(category.Roles)
	for _, id := range c.EveryVisit {
		if !slices.Contains(wanted, id) {
			wanted = append(wanted, id)
		}
	}
	return wanted
}

func member(name string, role company.Role, c *company.Company, stated bool) Member {
	person, _ := c.Person(name)
	unit := person.Unit
	if unit == "" {
		unit = role.Unit
	}
	u, _ := c.Unit(unit)
	return Member{
		Role: role.ID, Name: role.Name, Person: name, Latin: person.Latin,
		Unit: u.Name, Post: person.Post, Phone: person.Phone,
		Duty: role.Duty, Clause: role.Clause, Stated: stated, Leader: role.ID == "",
	}
}

// people counts the persons on duty, leaders apart; one with two roles counts once.
func people(members []Member) int {
	seen := map[string]bool{}
	for _, m := range members {
		if !m.Leader {
			seen[m.Person] = true
		}
	}
	return len(seen)
}
