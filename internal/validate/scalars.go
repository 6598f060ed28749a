package validate

import (
	"reflect"
	"strconv"
	"strings"
	"unicode/utf8"

	"gopkg.in/yaml.v3"

	"usher/internal/catalog"
	"usher/internal/diag"
	"usher/internal/lazyregexp"
	"usher/internal/plan"
	"usher/internal/source"
)

// text checks a value that must be text: the wording of what it may be instead.
func (c *check) text(s *shape, n *yaml.Node, out reflect.Value, at *step) bool {
	if n.Kind != yaml.ScalarNode {
		return c.textNeeded(s, n, at)
	}
	value := n.Value
	switch n.Tag {
	case "!!int", "!!float":
		if s.form == anyText && s.choices == nil {
			quoted := source.Quote(value)
			return c.wrong(n, at, catalog.SchemaQuoteNumber.With(at.said(), source.Brief(value)), catalog.SchemaWrite.With(quoted), c.instead(n, quoted))
		}
	case "!!bool":
		if s.form == anyText && s.choices == nil {
			quoted := source.Quote(value)
			return c.wrong(n, at, catalog.SchemaQuoteWord.With(at.said(), value), catalog.SchemaIfText.With(quoted), c.instead(n, quoted))
		}
	}
	switch {
	case s.form != anyText:
		value, ok := c.moment(s, n, at)
		if ok && out.IsValid() && out.Kind() == reflect.String {
			out.SetString(value)
		}
		return ok
	case s.choices != nil:
		if !s.admits(value) {
			return c.choose(s, n, at)
		}
	case !s.admits(value):
		return c.pattern(s, n, at)
	default:
		if lost, place := c.doc.Lost(n); lost != "" && !quoted(n) {
			whole := source.Quote(value + " " + lost)
			c.mark(at.keys())
			c.add(c.diagnostic(source.RuleSyntax, place, "", catalog.SchemaHash.With(source.Brief(lost)), catalog.SchemaHashHint.With(whole)))
			return false
		}
		c.curly(n, value)
	}
	if out.IsValid() && out.Kind() == reflect.String {
		out.SetString(value)
	}
	return true
}

// textNeeded is a list or fields where text is needed, most often because text
// has a colon in it.
func (c *check) textNeeded(s *shape, n *yaml.Node, at *step) bool {
	if n.Kind == yaml.MappingNode {
		if len(n.Content) == 2 && n.Content[1].Kind == yaml.ScalarNode && n.Style&yaml.FlowStyle == 0 && n.Content[0].Line == n.Content[1].Line && at != nil && at.index >= 0 {
			place := diag.Range{Start: c.doc.NodeRange(n.Content[0]).Start, End: c.doc.NodeRange(n.Content[1]).End}
			whole := source.Quote(n.Content[0].Value + ": " + n.Content[1].Value)
			return c.wrongAt(place, at, catalog.SchemaQuoteWhole.With(at.said()), catalog.SchemaWrite.With(whole), diag.Edit{Range: place, Text: whole})
		}
	}
	hint := c.likeExample(at)
	if n.Kind == yaml.SequenceNode && len(n.Content) == 1 && n.Content[0].Kind == yaml.ScalarNode && at != nil && at.index < 0 {
		hint = catalog.SchemaWrite.With(at.name + ": " + plainOrQuoted(n.Content[0].Value))
	}
	needed := catalog.SchemaAboutText
	switch s.form {
	case timeText:
		needed = catalog.SchemaAboutTime
	case dateText:
		needed = catalog.SchemaAboutDate
	}
	return c.otherKind(needed, n, at, hint)
}

// otherKind is a list or fields where one value is needed.
func (c *check) otherKind(needed catalog.Text, n *yaml.Node, at *step, hint catalog.Text) bool {
	given := catalog.SchemaAboutList
	if n.Kind == yaml.MappingNode {
		given = catalog.SchemaAboutFields
	}
	return c.wrong(n, at, catalog.SchemaNeeds.With(at.said(), needed, given), hint)
}

// curly warns of Chinese or curly quotation marks around the whole of a text.
func (c *check) curly(n *yaml.Node, value string) {
	if value[0] < utf8.RuneSelf || quoted(n) {
		return
	}
	inner, ok := unquoteCurly(value)
	if !ok {
		return
	}
	fix := source.Quote(inner)
	d := c.diagnostic(source.RuleSyntax, c.doc.NodeRange(n), "", catalog.SchemaCurly, catalog.SchemaCurlyHint.With(fix), c.instead(n, fix))
	d.Severity = diag.Warning
	c.add(d)
}

