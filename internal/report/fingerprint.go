package report

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"

	"usher/internal/diag"
)

// Bytes of a line that tell it from others; a plan may have thousands of findings
// on a line of any length.
const maxFingerprinted = 512

// fingerprints tells findings apart from one run to the next: it depends on the
// rule, the plan and the text of the marked line, and not on line numbers, on the
// folder a plan lies in, or on a message that says what time it is. The second and
// further ones that are alike are counted.
func (r Report) fingerprints(ds []diag.Diagnostic) []string {
	out := make([]string, len(ds))
	seen := map[string]int{}
	for i, d := range ds {
		plan := d.Plan
		if plan == "" {
			plan = d.File
		}
		line, _ := r.line(d.File, d.Range.Start.Line)
		line = line[:min(len(line), maxFingerprinted)]
		sum := sha256.New()
		for _, part := range []string{d.Rule, plan, strings.TrimSpace(line)} {
			sum.Write([]byte(strconv.Quote(part)))
		}
		key := hex.EncodeToString(sum.Sum(nil)[:16])
		seen[key]++
		out[i] = key + ":" + strconv.Itoa(seen[key])
	}
	return out
}
