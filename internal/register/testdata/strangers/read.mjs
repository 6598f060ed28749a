// Reads a workbook, in base64 on standard input, with SheetJS, and writes what it
// understood: of each sheet, its cells by name with type, value, formula and format.
import { readFileSync } from 'node:fs';
import XLSX from 'xlsx';

const book = XLSX.read(readFileSync(0, 'utf8'), { type: 'base64', cellNF: true, cellFormula: true });
const sheets = book.SheetNames.map((name) => ({
  name,
  cells: Object.fromEntries(
    Object.entries(book.Sheets[name])
      .filter(([at]) => !at.startsWith('!'))
      .map(([at, c]) => [at, { type: c.t, value: c.v ?? null, formula: c.f ?? '', format: c.z ?? '', shown: c.w ?? '' }]),
  ),
}));
process.stdout.write(JSON.stringify({ created: book.Props.CreatedDate, modified: book.Props.ModifiedDate, sheets }));