// unquoteCurly takes one pair of curly quotation marks, or a mix of such and
// straight ones, from around a text.
func unquoteCurly(value string) (string, bool) {
	first, i := utf8.DecodeRuneInString(value)
	last, k := utf8.DecodeLastRuneInString(value)
	if len(value) < i+k {
		return "", false
	}
	inner := value[i : len(value)-k]
	if !strings.ContainsRune("“”‘’＂＇", first) || !strings.ContainsRune("“”‘’＂＇\"'", last) || strings.ContainsAny(inner, "“”‘’＂＇") {
		return "", false
	}
	return inner, true
}

// choose is a text that is none of the choices.
func (c *check) choose(s *shape, n *yaml.Node, at *step) bool {
	all := catalog.Listed(s.choices)
	value := n.Value
	if inner, ok := unquoteCurly(value); ok {
		value = inner
	}
	name := ""
	sure := false
	for _, choice := range s.choices {
		if fold(plan.Narrow(value)) == fold(choice) {
			name, sure = choice, true
		}
	}
	if bare := strings.TrimRight(plan.Narrow(value), "。.,;、 类"); name == "" && bare != value {
		for _, choice := range s.choices {
			if fold(bare) == fold(choice) {
				name, sure = choice, true
			}
		}
	}
	if name == "" {
		name = closest(plan.Narrow(value), s.choices)
	}
	if name == "" && at != nil && at.field != nil {
		name, sure = byWord(at.field.text.ZH, value, s.choices)
	}
	if strings.TrimSpace(n.Value) == "" {
		return c.wrong(n, at, catalog.SchemaBlank.With(at.said()), catalog.SchemaOneOf.With(all))
	}
	message := catalog.SchemaChoose.With(at.said(), source.Brief(value))
	if name == "" {
		return c.wrong(n, at, message, catalog.SchemaOneOf.With(all))
	}
	var fixes []diag.Edit
	if sure {
		fixes = append(fixes, c.instead(n, name))
	}
	return c.wrong(n, at, message, catalog.SchemaDidMeanOf.With(name, all), fixes...)
}

// byWord finds the choice that the Chinese description explains with a word that
// was typed, as in "completed 已完成" or "train 火车（高铁、动车）". It is sure where
// the word is typed whole.
func byWord(description, typed string, choices []string) (name string, sure bool) {
	typed = strings.Join(strings.Fields(typed), "")
	if typed == "" {
		return "", false
	}
	for _, choice := range choices {
		_, words, ok := strings.Cut(description, choice+" ")
		if !ok {
			continue
		}
		if i := strings.IndexAny(words, "，。；"); i >= 0 {
			words = words[:i]
		}
		words = strings.Join(strings.Fields(words), "")
		for _, word := range strings.FieldsFunc(words, func(r rune) bool { return strings.ContainsRune("（）、", r) }) {
			if word == typed {
				return choice, true
			}
		}
		if name == "" && len([]rune(typed)) >= 2 && strings.Contains(words, typed) {
			name = choice
		}
	}
	return name, false
}

// pattern is a text of the wrong form.
func (c *check) pattern(s *shape, n *yaml.Node, at *step) bool {
	if strings.TrimSpace(plan.Narrow(n.Value)) == "" {
		hint := catalog.SchemaFillItem
		if at != nil && at.index < 0 {
			hint = catalog.SchemaFill.With(at.example())
		}
		return c.wrong(n, at, catalog.SchemaBlank.With(at.said()), hint)
	}
	hint := c.likeExample(at)
	if !s.text.IsZero() {
		return c.wrong(n, at, catalog.SchemaPattern.With(at.said(), source.Brief(n.Value), s.text), hint)
	}
	for _, p := range s.patterns {
		if !p.MatchString(n.Value) {
			return c.wrong(n, at, catalog.SchemaPatternOther.With(at.said(), source.Brief(n.Value), p.String()), hint)
		}
	}
	return false
}

// Numbers are written in digits, with a point at most: what YAML reads besides
// (012 as ten, 1_000, 0x1F, 1e3) is nobody's intention.
var (
	wholeForm  = lazyregexp.New(`^[-+]?(0|[1-9][0-9]{0,8})$`)
	numberForm = lazyregexp.New(`^[-+]?(0|[1-9][0-9]{0,11})(\.[0-9]{1,9})?$`)
)

