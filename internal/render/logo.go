package render

import (
	"bytes"
	"encoding/base64"
	"encoding/xml"
	"errors"
	"fmt"
	"html/template"
	"image/png"
	"io"
	"io/fs"
	"strings"

	"usher/internal/catalog"
)

// maxLogo is the most that a logo may have: it goes into every sheet.
const maxLogo = 64 << 10

// logo is logo.svg, else logo.png of the templates, as a data URL for an <img>,
// where nothing in it runs and nothing is fetched; empty where there is none.
func logo(files fs.FS) (template.URL, error) {
	for _, kind := range []struct {
		name, media string
		check       func([]byte) error
	}{{"logo.svg", "image/svg+xml", isSVG}, {"logo.png", "image/png", isPNG}} {
		data, err := fs.ReadFile(files, kind.name)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			continue
		case err != nil:
			return "", fmt.Errorf("reading the logo: %w", err)
		case len(data) > maxLogo:
			return "", &catalog.Error{Text: catalog.ErrLogoLarge.With(kind.name, maxLogo>>10)}
		}
		if err := kind.check(data); err != nil {
			return "", &catalog.Error{Text: catalog.ErrLogo.With(kind.name), Err: err}
		}
		return template.URL("data:" + kind.media + ";base64," + base64.StdEncoding.EncodeToString(data)), nil
	}
	return "", nil
}

func isPNG(data []byte) error {
	size, err := png.DecodeConfig(bytes.NewReader(data))
	if err == nil && (size.Width > 4096 || size.Height > 4096) {
		return fmt.Errorf("it is %d by %d pixels, and 4096 is the most", size.Width, size.Height)
	}
	return err
}

// isSVG holds that the data is one svg element, without entities, which could
// make much of little.
func isSVG(data []byte) error {
	d := xml.NewDecoder(bytes.NewReader(data))
	depth, roots := 0, 0
	for {
		token, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			return err
		}
		switch token := token.(type) {
		case xml.StartElement:
			if depth == 0 {
				if roots++; token.Name.Local != "svg" {
					return fmt.Errorf("its first element is <%s>", token.Name.Local)
				}
			}
			depth++
		case xml.EndElement:
			depth--
		case xml.Directive:
			if strings.Contains(strings.ToUpper(string(token)), "ENTITY") {
				return errors.New("it declares entities")
			}
		}
	}
	if roots != 1 {
		return errors.New("it has no svg element")
	}
	return nil
}
