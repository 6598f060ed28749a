package layout

import (
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"usher/internal/bench"
	"usher/internal/source"
	"usher/internal/validate"
	"usher/schema"
)

// However a plan is scribbled down, in whatever order and with whatever blanks,
// there is one layout of it.
func TestOneLayout(t *testing.T) {
	s, err := validate.Compile(schema.FS)
	if err != nil {
		t.Fatal(err)
	}
	l := New(s.Fields())
	everything, err := os.ReadFile("testdata/everything.yaml")
	if err != nil {
		t.Fatal(err)
	}
	texts := [][]byte{everything, []byte(commented)}
	for _, f := range bench.Plans(4, 5, 0) {
		texts = append(texts, f.Data)
	}
	for _, text := range texts {
		for seed := range uint64(200) {
			p, ok := read(parsed(t, text))
			if !ok {
				t.Fatalf("refused:\n%s", text)
			}
			w := &scribbler{r: rand.New(rand.NewPCG(seed, 1))}
			w.comments(p.header, 0)
			if p.gap {
				w.b.WriteString("\n\n")
			}
			w.block(p.root.value.block, 0)
			w.comments(p.footer, 0)
			got, ok := l.Format(parsed(t, []byte(w.b.String())))
			if diff := cmp.Diff(string(text), string(got)); !ok || diff != "" {
				t.Fatalf("seed %d, %v (-want +got):\n%s\nfrom:\n%s", seed, ok, diff, w.b.String())
			}
		}
	}
}

const commented = `# yaml-language-server: $schema=x
# 标题

# 类别
category: C # 普通
customer: # 单位
  # 名称
  organization: 恒泰电子
  headcount: 3
  guests:
    # 主宾
    - name: 陈立   # 拼音 Chen Li
      position: 采购总监
      # dietary: 待定
    # 随行
    - {name: "高, 远", position: 'it''s'} # 司机
    # - 还有一位
# 到达
# 两行
arrive: 2026-12-09 14:00
depart: 2026-12-09 17:00
purpose: |-
  年度框架协议
    续签洽谈
requirements:
  - "双
    行"
  - 普通
    两行
applicant: {name: 刘洋, department: sales-group}
outcome:
  summary: >-
    签署

    协议
  # 费用
  costs: {meals: 1180, lodging: 2400, gifts: 540}
  follow-ups:
    - {what: 发送合同终稿, owner: 周涛, due: 2026-12-10, done: false}
    # 完
# 末尾
`

func parsed(t *testing.T, text []byte) *source.Document {
	t.Helper()
	doc, found := source.Parse("visits/x.yaml", text)
	if doc.Root() == nil || len(found) > 0 {
		t.Fatalf("%v\n%s", found, text)
	}
	return doc
}

// scribbler writes a page as carelessly as YAML allows.
type scribbler struct {
	b strings.Builder
	r *rand.Rand
}

func (w *scribbler) some(s string, least, most int) string {
	return strings.Repeat(s, least+w.r.IntN(most-least+1))
}

func (w *scribbler) end() { w.b.WriteString(w.some(" ", 0, 2) + "\n") }

func (w *scribbler) comments(lines []line, col int) {
	for _, l := range lines {
		if l != "" {
			w.b.WriteString(strings.Repeat(" ", col) + string(l))
		}
		w.end()
	}
}

func (w *scribbler) block(b *block, col int) {
	entries := append([]*entry(nil), b.entries...)
	if !b.list && known(entries) {
		w.r.Shuffle(len(entries), func(i, j int) { entries[i], entries[j] = entries[j], entries[i] })
	}
	for i, e := range entries {
		if i > 0 || len(e.lead) > 0 || !w.inline() {
			w.comments(e.lead, col)
			w.b.WriteString(strings.Repeat(" ", col))
		}
		w.entry(e, col, b.list)
	}
	w.comments(b.last, col)
}

// inline reports whether what was written last is a dash that waits for its item.
func (w *scribbler) inline() bool {
	s := w.b.String()
	return s != "" && !strings.HasSuffix(s, "\n")
}

// known reports whether the schema gives the fields an order.
func known(entries []*entry) bool {
	for _, e := range entries {
		if strings.HasSuffix(e.name, "-group") || strings.HasPrefix(e.name, "gm-") {
			return false
		}
	}
	return true
}

func (w *scribbler) entry(e *entry, col int, item bool) {
	v := &e.value
	switch {
	case item && v.block != nil:
		inner := col + 2 + w.r.IntN(3)
		w.b.WriteString("-")
		if w.r.IntN(3) == 0 {
			w.end()
			w.b.WriteString(strings.Repeat(" ", inner))
		} else {
			w.b.WriteString(strings.Repeat(" ", inner-col-1))
		}
		w.block(v.block, inner)
		return
	case item:
		w.b.WriteString("-")
	default:
		w.b.WriteString(e.key + w.some(" ", 0, 1) + ":" + v.after)
	}
	if v.block != nil {
		w.end()
		for range w.r.IntN(2) {
			w.end() // a blank line after the name is not kept
		}
		if v.block.list && len(v.block.last) == 0 && w.r.IntN(2) == 0 {
			w.block(v.block, col)
		} else {
			w.block(v.block, col+1+w.r.IntN(5))
		}
		return
	}
	w.b.WriteString(w.some(" ", 1, 3))
	if v.flow != nil {
		w.flow(v.flow, col)
	} else {
		w.scalar(v, col)
	}
	if v.text > 0 {
		w.b.WriteString("\n") // a blank would belong to the text
	} else {
		w.b.WriteString(v.tail)
		w.end()
	}
	for _, l := range e.more {
		w.b.WriteString(strings.Repeat(" ", col) + string(l))
		w.end()
	}
}

func (w *scribbler) scalar(v *value, entry int) {
	deeper := 1 + w.r.IntN(6)
	for i, text := range v.scalar {
		if i > 0 {
			w.b.WriteString("\n")
			if text != "" {
				w.b.WriteString(strings.Repeat(" ", entry+deeper))
			}
		}
		w.b.WriteString(text)
	}
}

func (w *scribbler) flow(f *flow, entry int) {
	parts := append([]*part(nil), f.parts...)
	if !f.list {
		w.r.Shuffle(len(parts), func(i, j int) { parts[i], parts[j] = parts[j], parts[i] })
	}
	w.b.WriteString(string(f.open) + w.some(" ", 0, 2))
	for i, p := range parts {
		if i > 0 {
			w.b.WriteString(w.some(" ", 0, 1) + "," + w.some(" ", 0, 2))
		}
		if p.key != "" {
			w.b.WriteString(p.key + w.some(" ", 0, 1) + ":" + w.some(" ", 1, 2))
		}
		if p.value.flow != nil {
			w.flow(p.value.flow, entry)
		} else {
			w.scalar(&p.value, entry)
		}
	}
	w.b.WriteString(w.some(" ", 0, 2) + string(f.close))
}