// number checks a value that must be a number.
func (c *check) number(s *shape, n *yaml.Node, out reflect.Value, at *step) bool {
	form, needs, needed := wholeForm, catalog.SchemaNeedsWhole, catalog.SchemaAboutWhole
	if s.kind == number {
		form, needs, needed = numberForm, catalog.SchemaNeedsNumber, catalog.SchemaAboutNumber
	}
	if n.Kind != yaml.ScalarNode {
		return c.otherKind(needed, n, at, c.likeExample(at))
	}
	if quoted(n) || n.Tag != "!!int" && n.Tag != "!!float" || !form.MatchString(n.Value) {
		return c.notNumber(s, n, at, form, needs)
	}
	value, err := strconv.ParseFloat(n.Value, 64)
	if err != nil {
		return c.wrong(n, at, needs.With(at.said(), source.Brief(n.Value)), c.likeExample(at))
	}
	for _, b := range s.bounds {
		if !b.holds(value) {
			message := map[string]catalog.Text{
				">=": catalog.SchemaAtLeast, "<=": catalog.SchemaAtMost, ">": catalog.SchemaMore, "<": catalog.SchemaLess, "!=": catalog.SchemaNot,
			}[b.op]
			return c.wrong(n, at, message.With(at.said(), n.Value, b.shown), c.likeExample(at))
		}
	}
	if out.IsValid() {
		switch out.Kind() {
		case reflect.Int:
			out.SetInt(int64(value))
		case reflect.Float64:
			out.SetFloat(value)
		}
	}
	return true
}

func (c *check) likeExample(at *step) catalog.Text {
	if example := at.example(); example != "" {
		return catalog.SchemaWriteLike.With(example)
	}
	return catalog.SchemaSee
}

var (
	// A remark behind a number, typed without the blank before "#", or as elsewhere.
	withRemark  = lazyregexp.New(`^([0-9]+(?:\.[0-9]+)?)\s*(?:#|//|\(|，|,)\s*([^0-9()#/][^()#/]*?)\s*\)?$`)
	numberRange = lazyregexp.New(`^[0-9]+\s*(?:-|~|至|到)\s*([0-9]+)[^0-9.,-]*$`)
	wholePoint  = lazyregexp.New(`^([-+]?[0-9]+)\.0+$`)
)

var numberWords = map[string]string{
	"one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9", "ten": "10",
	"eleven": "11", "twelve": "12", "twenty": "20", "thirty": "30",
}

var withUnit = lazyregexp.New(`^(?:约|大约|共|¥|￥|RMB|CNY)?\s*([0-9][0-9,]*(?:\.[0-9]+)?)\s*(万)?\s*[^0-9.,]*$`)

// notNumber is a value that is no number as YAML or people read it.
func (c *check) notNumber(s *shape, n *yaml.Node, at *step, form *lazyregexp.Regexp, needs catalog.Text) bool {
	said := at.said()
	typed := n.Value
	if inner, ok := unquoteCurly(typed); ok && !quoted(n) && form.MatchString(inner) {
		return c.wrong(n, at, catalog.SchemaUnquote.With(said), catalog.SchemaWrite.With(inner), c.instead(n, inner))
	}
	narrow := plan.Narrow(typed)
	switch {
	case quoted(n) && form.MatchString(narrow):
		return c.wrong(n, at, catalog.SchemaUnquote.With(said), catalog.SchemaWrite.With(narrow), c.instead(n, narrow))
	case narrow != typed && form.MatchString(narrow):
		return c.wrong(n, at, catalog.SchemaFullWidth.With(said, source.Brief(typed)), catalog.SchemaWrite.With(narrow), c.instead(n, narrow))
	case strings.TrimSpace(typed) == "":
		return c.wrong(n, at, catalog.SchemaBlank.With(said), c.likeExample(at))
	}
	if !quoted(n) && (n.Tag == "!!int" || n.Tag == "!!float") {
		if trimmed := strings.TrimLeft(typed, "0"); strings.Trim(typed, "0123456789") == "" && len(trimmed) < len(typed) {
			if trimmed == "" {
				trimmed = "0"
			}
			return c.wrong(n, at, catalog.SchemaLeadingZero.With(said, source.Brief(typed)), catalog.SchemaWrite.With(trimmed), c.instead(n, trimmed))
		}
		if strings.Trim(typed, "0123456789") == "" {
			return c.wrong(n, at, catalog.SchemaTooLarge.With(said, source.Brief(typed)), c.likeExample(at))
		}
		if m := wholePoint.FindStringSubmatch(typed); m != nil && form.MatchString(m[1]) {
			return c.wrong(n, at, needs.With(said, source.Brief(typed)), catalog.SchemaWrite.With(m[1]), c.instead(n, m[1]))
		}
		return c.wrong(n, at, needs.With(said, source.Brief(typed)), c.likeExample(at))
	}
	if m := withRemark.FindStringSubmatch(narrow); m != nil && form.MatchString(m[1]) && c.endsLine(n) {
		line := m[1] + "   # " + m[2]
		return c.wrong(n, at, catalog.SchemaNumberOnly.With(said, source.Brief(typed)), catalog.SchemaWrite.With(line))
	}
	if m := numberRange.FindStringSubmatch(narrow); m != nil && form.MatchString(m[1]) {
		return c.wrong(n, at, catalog.SchemaOneNumber.With(said, source.Brief(typed)), catalog.SchemaWriteLike.With(at.line(m[1])))
	}
	if word, ok := numberWords[strings.ToLower(narrow)]; ok {
		return c.wrong(n, at, needs.With(said, source.Brief(typed)), catalog.SchemaWrite.With(word), c.instead(n, word))
	}
	if m := withUnit.FindStringSubmatch(narrow); m != nil {
		plain := strings.ReplaceAll(m[1], ",", "")
		if v, err := strconv.ParseFloat(plain, 64); err == nil && m[2] != "" {
			plain = strconv.FormatFloat(v*10000, 'f', -1, 64)
		}
		if form.MatchString(plain) {
			return c.wrong(n, at, catalog.SchemaNumberOnly.With(said, source.Brief(typed)), catalog.SchemaWrite.With(plain))
		}
	}
	if v, ok := chineseNumber(typed); ok {
		return c.wrong(n, at, catalog.SchemaNumberOnly.With(said, source.Brief(typed)), catalog.SchemaWrite.With(strconv.Itoa(v)))
	}
	return c.wrong(n, at, needs.With(said, source.Brief(typed)), c.likeExample(at))
}

