package audience

// Follows and Unseen are for tests.
var (
	Follows = follows
	Unseen  = unseen
)
