package source_test

import (
	"fmt"
	"testing"

	"usher/internal/source"
)

func TestUses(t *testing.T) {
	doc, _ := source.Parse("visits/x.yaml", []byte(`customer:
  organization: 恒泰
  guests:
    - {name: 陈立, position: 经理}
    - name: "\u9648璟"
team: {driver: 老陈}
purpose: 签约 # 陈
`))
	var got string
	for _, u := range doc.Uses('陈') {
		got += fmt.Sprintln(u.Path, u.Range.Start.Line, u.Range.Start.Column)
	}
	if want := "[customer guests 0 name] 4 14\n[customer guests 1 name] 5 13\n[team driver] 6 16\n"; got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	if found := doc.Uses('無'); found != nil {
		t.Errorf("found %v, which is not there", found)
	}
}
