package render

import (
	"errors"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"slices"
	"strings"
	"text/template/parse"

	"usher/internal/catalog"
	"usher/internal/lazyregexp"
	"usher/internal/overlay"
)

// Limits on what a company's template may do: far above what a sheet needs, far
// below what would keep the machine busy.
const (
	maxSteps = 1_000_000 // repetitions and inclusions in one sheet
	maxText  = 1 << 20   // bytes of a text that a template puts together
	maxSheet = 16 << 20  // bytes of a sheet
)

// builtins are the functions of text/template that templates may call besides ours.
var builtins = []string{
	"and", "or", "not", "eq", "ne", "lt", "le", "gt", "ge", "len", "index", "slice", "print", "printf", "println",
}

// guard counts what the templates of one sheet do.
type guard struct{ steps int }

var (
	errSteps = errors.New("it would not come to an end")
	errText  = errors.New("it makes too long a text")
	errSheet = errors.New("it makes too large a sheet")
)

// step is called at each repetition and inclusion. It is always false: guarded
// templates ask for it in an {{if}}, which prints nothing in any context.
func (g *guard) step() (bool, error) {
	if g.steps++; g.steps > maxSteps {
		return false, errSteps
	}
	return false, nil
}

// functions are those of text/template that make texts, with a limit to these.
func (g *guard) functions() template.FuncMap {
	short := func(s string) (string, error) {
		if len(s) > maxText {
			return "", errText
		}
		return s, nil
	}
	return template.FuncMap{
		"step":    g.step,
		"print":   func(args ...any) (string, error) { return short(fmt.Sprint(args...)) },
		"println": func(args ...any) (string, error) { return short(fmt.Sprintln(args...)) },
		"printf":  func(format string, args ...any) (string, error) { return short(fmt.Sprintf(format, args...)) },
	}
}

// parse reads the templates. Where some are the company's own, they are watched.
func (r *run) parse() error {
	ours := template.FuncMap{
		"t":        r.t,
		"plain":    r.plainly,
		"say":      func(t catalog.Text) template.HTML { return r.speak.say(t) },
		"first":    func(t catalog.Text) string { return r.speak.first(t) },
		"one":      r.one,
		"text":     r.entry,
		"comma":    func() string { return r.speak.comma() },
		"list":     list,
		"sentence": sentence,
		"words":    words,
		"heading":  func(i int, name catalog.Text) template.HTML { return r.speak.heading(i, name) },
		"inc":      func(i int) int { return i + 1 },
	}
	names, err := fs.Glob(r.files, "*.html")
	if err != nil {
		return fmt.Errorf("listing the templates: %w", err)
	}
	own := slices.DeleteFunc(slices.Clone(names), func(name string) bool { return !overlay.Own(r.files, name) })
	all := template.New("").Option("missingkey=error").Funcs(ours)
	if len(own) > 0 {
		all = all.Funcs(r.guard.functions())
	}
	for _, name := range names {
		data, err := fs.ReadFile(r.files, name)
		if err != nil {
			return fmt.Errorf("reading the templates: %w", err)
		}
		if len(data) > maxText {
			return &catalog.Error{Text: catalog.ErrTemplate.With("templates/"+name, catalog.TemplateText)}
		}
		if _, err := all.New(name).Parse(string(data)); err != nil {
			return explain(err)
		}
	}
	for _, s := range r.whole.Own() {
		if all.Lookup(s.ID+".html") == nil {
			return &catalog.Error{Text: catalog.ErrNoTemplate.With(s.ID)}
		}
	}
	for _, name := range own {
		sheet := strings.TrimSuffix(name, ".html")
		known := slices.ContainsFunc(r.kinds, func(k kind) bool { return k.name == sheet }) || slices.Contains([]string{"combined", "index", "ledger"}, sheet)
		if t := all.Lookup(name); !known && t != nil && t.Tree != nil && !parse.IsEmptyTree(t.Tree.Root) {
			return &catalog.Error{Text: catalog.ErrNoSheetFor.With(name, sheet)}
		}
	}
	r.templates = all
	if len(own) == 0 {
		return nil
	}
	if err := r.guard.watch(all, ours); err != nil {
		return explain(err)
	}
	return nil
}

// watch makes the templates count their steps, and refuses those that call what
// they may not.
func (g *guard) watch(all *template.Template, ours template.FuncMap) error {
	for _, t := range all.Templates() {
		if t.Tree == nil || t.Tree.Root == nil {
			continue
		}
		w := watcher{tree: t.Tree, allowed: ours}
		w.list(t.Tree.Root, true)
		if w.err != nil {
			return w.err
		}
	}
	return nil
}

