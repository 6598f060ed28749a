package source_test

import (
	"fmt"
	"math/rand"
	"os"
	"testing"
	"time"
)

func TestZZ(t *testing.T) {
	full, _ := os.ReadFile("testdata/full.yaml")
	seeds := [][]byte{full}
	for _, name := range mistakes(t) {
		_, text := readMistake(t, name)
		seeds = append(seeds, []byte(text))
	}
	bits := []string{"\n", " ", "  ", ":", ": ", "- ", "-", "[", "]", "{", "}", ",", "，", "：", "、", "\"", "'", "#", " #", "&a", "*a", "!t", "|", ">", "\t", "\u3000", "\u00a0", "？", "”", "“", "％", "%", "---\n", "...\n", "<<<<<<< a\n", "=======\n", ">>>>>>> b\n", "a: b", "x", "0", "\\", "\u200b", "\x01", "［", "］", "】", "<<: *a", "?", "? ", "\r", "\r\n", "@", "`", "\u2028", "\xff"}
	r := rand.New(rand.NewSource(time.Now().UnixNano()))
	end := time.Now().Add(20 * time.Second)
	n := 0
	for time.Now().Before(end) {
		b := append([]byte(nil), seeds[r.Intn(len(seeds))]...)
		for k := r.Intn(6); k >= 0; k-- {
			switch r.Intn(4) {
			case 0, 1:
				i := r.Intn(len(b) + 1)
				s := bits[r.Intn(len(bits))]
				b = append(b[:i:i], append([]byte(s), b[i:]...)...)
			case 2:
				if len(b) > 0 {
					i := r.Intn(len(b))
					j := min(len(b), i+r.Intn(8))
					b = append(b[:i:i], b[j:]...)
				}
			case 3:
				o := seeds[r.Intn(len(seeds))]
				if len(o) > 2 {
					i := r.Intn(len(o))
					j := min(len(o), i+r.Intn(60))
					k := r.Intn(len(b) + 1)
					b = append(b[:k:k], append(append([]byte(nil), o[i:j]...), b[k:]...)...)
				}
			}
		}
		done := make(chan bool)
		var bad error
		go func() {
			defer close(done)
			defer func() {
				if t.Failed() {
					fmt.Printf("INPUT %q\n", b)
				}
				if x := recover(); x != nil {
					bad = fmt.Errorf("%v", x)
				}
			}()
			parseSoundly(t, b)
		}()
		select {
		case <-done:
			if t.Failed() {
				t.Fatalf("%q", b)
			}
			if bad != nil {
				t.Errorf("%v\n%q", bad, b)
				return
			}
		case <-time.After(5 * time.Second):
			t.Fatalf("hang\n%q", b)
		}
		n++
	}
	fmt.Println(n)
}
