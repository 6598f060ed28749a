package facts

import (
	"usher/internal/catalog"
	"usher/internal/company"
	"usher/internal/plan"
)

// Service is a service of the company as this visit needs it.
type Service struct {
	ID   string
	Name catalog.Text // with the visit's own numbers
	On   bool         // this visit gets it; else it is ticked by hand
}

// Services are the company's services, in the policies' order (R2.7, R4.4).
func Services(p *plan.Plan, f *Facts, c *company.Company) []Service {
	services := make([]Service, len(c.Services))
	for i, s := range c.Services {
		is, ok := Conditions[s.When]
		services[i] = Service{ID: s.ID, Name: fill(s.Name, p, f, c), On: ok && is(p, f)}
	}
	return services
}
