package render_test

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"usher/internal/pdf"
	"usher/internal/render"
)

// pictures holds how each page of each sheet is approved to look. They are looked
// at before they are committed.
var pictures = filepath.Join("testdata", "pictures")

// dpi is enough to see a tick box that is gone, and makes a page 25 kB.
const dpi = 72

// Every page of every sheet, as it comes out of the printer, looks as approved.
func TestPictures(t *testing.T) {
	browser := need(t)
	if _, err := os.Stat(pictures); err != nil && !*update {
		t.Skip("no pictures have been approved: look at the sheets, then run with -update")
	}
	now := map[string]*image.Gray{}
	for _, s := range printAll(t, browser, everything(t, works(t), nil, huaqing())) {
		for i, page := range paint72(t, s.pdf) {
			name := strings.NewReplacer("/", "-", ".html", "").Replace(s.Name)
			now[fmt.Sprintf("%s-%d.png", name, i+1)] = page
		}
	}
	if *update {
		if err := os.RemoveAll(pictures); err != nil {
			t.Fatal(err)
		}
		for name, page := range now {
			save(t, filepath.Join(pictures, name), page)
		}
	}
	approved, err := filepath.Glob(filepath.Join(pictures, "*.png"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range approved {
		if name := filepath.Base(file); now[name] == nil {
			t.Errorf("%s is approved, and no such page is printed", name)
		}
	}
	var seen string // where to look at what differs
	for name, page := range now {
		want := load(t, filepath.Join(pictures, name))
		if want == nil {
			t.Errorf("%s is not approved yet", name)
			want = image.NewGray(image.Rectangle{})
		} else if where := differ(want, page); len(where) > 0 {
			t.Errorf("%s looks other than approved, at %v", name, where)
		} else {
			continue
		}
		if seen == "" {
			if seen, err = os.MkdirTemp("", "usher-pictures-"); err != nil {
				t.Fatal(err)
			}
		}
		name = strings.TrimSuffix(name, ".png")
		save(t, filepath.Join(seen, name+"-approved.png"), want)
		save(t, filepath.Join(seen, name+"-now.png"), page)
		save(t, filepath.Join(seen, name+"-difference.png"), overlay(want, page))
	}
	if seen != "" {
		t.Errorf("look at %s, and run with -update if this is right:\n\tgo test ./internal/render -run TestPictures -update", seen)
	}
}

// sheetPDF is a sheet and its print.
type sheetPDF struct {
	render.Sheet
	pdf []byte
}

// printAll prints sheets as usher render --pdf does.
func printAll(t *testing.T, browser string, sheets []render.Sheet) []sheetPDF {
	t.Helper()
	out := make([]sheetPDF, len(sheets))
	pages := make([]pdf.Page, len(sheets))
	for i, s := range sheets {
		out[i].Sheet, pages[i].HTML = s, s.Data
	}
	err := pdf.Print(t.Context(), browser, "", pages, func(i int, p pdf.Printed) error {
		if len(p.Missing) > 0 {
			t.Errorf("%s: no font has %q", out[i].Name, string(p.Missing))
		}
		out[i].pdf = p.PDF
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// paint72 draws the pages of a PDF in grey.
func paint72(t *testing.T, pdf []byte) []*image.Gray {
	t.Helper()
	dir := t.TempDir()
	cmd := exec.Command("pdftoppm", "-r", fmt.Sprint(dpi), "-gray", "-png", "-", filepath.Join(dir, "page"))
	cmd.Stdin = bytes.NewReader(pdf)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("pdftoppm: %v\n%s", err, out)
	}
	files, err := filepath.Glob(filepath.Join(dir, "*.png"))
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(files)
	pages := make([]*image.Gray, len(files))
	for i, file := range files {
		pages[i] = load(t, file)
	}
	return pages
}

// differ lists the patches, of 24 pixels or 8.5 mm on a side, in which two pages
// differ by more than another version of a font or of poppler draws otherwise: a
// twentieth of the pixels by a quarter of black. Pages of different size differ.
func differ(a, b *image.Gray) (where []image.Point) {
	if a.Bounds() != b.Bounds() {
		return []image.Point{b.Bounds().Max}
	}
	const patch, most, shade = 24, 24 * 24 / 20, 64
	for y := 0; y < a.Rect.Max.Y; y += patch {
		for x := 0; x < a.Rect.Max.X; x += patch {
			n := 0
			for v := y; v < min(y+patch, a.Rect.Max.Y); v++ {
				for u := x; u < min(x+patch, a.Rect.Max.X); u++ {
					d := int(a.GrayAt(u, v).Y) - int(b.GrayAt(u, v).Y)
					if max(d, -d) > shade {
						n++
					}
				}
			}
			if n > most {
				where = append(where, image.Pt(x, y))
			}
		}
	}
	return where
}

// overlay shows what is gone in red and what is new in blue.
func overlay(a, b *image.Gray) image.Image {
	out := image.NewRGBA(a.Rect.Union(b.Rect))
	draw.Draw(out, out.Rect, image.White, image.Point{}, draw.Src)
	at := func(g *image.Gray, x, y int) uint8 {
		if !image.Pt(x, y).In(g.Rect) {
			return 255
		}
		return g.GrayAt(x, y).Y
	}
	for y := range out.Rect.Max.Y {
		for x := range out.Rect.Max.X {
			old, new := at(a, x, y), at(b, x, y)
			out.SetRGBA(x, y, color.RGBA{new, min(old, new), old, 255})
		}
	}
	return out
}

func load(t *testing.T, file string) *image.Gray {
	t.Helper()
	data, err := os.ReadFile(file)
	if os.IsNotExist(err) {
		return nil
	}
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	grey, ok := img.(*image.Gray)
	if !ok {
		grey = image.NewGray(img.Bounds())
		draw.Draw(grey, grey.Rect, img, image.Point{}, draw.Src)
	}
	return grey
}

func save(t *testing.T, file string, img image.Image) {
	t.Helper()
	if img.Bounds().Empty() {
		return
	}
	var buf bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&buf, img); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, buf.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

// What must be seen is seen, and what another version draws otherwise is not.
func TestDiffer(t *testing.T) {
	white := func() *image.Gray {
		g := image.NewGray(image.Rect(0, 0, 595, 842))
		draw.Draw(g, g.Rect, image.White, image.Point{}, draw.Src)
		return g
	}
	box := white() // a tick box of 3.9 mm
	for i := range 11 {
		for _, p := range []image.Point{{100 + i, 100}, {100 + i, 110}, {100, 100 + i}, {110, 100 + i}} {
			box.SetGray(p.X, p.Y, color.Gray{Y: 40})
		}
	}
	moved := white() // by a third of a pixel
	for i := range 11 {
		for _, p := range []image.Point{{100 + i, 100}, {100 + i, 110}, {100, 100 + i}, {110, 100 + i}} {
			moved.SetGray(p.X, p.Y, color.Gray{Y: 100})
		}
	}
	if got := differ(white(), box); len(got) == 0 {
		t.Error("a tick box came unseen")
	}
	if got := differ(box, moved); len(got) > 0 {
		t.Errorf("a line drawn a little lighter is a difference at %v", got)
	}
	if got := differ(white(), image.NewGray(image.Rect(0, 0, 842, 595))); len(got) == 0 {
		t.Error("a page on its side came unseen")
	}
}
