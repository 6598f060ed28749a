package render

import (
	"fmt"
	"strconv"

	"rsc.io/qr"
)

// QR is a QR code (ISO/IEC 18004) as one SVG path in a square of Size by Size
// modules, without the quiet zone: templates leave four modules of white around it.
type QR struct {
	Size int
	Path string // the d attribute: one rectangle for each run of dark modules
}

func qrCode(text string) (QR, error) {
	if text == "" {
		return QR{}, nil
	}
	code, err := qr.Encode(text, qr.M)
	if err != nil {
		return QR{}, fmt.Errorf("making a QR code of %d characters: %w", len(text), err)
	}
	var path []byte
	for y := range code.Size {
		for x := 0; x < code.Size; x++ {
			from := x
			for code.Black(x, y) {
				x++
			}
			if n := x - from; n > 0 {
				path = append(path, 'M')
				path = strconv.AppendInt(path, int64(from), 10)
				path = append(path, ' ')
				path = strconv.AppendInt(path, int64(y), 10)
				path = append(path, 'h')
				path = strconv.AppendInt(path, int64(n), 10)
				path = append(path, "v1h-"...)
				path = strconv.AppendInt(path, int64(n), 10)
				path = append(path, 'z')
			}
		}
	}
	return QR{Size: code.Size, Path: string(path)}, nil
}
