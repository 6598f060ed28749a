// Command usher checks customer visit plans and prints their sheets.
//
// This is the only place that knows the command line, the terminal, the clock
// and the environment; each verb has a file of its own.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"strings"
	"time"
	_ "time/tzdata" // the company's zone, also where the system has no zone database

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"golang.org/x/term"

	"usher/internal/catalog"
)

func main() {
	collectLess(beforeReading)
	s := session{stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr, env: os.Getenv, now: time.Now(), store: stored()}
	s.typed = term.IsTerminal(int(os.Stdin.Fd()))
	if out := int(os.Stdout.Fd()); term.IsTerminal(out) {
		s.terminal = true
		s.width, _, _ = term.GetSize(out) // 0 where it cannot tell
	}
	s.talking = term.IsTerminal(int(os.Stderr.Fd()))
	os.Exit(run(os.Args[1:], s))
}

// How much garbage may gather before it is collected, in percent of what is in use.
// Most of what is read to get ready stays; of the plans, each is soon let go of. At
// these figures a check of many plans takes a fifth less time than at Go's 100, and
// stays below 100 MB.
const (
	beforeReading = 400
	whileReading  = 200
	few           = 100 // plans that are read before there is much garbage
)

// collectAsFor lets as much garbage gather as is right for so many plans.
func collectAsFor(plans int) {
	if plans > few {
		collectLess(whileReading)
	}
}

// collectLess lets more garbage gather, unless the user says how much.
func collectLess(percent int) {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(percent)
	}
}

// session is what one run of the program is given from outside.
type session struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	env            func(string) string
	now            time.Time
	terminal       bool // stdout is a terminal
	width          int  // of the terminal, in columns; 0 is not known
	talking        bool // stderr is a terminal: progress may be shown
	lang           catalog.Lang
	dir            string // -C, or the current folder
	typed          bool   // stdin is a terminal: somebody can be asked
	dog            *watchdog
	store          *store // where what checks found is kept; nil: nowhere
}

// The exit status (design.md).
const (
	exitClean    = 0
	exitFindings = 1
	exitFailed   = 2
)

// errFindings says that the work was done and errors were found: exit status 1.
var errFindings = errors.New("findings")

// run is the program: arguments in, exit status out.
func run(args []string, s session) int {
	lang, err := language(args, s.env)
	s.lang = lang
	s.dog = &watchdog{limit: evaluationLimit, bark: s.giveUp}
	if err == nil {
		root := command(&s)
		root.SetArgs(args)
		err = root.Execute()
	}
	switch {
	case err == nil:
		return exitClean
	case errors.Is(err, errFindings):
		return exitFindings
	default:
		s.say("usher: " + tell(err, s.lang))
		return exitFailed
	}
}

// language is the one to speak: --lang, else USHER_LANG, else the locale's. It
// is needed before the arguments are parsed, since their help speaks it too.
func language(args []string, env func(string) string) (catalog.Lang, error) {
	flags := pflag.NewFlagSet("usher", pflag.ContinueOnError)
	flags.ParseErrorsAllowlist.UnknownFlags = true
	flags.SetOutput(io.Discard)
	flags.Usage = func() {}
	asked := flags.String("lang", "", "")
	flags.BoolP("help", "h", false, "")
	_ = flags.Parse(args) // cobra parses them again, and complains
	fallback := locale(env)
	for _, word := range []string{*asked, env("USHER_LANG")} {
		switch {
		case word == "":
		case strings.EqualFold(word, string(catalog.ZH)):
			return catalog.ZH, nil
		case strings.EqualFold(word, string(catalog.EN)):
			return catalog.EN, nil
		default:
			return fallback, &catalog.Error{Text: catalog.ErrLang.With(word, "en, zh")}
		}
	}
	return fallback, nil
}

// locale reads the POSIX variables in their order of precedence.
func locale(env func(string) string) catalog.Lang {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if v := env(name); v != "" {
			if strings.HasPrefix(strings.ToLower(v), "zh") {
				return catalog.ZH
			}
			return catalog.EN
		}
	}
	return catalog.EN
}

// tell puts an error in the user's language where one of its causes can.
func tell(err error, lang catalog.Lang) string {
	var told interface{ In(catalog.Lang) string }
	if errors.As(err, &told) {
		return told.In(lang)
	}
	return err.Error()
}

// say talks to the user, beside the output.
func (s *session) say(line string) { fmt.Fprintln(s.stderr, line) }

// usage turns a complaint about the command line into an error that says where
// help is.
func (s *session) usage(cmd *cobra.Command, err error) error {
	return &catalog.Error{Text: catalog.ErrUsage.With(err.Error(), cmd.CommandPath())}
}
