package plan

import "time"

// Time is a minute on the company's wall clock, written "2006-01-02 15:04". It
// carries no zone: the company's zone is policy. The empty Time is "not stated".
// Times compare as strings do.
type Time string

// Date is a day in the company's zone, written "2006-01-02". Empty is "not stated".
type Date string

// TimeLayout and DateLayout are the forms of plan-format.md, for package time.
const (
	TimeLayout = "2006-01-02 15:04"
	DateLayout = "2006-01-02"
)

// ParseTime reads "2006-01-02 15:04" exactly: two digits each, a real day, 00:00 to 23:59.
func ParseTime(s string) (Time, error) {
	if _, ok := read(s, TimeLayout); !ok {
		return "", &time.ParseError{Layout: TimeLayout, Value: s}
	}
	return Time(s), nil
}

// ParseDate reads "2006-01-02" exactly, a real day.
func ParseDate(s string) (Date, error) {
	if _, ok := read(s, DateLayout); !ok {
		return "", &time.ParseError{Layout: DateLayout, Value: s}
	}
	return Date(s), nil
}

// moment is what the digits of a time or a date say.
type moment struct{ year, month, day, hour, minute int }

// read takes a text that has a digit where the layout has one, and else the same
// characters. Package time would take a sixth of the time of a whole check, and
// reads " 9:30" as well.
func read(s, layout string) (m moment, ok bool) {
	if len(s) != len(layout) {
		return moment{}, false
	}
	for i := range len(s) {
		if digit := layout[i] >= '0' && layout[i] <= '9'; digit != (s[i] >= '0' && s[i] <= '9') || !digit && s[i] != layout[i] {
			return moment{}, false
		}
	}
	two := func(i int) int { return int(s[i]-'0')*10 + int(s[i+1]-'0') }
	m = moment{year: two(0)*100 + two(2), month: two(5), day: two(8)}
	if layout == TimeLayout {
		m.hour, m.minute = two(11), two(14)
	}
	return m, m.month >= 1 && m.month <= 12 && m.day >= 1 && m.day <= daysIn(m.year, m.month) && m.hour < 24 && m.minute < 60
}

func daysIn(year, month int) int {
	switch month {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}

func (m moment) in(zone *time.Location) time.Time {
	return time.Date(m.year, time.Month(m.month), m.day, m.hour, m.minute, 0, 0, zone)
}

// TimeOf is the wall-clock minute of an instant in a zone; seconds are cut off.
func TimeOf(t time.Time, zone *time.Location) Time {
	return Time(t.In(zone).Format(TimeLayout))
}

// In is the instant at which the wall clock of the zone shows t. A minute that
// daylight saving skips or repeats is read as package time does. The zero
// instant stands for the empty Time.
func (t Time) In(zone *time.Location) time.Time {
	m, ok := read(string(t), TimeLayout)
	if !ok {
		return time.Time{}
	}
	return m.in(zone)
}

// Add moves the wall clock by whole minutes, without regard to daylight saving.
func (t Time) Add(minutes int) Time {
	if t == "" || minutes == 0 {
		return t
	}
	if len(t) == len(TimeLayout) {
		// Most sums stay within the day.
		day, hour, minute := t[:len(DateLayout)+1], int(t[11]-'0')*10+int(t[12]-'0'), int(t[14]-'0')*10+int(t[15]-'0')
		if sum := hour*60 + minute + minutes; 0 <= sum && sum < 24*60 {
			hour, minute = sum/60, sum%60
			clock := [5]byte{byte('0' + hour/10), byte('0' + hour%10), ':', byte('0' + minute/10), byte('0' + minute%10)}
			return day + Time(clock[:])
		}
	}
	return TimeOf(t.In(time.UTC).Add(time.Duration(minutes)*time.Minute), time.UTC)
}

// Date is the day of t.
func (t Time) Date() Date {
	if len(t) < len(DateLayout) {
		return ""
	}
	return Date(t[:len(DateLayout)])
}

// Clock is the "15:04" of t.
func (t Time) Clock() string {
	if len(t) < len(TimeLayout) {
		return ""
	}
	return string(t[len(DateLayout)+1:])
}

// At is the minute of day d at clock time "15:04".
func (d Date) At(clock string) Time {
	if d == "" {
		return ""
	}
	return Time(string(d) + " " + clock)
}

// Add moves the day by whole days.
func (d Date) Add(days int) Date {
	m, ok := read(string(d), DateLayout)
	if !ok {
		return ""
	}
	return Date(m.in(time.UTC).AddDate(0, 0, days).Format(DateLayout))
}

// AddMonths moves the day by whole months; a day that the month lacks is one of
// the next month, as package time has it.
func (d Date) AddMonths(months int) Date {
	m, ok := read(string(d), DateLayout)
	if !ok {
		return ""
	}
	return Date(m.in(time.UTC).AddDate(0, months, 0).Format(DateLayout))
}

// Weekday is the day of the week of d; Sunday for the empty Date.
func (d Date) Weekday() time.Weekday {
	m, ok := read(string(d), DateLayout)
	if !ok {
		return time.Sunday
	}
	return m.in(time.UTC).Weekday()
}

// Month is the month of t, 1 to 12; 0 for the empty Time.
func (t Time) Month() int {
	if len(t) < len("2006-01") {
		return 0
	}
	return int(t[5]-'0')*10 + int(t[6]-'0')
}

// Year is the year of d; 0 for the empty Date.
func (d Date) Year() int {
	m, ok := read(string(d), DateLayout)
	if !ok {
		return 0
	}
	return m.year
}
