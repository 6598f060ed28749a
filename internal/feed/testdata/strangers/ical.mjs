// Reads {name: calendar} from standard input with ical.js and writes what it
// understood of each: {name: [{uid, sequence, start, end, …}]}, moments in UTC.
import { readFileSync } from 'node:fs';
import ICAL from 'ical.js';

const out = {};
for (const [name, text] of Object.entries(JSON.parse(readFileSync(0, 'utf8')))) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  // Only the zone that came along: ical.js has no database of its own.
  for (const zone of calendar.getAllSubcomponents('vtimezone')) {
    ICAL.TimezoneService.register(new ICAL.Timezone(zone), zone.getFirstPropertyValue('tzid'));
  }
  out[name] = calendar.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component);
    return {
      uid: event.uid,
      sequence: event.sequence,
      start: event.startDate.toJSDate().toISOString(),
      end: event.endDate.toJSDate().toISOString(),
      summary: event.summary,
      location: event.location ?? '',
      description: event.description ?? '',
      status: component.getFirstPropertyValue('status'),
      stamp: component.getFirstPropertyValue('dtstamp').toJSDate().toISOString(),
    };
  });
  ICAL.TimezoneService.reset();
}
process.stdout.write(JSON.stringify(out));
