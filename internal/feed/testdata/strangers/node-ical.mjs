// As ical.mjs, with node-ical.
import { readFileSync } from 'node:fs';
import ical from 'node-ical';

const out = {};
for (const [name, text] of Object.entries(JSON.parse(readFileSync(0, 'utf8')))) {
  out[name] = Object.values(ical.sync.parseICS(text))
    .filter((component) => component.type === 'VEVENT')
    .map((event) => ({
      uid: event.uid,
      sequence: Number(event.sequence),
      start: event.start.toISOString(),
      end: event.end.toISOString(),
      summary: event.summary,
      location: event.location ?? '',
      description: event.description ?? '',
      status: event.status,
      stamp: event.dtstamp.toISOString(),
    }));
}
process.stdout.write(JSON.stringify(out));
