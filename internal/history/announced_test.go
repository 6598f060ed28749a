package history_test

import (
	"testing"

	"usher/internal/history"
)

// Each case is a history and when the plans' present schedules were announced, as
// of the 20th. The words of a history are explained at repo.play.
var announcements = []struct {
	name    string
	history string
	base    string
	want    string // of each plan: label of the commit and day, or the source
}{
	{"committed", `
		put hengtai 24
		commit added 1`,
		"", "hengtai added 1"},
	{"not committed", `
		commit first 1
		put hengtai 24`,
		"", "hengtai uncommitted"},
	{"no commit at all", `
		put hengtai 24`,
		"", "hengtai uncommitted"},
	{"a typo is mended: the clock runs on", `
		put hengtai 24
		commit added 1
		put hengtai 24 typo mended
		commit mended 5`,
		"", "hengtai added 1"},
	{"a typo is mended and not committed", `
		put hengtai 24
		commit added 1
		put hengtai 24 typo mended`,
		"", "hengtai added 1"},
	{"rescheduled: the clock starts again", `
		put hengtai 24
		commit added 1
		put hengtai 26
		commit rescheduled 5
		put hengtai 26 typo
		commit mended 6`,
		"", "hengtai rescheduled 5"},
	{"rescheduled and not committed", `
		put hengtai 24
		commit added 1
		put hengtai 26`,
		"", "hengtai uncommitted"},
	{"rescheduled there and back", `
		put hengtai 24
		commit added 1
		put hengtai 26
		commit there 5
		put hengtai 24
		commit back 7`,
		"", "hengtai back 7"},
	{"moved", `
		put visits/drafts/hengtai.yaml 24
		commit added 1
		move visits/drafts/hengtai.yaml hengtai
		commit moved 5`,
		"", "hengtai added 1"},
	{"moved and not committed", `
		put visits/drafts/hengtai.yaml 24
		commit added 1
		move visits/drafts/hengtai.yaml hengtai`,
		"", "hengtai added 1"},
	{"moved and edited in one commit", `
		put visits/drafts/hengtai.yaml 24
		commit added 1
		move visits/drafts/hengtai.yaml hengtai
		put hengtai 24 another text altogether
		commit moved 5`,
		"", "hengtai added 1"},
	{"moved and rescheduled in one commit", `
		put visits/drafts/hengtai.yaml 24
		commit added 1
		move visits/drafts/hengtai.yaml hengtai
		put hengtai 26
		commit moved 5`,
		"", "hengtai moved 5"},
	{"the ending changes from .yml to .yaml", `
		put visits/hengtai.yml 24
		commit added 1
		move visits/hengtai.yml visits/hengtai.yaml
		commit moved 5`,
		"", "hengtai added 1"},
	{"renamed: another id is another plan", `
		put hengtai 24
		commit added 1
		move hengtai hengda
		commit renamed 5`,
		"", "hengda renamed 5"},
	{"deleted and brought back", `
		put hengtai 24
		commit added 1
		remove hengtai
		commit deleted 3
		put hengtai 24
		commit back 5`,
		"", "hengtai back 5"},
	{"deleted with all of visits/, and brought back", `
		put hengtai 24
		put README/x 1
		commit added 1
		remove hengtai
		commit deleted 3
		put hengtai 24
		commit back 5`,
		"", "hengtai back 5"},
	{"kept outside visits/ before: that was no announcement", `
		put drafts/hengtai.yaml 24
		commit draft 1
		move drafts/hengtai.yaml hengtai
		commit added 5`,
		"", "hengtai added 5"},
	{"the same id twice: it counts while either has the schedule", `
		put hengtai 24
		commit added 1
		put visits/copy/hengtai.yaml 28
		commit twice 3
		remove visits/copy/hengtai.yaml
		commit once 5`,
		"", "hengtai added 1"},
	{"the same id twice, and the newer one stays", `
		put visits/old/hengtai.yaml 22
		commit added 1
		put hengtai 24
		commit twice 3
		remove visits/old/hengtai.yaml
		commit once 5`,
		"", "hengtai twice 3"},

	{"a merge counts when it was merged", `
		commit first 1
		branch visit
		put hengtai 24
		commit added 2
		on main
		commit meanwhile 3
		merge visit merged 9`,
		"", "hengtai merged 9"},
	{"a fast-forward keeps the branch's commits", `
		commit first 1
		branch visit
		put hengtai 24
		commit added 2
		put hengtai 24 typo
		commit mended 4
		on main
		forward visit`,
		"", "hengtai added 2"},
	{"a squash merge counts when it was merged", `
		commit first 1
		branch visit
		put hengtai 24
		commit added 2
		on main
		squash visit squashed 9`,
		"", "hengtai squashed 9"},
	{"rescheduled on a branch while main mends a typo", `
		put hengtai 24
		commit added 1
		branch visit
		put hengtai 26
		commit rescheduled 3
		on main
		put hengtai 24 typo
		commit mended 4
		merge visit merged 9`,
		"", "hengtai merged 9"},
	{"rebased with dates of its own, then fast-forward: not before what it stands on", `
		commit first 1
		branch visit
		put hengtai 24
		commit added 2
		on main
		commit meanwhile 9
		on visit
		rebase main 4
		on main
		forward visit`,
		"", "hengtai added 9"},
	{"a branch that went there and back never left the main line", `
		put hengtai 24
		commit added 1
		branch visit
		put hengtai 26
		commit there 2
		put hengtai 24
		commit back 3
		on main
		merge visit merged 9`,
		"", "hengtai added 1"},

	{"back-dated: the landing time does not go back", `
		commit first 10
		put hengtai 24
		commit added 2`,
		"", "hengtai added 10"},
	{"back-dated long after a commit with a late date", `
		commit late 15
		commit first 3
		put hengtai 24
		commit added 4
		commit then 5`,
		"", "hengtai added 15"},
	{"dated after now: that time does not count", `
		commit first 3
		put hengtai 24
		commit added 25`,
		"", "hengtai added 3"},
	{"after a commit dated after now: its own time counts", `
		commit first 3
		commit future 25
		put hengtai 24
		commit added 5`,
		"", "hengtai added 5"},
	{"nothing but times after now: it landed now", `
		put hengtai 24
		commit added 25`,
		"", "hengtai added 20"},

	{"under review: new", `
		commit first 1
		branch visit
		put hengtai 24
		commit added 2`,
		"main", "hengtai change"},
	{"under review: new and not committed", `
		commit first 1
		put hengtai 24`,
		"main", "hengtai change"},
	{"under review: rescheduled", `
		put hengtai 24
		commit added 1
		branch visit
		put hengtai 26
		commit rescheduled 2`,
		"main", "hengtai change"},
	{"under review: there and back is no change", `
		put hengtai 24
		commit added 1
		branch visit
		put hengtai 26
		commit there 2
		put hengtai 24
		commit back 3`,
		"main", "hengtai added 1"},
	{"under review: moved and edited, schedule kept", `
		put hengtai 24
		commit added 1
		branch visit
		move hengtai visits/hengtai.yaml
		put visits/hengtai.yaml 24 more
		commit moved 2`,
		"main", "hengtai added 1"},
	{"under review: main has rescheduled since, the change has not touched it", `
		put hengtai 24
		commit added 1
		branch visit
		put visits/other.yaml 24
		commit other 2
		remove visits/other.yaml
		commit nothing 3
		on main
		put hengtai 26
		commit rescheduled 4
		on visit`,
		"main", "hengtai added 1"},
	{"under review: main has come to the same schedule itself", `
		put hengtai 24
		commit added 1
		branch visit
		put hengtai 26
		commit ours 4
		on main
		put hengtai 26
		commit theirs 3
		on visit`,
		"main", "hengtai theirs 3"},
	{"under review: the forge's test merge", `
		put hengtai 24
		commit added 1
		branch visit
		put hengtai 26
		commit rescheduled 2
		on main
		put README/x 1
		commit meanwhile 3
		branch test
		merge visit merge 4`,
		"HEAD^1", "hengtai change"},
	{"under review: histories without a common commit", `
		put hengtai 24
		commit added 1
		orphan other
		put hengtai 24
		commit again 3`,
		"main", "hengtai added 1"},

	{"a name in Chinese", `
		put visits/2026/十二月/恒泰-hengtai.yaml 24
		commit added 1
		move visits/2026/十二月/恒泰-hengtai.yaml visits/恒泰-hengtai.yaml
		commit moved 5`,
		"", "恒泰-hengtai added 1"},
	{"the same id twice here: the later answer stands", `
		put visits/a/hengtai.yaml 24
		commit added 1
		put visits/b/hengtai.yaml 26`,
		"", "hengtai uncommitted"},
	{"the same id twice here, whichever comes first", `
		put visits/b/hengtai.yaml 24
		commit added 1
		put visits/a/hengtai.yaml 26`,
		"", "hengtai uncommitted"},
	{"every plan has its own answer", `
		put hengtai 24
		put hengda 24
		commit both 1
		put hengda 26
		put hengli 26
		commit some 3
		put hengli 27
		put hengxin 27`,
		"", "hengda some 3, hengli uncommitted, hengtai both 1, hengxin uncommitted"},
}

func TestAnnounced(t *testing.T) {
	for _, tt := range announcements {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			r := newRepo(t)
			r.play(tt.history)
			got, err := r.announced(history.Options{Now: at(20), Base: tt.base})
			if err != nil {
				t.Fatal(err)
			}
			if got != tt.want {
				t.Errorf("announced: %s\nwant:      %s\n%s", got, tt.want, r.git("log", "--graph", "--format=%h %cI %s", "--all"))
			}
		})
	}
}

// A link could point anywhere, so it announces nothing, whatever its text says.
func TestLinkAnnouncesNothing(t *testing.T) {
	r := newRepo(t)
	r.write("text", planText("24", ""))
	r.git("update-index", "--add", "--cacheinfo", "120000,"+r.git("hash-object", "-w", "text")+","+file("hengtai"))
	r.gitOn(stamp(t, "1"), "commit", "-q", "-m", "link")
	r.play("put hengtai 24\ncommit added 5")
	if got, err := r.announced(history.Options{Now: at(20)}); got != "hengtai added 5" || err != nil {
		t.Errorf("got %q, %v", got, err)
	}
}
