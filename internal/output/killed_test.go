//go:build linux || darwin

package output

import (
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// Real processes that write: this test's own program, told by the environment what
// to write and how large a file may become.
func TestMain(m *testing.M) {
	dir := os.Getenv("USHER_TEST_WRITE_TO")
	if dir == "" {
		os.Exit(m.Run())
	}
	if limit, err := strconv.ParseUint(os.Getenv("USHER_TEST_LIMIT"), 10, 63); err == nil {
		signal.Ignore(syscall.SIGXFSZ) // so that a file too large is an error, as on a full disk
		if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: limit, Max: limit}); err != nil {
			panic(err)
		}
	}
	first, _ := strconv.Atoi(os.Getenv("USHER_TEST_FIRST"))
	for n := first; n == first || os.Getenv("USHER_TEST_FOREVER") != ""; n++ {
		if _, err := Write(dir, Set{Files: edition(n), Stale: all}); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
	os.Exit(0)
}

// edition is what the n-th run writes: some files stay, some change, some come and go.
func edition(n int) []File {
	files := []File{file("same.html", "the same"), file("index.html", fmt.Sprint("index ", n))}
	for i := range 8 {
		if (n+i)%3 > 0 {
			files = append(files, file(fmt.Sprintf("visit-%d/sheet.html", i), strings.Repeat(fmt.Sprintln("edition", n), 2000)))
		}
	}
	return files
}

func child(t *testing.T, dir string, env ...string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self)
	cmd.Env = append(os.Environ(), append(env, "USHER_TEST_WRITE_TO="+dir)...)
	return cmd
}

// sheets are the files of a folder without what this package notes down for itself.
func sheets(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := tree(t, dir)
	maps.DeleteFunc(all, func(name, _ string) bool { return strings.HasPrefix(name, ".usher-") })
	return all
}

// Where there is no room for new files, those that are there stay.
func TestDiskIsFull(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	write(t, dir, all, edition(1)...)
	before := tree(t, dir)
	var talk strings.Builder
	cmd := child(t, dir, "USHER_TEST_FIRST=2", "USHER_TEST_LIMIT=16384")
	cmd.Stderr = &talk
	if err := cmd.Run(); err == nil || !strings.Contains(talk.String(), "file too large") {
		t.Fatalf("wrote more than there is room for: %v, %s", err, talk.String())
	}
	if diff := cmp.Diff(before, tree(t, dir)); diff != "" {
		t.Errorf("(-before +after):\n%s", diff)
	}
}

// A folder that may not be written to stays as it is, also for root, who is somebody
// else while trying.
func TestReadOnlyFolder(t *testing.T) {
	base, err := os.MkdirTemp("", "usher-output")
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(base)
	dir := filepath.Join(base, "out")
	write(t, dir, all, edition(1)...)
	before := tree(t, dir)
	for _, d := range []string{base, dir} {
		if err := os.Chmod(d, 0o555); err != nil {
			t.Fatal(err)
		}
		defer os.Chmod(d, 0o755)
	}
	var talk strings.Builder
	cmd := child(t, dir, "USHER_TEST_FIRST=2")
	if os.Geteuid() == 0 {
		cmd.Path = copied(t, base, cmd.Path)
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
		cmd.Dir = base
	}
	cmd.Stderr = &talk
	if err := cmd.Run(); err == nil || !strings.Contains(talk.String(), "permission denied") {
		t.Fatalf("wrote to a folder that is read-only: %v, %s", err, talk.String())
	}
	if diff := cmp.Diff(before, tree(t, dir)); diff != "" {
		t.Errorf("(-before +after):\n%s", diff)
	}
}

// copied puts a program where everybody may run it.
func copied(t *testing.T, dir, program string) string {
	t.Helper()
	from, err := os.Open(program)
	if err != nil {
		t.Fatal(err)
	}
	defer from.Close()
	name := filepath.Join(dir, "program")
	to, err := os.OpenFile(name, os.O_CREATE|os.O_WRONLY, 0o755)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(to, from); err != nil {
		t.Fatal(err)
	}
	if err := to.Close(); err != nil {
		t.Fatal(err)
	}
	return name
}

// However often a run is killed, wherever it is: each file is whole, what somebody
// else put there is there, and the next run takes all the rest for its own.
func TestKilledInTheMiddle(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	write(t, dir, all, edition(0)...)
	mine := filepath.Join(dir, "visit-0", "notes.txt")
	if err := os.MkdirAll(filepath.Dir(mine), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(mine, []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	for n := range 40 {
		cmd := child(t, dir, "USHER_TEST_FOREVER=1", fmt.Sprint("USHER_TEST_FIRST=", n))
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(15*time.Millisecond + time.Duration(rand.IntN(20_000))*time.Microsecond)
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = cmd.Wait() // killed
		for name, text := range sheets(t, dir) {
			if len(text) == 0 || strings.HasSuffix(name, "sheet.html") && strings.Count(text, strings.SplitAfter(text, "\n")[0]) != 2000 {
				t.Fatalf("%s is torn: %d bytes", name, len(text))
			}
		}
	}
	write(t, dir, all, edition(3)...)
	want := map[string]string{"visit-0/notes.txt": "mine"}
	for _, f := range edition(3) {
		want[f.Name] = string(f.Data)
	}
	if diff := cmp.Diff(want, sheets(t, dir)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
