// Writes src/api/schema.d.ts from the pieces of the server's own OpenAPI document, so that the
// console compiles only against what the server says it answers.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import openapiTS, { astToString } from 'openapi-typescript';

const pieces = new URL('../../src/api/openapi/', import.meta.url);
const planned = new URL('../planned/', import.meta.url);
const out = new URL('../src/api/schema.d.ts', import.meta.url);

// As the server joins them: objects member by member, arrays one behind the other.
function add(whole, piece) {
  for (const [name, value] of Object.entries(piece)) {
    const there = whole[name];
    if (there === undefined) whole[name] = value;
    else if (Array.isArray(there)) there.push(...value);
    else if (typeof there === 'object') add(there, value);
    else if (there !== value) throw new Error(`two pieces have the name ${name}`);
  }
}

// What is agreed on but not described by the server yet: the server's own description wins.
function fill(whole, piece) {
  whole.components.schemas = { ...piece.components?.schemas, ...whole.components.schemas };
  for (const [path, item] of Object.entries(piece.paths ?? {}))
    whole.paths[path] = { ...item, ...whole.paths[path] };
}

async function read(folder) {
  const names = await readdir(folder).catch(() => []);
  const files = names.filter((name) => name.endsWith('.json')).sort();
  return Promise.all(
    files.map(async (name) => JSON.parse(await readFile(new URL(name, folder), 'utf8'))),
  );
}

const whole = {};
for (const piece of await read(pieces)) add(whole, piece);
for (const piece of await read(planned)) fill(whole, piece);
// The console speaks to the administration interface alone.
whole.paths = Object.fromEntries(
  Object.entries(whole.paths).filter(([path]) => path.startsWith('/api/v1')),
);

const text = astToString(await openapiTS(whole, { alphabetize: true }));
// An unchanged file keeps its time, so that nothing is built again because of it.
if (text !== (await readFile(out, 'utf8').catch(() => ''))) await writeFile(out, text);
