package plan

import (
	"testing"
	"time"
)

func TestParseTime(t *testing.T) {
	for s, ok := range map[string]bool{
		"2026-12-03 09:30":    true,
		"2028-02-29 00:00":    true, // a leap year
		"2026-02-29 00:00":    false,
		"2026-12-03 24:00":    false,
		"2026-12-03 9:30":     false,
		"2026-12-03  9:30":    false,
		"2026-12-03T09:30":    false,
		"2026-12-03 09:30:00": false,
		"2026-12-03":          false,
		"":                    false,
	} {
		got, err := ParseTime(s)
		if (err == nil) != ok || ok && got != Time(s) {
			t.Errorf("ParseTime(%q) = %q, %v", s, got, err)
		}
	}
}

func TestTimeOnTheWallClock(t *testing.T) {
	at := Time("2026-12-31 23:50")
	if got := at.Add(15); got != "2027-01-01 00:05" {
		t.Errorf("a quarter of an hour later: %q", got)
	}
	if got := at.Date().Add(60); got != "2027-03-01" {
		t.Errorf("sixty days later: %q", got)
	}
	if got := at.Date().At("08:00").Add(-24 * 60); got != "2026-12-30 08:00" {
		t.Errorf("the day before at eight: %q", got)
	}
	if at.Month() != 12 || at.Clock() != "23:50" || at.Date().Weekday() != time.Thursday {
		t.Errorf("parts: %d %s %s", at.Month(), at.Clock(), at.Date().Weekday())
	}
	var none Time
	if none.Add(5) != "" || none.Date() != "" || none.Month() != 0 || none.Clock() != "" || !none.In(time.UTC).IsZero() {
		t.Error("the empty Time has parts")
	}
}

func TestAddIsWhatPackageTimeSays(t *testing.T) {
	for minutes := -3000; minutes <= 3000; minutes += 7 {
		const at = Time("2028-02-29 13:07")
		if got, want := at.Add(minutes), TimeOf(at.In(time.UTC).Add(time.Duration(minutes)*time.Minute), time.UTC); got != want {
			t.Errorf("%d minutes: %s, want %s", minutes, got, want)
		}
	}
}

func TestTimeInAZoneAndBack(t *testing.T) {
	shanghai, err := time.LoadLocation("Asia/Shanghai")
	if err != nil {
		t.Fatal(err)
	}
	at := Time("2026-12-03 09:30")
	if got := at.In(shanghai).UTC().Format(TimeLayout); got != "2026-12-03 01:30" {
		t.Errorf("in UTC: %s", got)
	}
	if got := TimeOf(at.In(shanghai), shanghai); got != at {
		t.Errorf("and back: %s", got)
	}
}

func FuzzParseTime(f *testing.F) {
	f.Add("2026-12-03 09:30")
	f.Add("2026-02-30 10:00")
	f.Add("２０２６-12-03 09:30")
	f.Add("1900-02-29 10:00")
	f.Add("2000-02-29 23:59")
	f.Fuzz(func(t *testing.T, s string) {
		for _, layout := range []string{TimeLayout, DateLayout} {
			want, err := time.Parse(layout, s)
			m, ok := read(s, layout)
			if ok != (err == nil && want.Format(layout) == s) || ok && !m.in(time.UTC).Equal(want) {
				t.Errorf("%q is %v, %v; package time says %v, %v", s, m, ok, want, err)
			}
		}
		at, err := ParseTime(s)
		if err != nil {
			return
		}
		if string(at) != s || TimeOf(at.In(time.UTC), time.UTC) != at {
			t.Errorf("%q became %q", s, at)
		}
	})
}
