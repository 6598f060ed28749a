package jsonschema_test

import (
	"bytes"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"

	"usher/internal/check"
	"usher/internal/jsonschema"
)

var update = flag.Bool("update", false, "write what is generated over what is committed")

// root is the root of the repository, from here.
var root = filepath.Join("..", "..")

func builtIn(t testing.TB) *check.Checker {
	t.Helper()
	return rules(t, fstest.MapFS{})
}

func rules(t testing.TB, own fs.FS) *check.Checker {
	t.Helper()
	c, err := check.Rules(own)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func generate(t testing.TB, c *check.Checker) []byte {
	t.Helper()
	data, err := jsonschema.Generate(c.Schema(), c.Policies())
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// The committed schema is what "usher schema" prints for this repository.
func TestCommittedSchemaIsFresh(t *testing.T) {
	data := generate(t, rules(t, os.DirFS(root)))
	file := filepath.Join(root, filepath.FromSlash(jsonschema.File))
	if *update {
		if err := os.WriteFile(file, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	committed, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(data, committed) {
		t.Errorf("%s is stale: run go test ./internal/jsonschema -update", jsonschema.File)
	}
}
