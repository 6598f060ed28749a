package main

import (
	"embed"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"usher/internal/catalog"
	"usher/internal/report"
)

// listFormats are the formats of the verbs that list things.
var listFormats = []string{"text", "json"}

// listVersion is that of the lists' JSON: a field is added, never changed or removed.
const listVersion = 1

// listing is what a verb lists, in every format.
type listing struct {
	heads []catalog.Text // of the columns; none where they speak for themselves
	rows  [][]string
	none  catalog.Text // said where there is no row
	data  any          // for JSON
}

// formatFlag adds --format to a verb that lists things.
func (s *session) formatFlag(cmd *cobra.Command, format *string) {
	cmd.Flags().StringVar(format, "format", "text", catalog.FlagListFormat.With(strings.Join(listFormats, ", ")).In(s.lang))
}

// list writes a listing in the format asked for.
func (s *session) list(format string, l listing) error {
	var err error
	switch {
	case format == "json":
		err = report.Data(s.stdout, l.data)
	case format != "text":
		return &catalog.Error{Text: catalog.ErrFormat.With(format, strings.Join(listFormats, ", "))}
	case len(l.rows) == 0:
		s.say(l.none.In(s.lang))
	default:
		rows := l.rows
		if len(l.heads) > 0 {
			head := make([]string, len(l.heads))
			for i, h := range l.heads {
				head[i] = h.In(s.lang)
			}
			rows = append([][]string{head}, rows...)
		}
		err = report.Columns(s.stdout, rows)
	}
	if err != nil {
		return fmt.Errorf("writing the list: %w", err)
	}
	return nil
}

// own is the folder whose rules are in force: the root; outside a repository
// nothing is laid over what comes with the program.
func (s *session) own() fs.FS {
	if root, err := s.root(); err == nil {
		return os.DirFS(root)
	}
	return embed.FS{}
}
