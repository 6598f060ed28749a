// Reads {"schema": …, "plans": {name: text}} from standard input, reads each
// plan as YAML 1.2 and holds it against the schema with ajv; writes
// {name: ["/path keyword", …]}.
import { readFileSync } from 'node:fs';
import Ajv2020 from 'ajv/dist/2020.js';
import { parse } from 'yaml';

const { schema, plans } = JSON.parse(readFileSync(0, 'utf8'));

// Strict: a keyword that is neither the standard's nor one of these is an error.
const ajv = new Ajv2020.default({ strict: true, allErrors: true });
ajv.addVocabulary(['markdownDescription', 'enumDescriptions', 'patternErrorMessage', 'defaultSnippets']);
const validate = ajv.compile(schema);

const verdicts = {};
for (const [name, text] of Object.entries(plans)) {
  validate(parse(text, { version: '1.2', schema: 'core' }));
  // That "if" failed says only that its "else" did, which is told.
  verdicts[name] = (validate.errors ?? []).filter((e) => e.keyword !== "if").map((e) => `${e.instancePath} ${e.keyword}`);
}
process.stdout.write(JSON.stringify(verdicts));