// watcher goes through one template.
type watcher struct {
	tree    *parse.Tree
	allowed template.FuncMap
	err     error
}

// stepping is {{if step}}{{end}}.
func (w *watcher) stepping(at parse.Pos) parse.Node {
	call := &parse.CommandNode{NodeType: parse.NodeCommand, Pos: at, Args: []parse.Node{parse.NewIdentifier("step").SetPos(at).SetTree(w.tree)}}
	pipe := &parse.PipeNode{NodeType: parse.NodePipe, Pos: at, Cmds: []*parse.CommandNode{call}}
	return &parse.IfNode{BranchNode: parse.BranchNode{NodeType: parse.NodeIf, Pos: at, Pipe: pipe, List: &parse.ListNode{NodeType: parse.NodeList, Pos: at}}}
}

func (w *watcher) list(l *parse.ListNode, counts bool) {
	if l == nil {
		return
	}
	for _, n := range l.Nodes {
		w.node(n)
	}
	if counts {
		l.Nodes = slices.Insert(l.Nodes, 0, w.stepping(l.Pos))
	}
}

func (w *watcher) node(n parse.Node) {
	switch n := n.(type) {
	case *parse.ListNode:
		w.list(n, false)
	case *parse.ActionNode:
		w.pipe(n.Pipe)
	case *parse.IfNode:
		w.branch(&n.BranchNode, false)
	case *parse.WithNode:
		w.branch(&n.BranchNode, false)
	case *parse.RangeNode:
		w.branch(&n.BranchNode, true)
	case *parse.TemplateNode:
		w.pipe(n.Pipe)
	}
}

func (w *watcher) branch(b *parse.BranchNode, repeats bool) {
	w.pipe(b.Pipe)
	w.list(b.List, repeats)
	w.list(b.ElseList, false)
}

func (w *watcher) pipe(p *parse.PipeNode) {
	if p == nil {
		return
	}
	for _, c := range p.Cmds {
		for _, arg := range c.Args {
			switch arg := arg.(type) {
			case *parse.PipeNode:
				w.pipe(arg)
			case *parse.IdentifierNode:
				if _, ours := w.allowed[arg.Ident]; !ours && !slices.Contains(builtins, arg.Ident) || arg.Ident == "step" {
					w.refuse(arg, arg.Ident)
				}
			case *parse.FieldNode:
				w.methods(arg, arg.Ident)
			case *parse.VariableNode:
				w.methods(arg, arg.Ident[1:])
			case *parse.ChainNode:
				if pipe, ok := arg.Node.(*parse.PipeNode); ok {
					w.pipe(pipe)
				}
				w.methods(arg, arg.Field)
			}
		}
	}
}

// methods refuses With of catalog.Text, which makes texts of any length out of
// others: templates have "text" for that.
func (w *watcher) methods(n parse.Node, names []string) {
	if slices.Contains(names, "With") {
		w.refuse(n, "With")
	}
}

func (w *watcher) refuse(n parse.Node, name string) {
	if w.err == nil {
		place, _ := w.tree.ErrorContext(n)
		w.err = fmt.Errorf("template: %s: function %q not defined", place, name)
	}
}

// limited is a writer that takes no more than some bytes.
type limited struct {
	to   io.Writer
	left int
}

func (l *limited) Write(data []byte) (int, error) {
	if l.left -= len(data); l.left < 0 {
		return 0, errSheet
	}
	return l.to.Write(data)
}

// place is how packages text/template and html/template begin what they complain of.
var place = lazyregexp.New(`^(?:template|html/template): ?([^:]+)((?::[0-9]+){0,2}): (?s:(.*))$`)

// explain tells what is wrong with a template, with its file and line.
func explain(err error) error {
	for _, limit := range []struct {
		err  error
		text catalog.Text
	}{{errSteps, catalog.TemplateSteps}, {errText, catalog.TemplateText}, {errSheet, catalog.TemplateSheet}} {
		if errors.Is(err, limit.err) {
			if m := place.FindStringSubmatch(err.Error()); m != nil {
				return &catalog.Error{Text: catalog.ErrTemplate.With("templates/"+m[1]+m[2], limit.text)}
			}
			return &catalog.Error{Text: catalog.ErrTemplate.With("templates", limit.text)}
		}
	}
	m := place.FindStringSubmatch(err.Error())
	if m == nil {
		return &catalog.Error{Text: catalog.ErrTemplate.With("templates", strings.TrimPrefix(err.Error(), "html/template: "))}
	}
	return &catalog.Error{Text: catalog.ErrTemplate.With("templates/"+m[1]+m[2], m[3])}
}
