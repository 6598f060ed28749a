package source_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"usher/internal/source"
)

const least = "category: C\n"

// write makes files under a new root; a path that ends in "/" is a folder.
func write(t *testing.T, files map[string]string) string {
	t.Helper()
	root := t.TempDir()
	for name, data := range files {
		file := filepath.Join(root, filepath.FromSlash(name))
		dir := filepath.Dir(file)
		if strings.HasSuffix(name, "/") {
			dir = file
		}
		if err := os.MkdirAll(dir, 0o777); err != nil {
			t.Fatal(err)
		}
		if dir != file {
			if err := os.WriteFile(file, []byte(data), 0o666); err != nil {
				t.Skipf("this file system has no name %q: %v", name, err)
			}
		}
	}
	return root
}

func discover(t *testing.T, root string) (paths, told []string) {
	t.Helper()
	files, found, err := source.Discover(root)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		paths = append(paths, f.Path)
	}
	for _, d := range found {
		if d.Hint.EN == "" || d.Hint.ZH == "" || d.Message.ZH == "" {
			t.Errorf("not said: %+v", d)
		}
		line := d.File + " " + d.Rule + ": " + d.Message.EN + " — " + d.Hint.EN
		for _, n := range d.Notes {
			line += " (" + n.File + ")"
		}
		told = append(told, line)
	}
	return paths, told
}

func TestDiscover(t *testing.T) {
	root := write(t, map[string]string{
		"visits/2026/12/b.yaml":      least,
		"visits/a.yml":               least,
		"visits/README.md":           "no plan",
		"visits/.hidden.yaml":        "no plan",
		"visits/.drafts/c.yaml":      "no plan",
		"visits/2026/notes.yaml.bak": "no plan",
		"other/d.yaml":               "no plan",
	})
	paths, told := discover(t, root)
	if diff := cmp.Diff([]string{"visits/2026/12/b.yaml", "visits/a.yml"}, paths); diff != "" {
		t.Error(diff)
	}
	if told != nil {
		t.Error(told)
	}
}

// A sealed file belongs to the plan of its name; one without is told of.
func TestDiscoverSealed(t *testing.T) {
	root := write(t, map[string]string{
		"visits/2026/a.yaml": least, "visits/2026/a.age": "sealed",
		"visits/2026/b.yml": least, "visits/b.age": "elsewhere", "visits/.c.age": "hidden",
		"visits/large.yaml": least, "visits/large.age": strings.Repeat("x", source.MaxSealed+2),
	})
	files, told, err := source.Discover(root)
	if err != nil {
		t.Fatal(err)
	}
	reader, err := source.NewReader(root)
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	for i, want := range []int{len("sealed"), -1, source.MaxSealed + 1} {
		if files[i].Paired != (want >= 0) {
			t.Errorf("%s: paired: %v", files[i].Path, files[i].Paired)
		}
		data, err := reader.Sealed(files[i].Path)
		if err != nil || (data == nil) != (want < 0) || data != nil && len(data) != want {
			t.Errorf("%s: %d bytes, %v", files[i].Path, len(data), err)
		}
	}
	if len(told) != 1 || told[0].File != "visits/b.age" || told[0].Rule != source.RuleSealedMissing {
		t.Errorf("%+v", told)
	}
}

func TestDiscoverIDs(t *testing.T) {
	root := write(t, map[string]string{
		"visits/2026/hengtai.yaml":   least,
		"visits/2027/hengtai.yml":    least,
		"visits/Hengtai Review.yaml": least,
		"visits/华清.yaml":             least,
		"visits/a_b.yaml":            least,
		"visits/-.yaml":              least,
		"visits/bell\a.yaml":         least,
		"visits/upper.YAML":          least,
		"visits/windows.yaml.txt":    least,
	})
	paths, told := discover(t, root)
	want := []string{
		"visits/-.yaml plan-id: the file's name is the plan's id and cannot be “-”: only lower-case letters, digits, and single hyphens between them — rename the file, for example to customer-visit.yaml",
		"visits/2027/hengtai.yml plan-id: another plan already has the id “hengtai”: visits/2026/hengtai.yaml — rename one of the two files (visits/2026/hengtai.yaml)",
		"visits/Hengtai Review.yaml plan-id: the file's name is the plan's id and cannot be “Hengtai Review”: only lower-case letters, digits, and single hyphens between them — rename the file, for example to hengtai-review.yaml",
		"visits/a_b.yaml plan-id: the file's name is the plan's id and cannot be “a_b”: only lower-case letters, digits, and single hyphens between them — rename the file, for example to a-b.yaml",
		"visits/bell\a.yaml plan-id: the file's name is the plan's id and cannot be “bell\uFFFD”: only lower-case letters, digits, and single hyphens between them — rename the file, for example to bell.yaml",
		"visits/upper.YAML plan-id: “upper.YAML” does not end in .yaml, so it is not read as a plan — rename the file, for example to upper.yaml",
		"visits/windows.yaml.txt plan-id: “windows.yaml.txt” does not end in .yaml, so it is not read as a plan — rename the file, for example to windows.yaml",
		"visits/华清.yaml plan-id: the file's name is the plan's id and cannot be “华清”: only lower-case letters, digits, and single hyphens between them — rename the file, for example to customer-visit.yaml",
	}
	if diff := cmp.Diff(want, told); diff != "" {
		t.Error(diff)
	}
	if len(paths) != 7 {
		t.Errorf("an ill-named plan is read all the same: %q", paths)
	}
}

func TestDiscoverLinks(t *testing.T) {
	root := write(t, map[string]string{"visits/": "", "outside/plan.yaml": least})
	for name, to := range map[string]string{
		"visits/linked.yaml": filepath.Join(root, "outside", "plan.yaml"),
		"visits/broken.yaml": "nowhere",
		"visits/folder":      filepath.Join(root, "outside"),
		"visits/loop":        "loop",
	} {
		if err := os.Symlink(to, filepath.Join(root, name)); err != nil {
			t.Skip("no links here:", err)
		}
	}
	paths, told := discover(t, root)
	const link = " yaml-syntax: this is a link to another place; links are not followed — put the file itself here"
	if diff := cmp.Diff([]string{"visits/broken.yaml" + link, "visits/folder" + link, "visits/linked.yaml" + link}, told); diff != "" {
		t.Error(diff)
	}
	if paths != nil {
		t.Errorf("read %q", paths)
	}
}

// More than a plan may have is not read into memory.
func TestDiscoverLarge(t *testing.T) {
	root := write(t, map[string]string{"visits/large.yaml": strings.Repeat("#", 2*source.MaxBytes)})
	files, _, err := source.Discover(root)
	if err != nil || len(files) != 1 || len(files[0].Data) != source.MaxBytes+1 {
		t.Fatal(err, len(files), len(files[0].Data))
	}
}

func TestDiscoverFails(t *testing.T) {
	for name, root := range map[string]string{
		"no such root":        filepath.Join(t.TempDir(), "none"),
		"no visits":           t.TempDir(),
		"visits is not a dir": write(t, map[string]string{"visits": "x"}),
	} {
		if _, _, err := source.Discover(root); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}
