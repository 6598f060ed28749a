package form_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"usher/internal/form"
)

// compareFacts holds the facts that the page works out against those of package
// facts: all of those that a rule may read in the page, and no others.
func compareFacts(t *testing.T, ours any, theirs object) {
	t.Helper()
	data, err := json.Marshal(ours)
	if err != nil {
		t.Fatal(err)
	}
	var all object
	if err := json.Unmarshal(data, &all); err != nil {
		t.Fatal(err)
	}
	known := form.KnownFacts()
	want, got := map[string]string{}, map[string]string{}
	flatten(want, known, "facts", "facts", all)
	flatten(got, known, "facts", "facts", theirs)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("facts (-check +page): %s", diff)
	}
}

// flatten lists the scalars of facts by their place; path is the place as a rule
// names it. A fact that has nothing to say is one that is not there.
func flatten(out map[string]string, known map[string]bool, path, place string, v any) {
	switch v := v.(type) {
	case object:
		for k, x := range v {
			if path := path + "." + k; known[path] && !incomparable(path) {
				flatten(out, known, path, place+"."+k, x)
			}
		}
	case list:
		for i, x := range v {
			flatten(out, known, path+"[]", fmt.Sprintf("%s[%d]", place, i), x)
		}
	case nil:
	default:
		if s := fmt.Sprint(v); s != "" && s != "0" && s != "false" {
			out[place] = s
		}
	}
}

// incomparable are the facts that the page knows less of: a hint may name what was
// probably meant, and other plans say what else is free.
func incomparable(path string) bool {
	return strings.Contains(path, ".hint") || strings.HasSuffix(path, ".free-ids") || strings.HasSuffix(path, ".closest")
}
