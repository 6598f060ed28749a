package pdf

import (
	"context"
	_ "embed"
	"encoding/json"
	"maps"

	"github.com/chromedp/chromedp"
)

//go:embed glyphs.js
var glyphs string

// missing are the characters of the page at hand that no font has. What one tab
// found out about a font the next need not draw again.
func (q *queue) missing(tab context.Context) ([]rune, error) {
	q.mu.Lock()
	known := maps.Clone(q.known)
	q.mu.Unlock()
	argument, err := json.Marshal(known)
	if err != nil {
		return nil, err
	}
	answer, err := chromedp.Run(tab, chromedp.Evaluate[struct {
		Found   map[string]string `json:"found"`
		Missing string            `json:"missing"`
	}](glyphs+"("+string(argument)+")"))
	if err != nil {
		return nil, err
	}
	q.mu.Lock()
	defer q.mu.Unlock()
	for family, found := range answer.Found {
		q.known[family] += found
	}
	return []rune(answer.Missing), nil
}