// endsLine reports whether nothing follows a value on its line.
func (c *check) endsLine(n *yaml.Node) bool {
	end := c.doc.NodeRange(n).End
	line := []rune(c.doc.Line(end.Line))
	return strings.TrimSpace(string(line[min(end.Column-1, len(line)):])) == ""
}

// chineseNumber reads 一 to 九十九, 两, with a measure word after it.
func chineseNumber(text string) (int, bool) {
	text = strings.TrimRight(text, "人位名份个间辆件桌")
	const digits = "一二三四五六七八九"
	tens, ones, ten := 0, 0, false
	for _, r := range text {
		switch i := strings.IndexRune(digits, r); {
		case r == '十' && !ten:
			tens, ones, ten = max(1, ones), 0, true
		case r == '两' && ones == 0:
			ones = 2
		case i >= 0 && ones == 0:
			ones = i/len("一") + 1
		default:
			return 0, false
		}
	}
	return tens*10 + ones, tens+ones > 0
}

// Words that people type for true and false.
var truths = map[string]string{
	"yes": "true", "y": "true", "on": "true", "是": "true", "有": "true", "需要": "true", "要": "true", "对": "true", "√": "true", "t": "true",
	"no": "false", "n": "false", "off": "false", "否": "false", "无": "false", "没有": "false", "不需要": "false", "不": "false", "不要": "false", "×": "false", "f": "false",
	"true": "true", "false": "false", "1": "true", "0": "false",
}

// truth checks a value that must be true or false.
func (c *check) truth(n *yaml.Node, out reflect.Value, at *step) bool {
	if n.Kind != yaml.ScalarNode {
		return c.otherKind(catalog.SchemaAboutTruth, n, at, c.likeExample(at))
	}
	if n.Tag == "!!bool" && !quoted(n) {
		if out.IsValid() && out.Kind() == reflect.Bool {
			out.SetBool(strings.EqualFold(n.Value, "true"))
		}
		return true
	}
	typed := n.Value
	if inner, ok := unquoteCurly(typed); ok {
		typed = inner
	}
	typed = strings.ToLower(plan.Narrow(typed))
	if strings.TrimSpace(typed) == "" {
		return c.wrong(n, at, catalog.SchemaBlank.With(at.said()), c.likeExample(at))
	}
	meant := truths[strings.TrimRight(typed, "。.!")]
	if meant == "" {
		meant = closest(typed, []string{"true", "false"})
	}
	if meant == "" && (strings.HasPrefix(typed, "未") || strings.HasPrefix(typed, "没") || strings.HasPrefix(typed, "不") || strings.HasPrefix(typed, "无")) {
		meant = "false"
	}
	if meant == "" && strings.HasPrefix(typed, "已") {
		meant = "true"
	}
	switch {
	case meant == typed && quoted(n):
		return c.wrong(n, at, catalog.SchemaUnquoteTruth.With(at.said()), catalog.SchemaWrite.With(meant), c.instead(n, meant))
	case meant != "":
		return c.wrong(n, at, catalog.SchemaNeedsTruth.With(at.said(), source.Brief(n.Value)), catalog.SchemaWrite.With(meant), c.instead(n, meant))
	}
	return c.wrong(n, at, catalog.SchemaNeedsTruth.With(at.said(), source.Brief(n.Value)), c.likeExample(at))
}
