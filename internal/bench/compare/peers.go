//go:build unix

package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"gopkg.in/yaml.v3"
)

// asPeer is the first argument of a run of this program that is one of the peers:
// each is a process of its own, as usher is.
const asPeer = "-peer"

func (l *lab) peer(kind, name string) *exec.Cmd {
	return exec.Command(l.self, asPeer, kind, filepath.Join(l.dir, name), filepath.Join(l.schema, "visit.schema.json"))
}

// peer does what a peer does with each plan of a folder: the arguments are which peer,
// the folder and the JSON Schema.
func peer(args []string) error {
	if len(args) != 3 {
		return fmt.Errorf("%s takes three arguments", asPeer)
	}
	files, err := filepath.Glob(filepath.Join(args[1], "visits", "*", "*", "*.yaml"))
	if err != nil || len(files) == 0 {
		return fmt.Errorf("no plans in %s: %v", args[1], err)
	}
	var work func(data []byte)
	switch args[0] {
	case "read":
		work = func([]byte) {}
	case "yaml":
		work = func(data []byte) {
			var node yaml.Node
			_ = yaml.Unmarshal(data, &node) // some are broken on purpose
		}
	case "jsonschema":
		schema, err := jsonschema.NewCompiler().Compile(args[2])
		if err != nil {
			return err
		}
		work = func(data []byte) {
			var value any
			if yaml.Unmarshal(data, &value) == nil {
				_ = schema.Validate(value) // what it finds fault with is no matter
			}
		}
	default:
		return fmt.Errorf("no peer %q", args[0])
	}
	return onAllCores(files, work)
}

func onAllCores(files []string, work func([]byte)) error {
	var next atomic.Int64
	errs := make([]error, runtime.GOMAXPROCS(0))
	var group sync.WaitGroup
	for k := range errs {
		group.Go(func() {
			for i := next.Add(1) - 1; int(i) < len(files) && errs[k] == nil; i = next.Add(1) - 1 {
				var data []byte
				if data, errs[k] = os.ReadFile(files[i]); errs[k] == nil {
					work(data)
				}
			}
		})
	}
	group.Wait()
	return errors.Join(errs...)
}
