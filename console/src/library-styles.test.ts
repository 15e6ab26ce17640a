import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { expect, test } from 'vitest';

const here = dirname(fileURLToPath(import.meta.url));
const library = dirname(createRequire(import.meta.url).resolve('@mantine/core/styles.css'));
const entry = join(library, 'esm/index.mjs');
// The library of toasts, whose toasts are the other library's widget.
const toasts = join(library, '../notifications/esm');

const read = (path: string) => readFileSync(path, 'utf8');

/** The first group of each place in `text` that `pattern` fits. */
function captures(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map((match) => match[1] ?? '');
}

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((item) => {
    const path = join(folder, item.name);
    if (item.isDirectory()) return sources(path);
    return /(?<!\.test)\.(tsx?|mjs)$/.test(item.name) ? [path] : [];
  });
}

/** What `source` imports from the library to run, by the names that the library exports. */
function importedNames(source: string): string[] {
  return captures(source, /import \{([^}]*)\} from '@mantine\/core'/g)
    .flatMap((names) => names.split(','))
    .map((name) => name.trim().replace(/ as .*/, ''))
    .filter((name) => name !== '' && !name.startsWith('type '));
}

/** The library's file that makes `name`, unless it comes from a library below. */
function filesOf(name: string): string[] {
  const line = read(entry)
    .split('\n')
    .find((each) => each.startsWith('export {') && new RegExp(`\\b${name}[,\\s}]`).test(each));
  if (!line) throw new Error(`the library exports no ${name}`);
  return captures(line, / from '(\..+)';/g).map((path) => resolve(dirname(entry), path));
}

/** The stylesheets of these files of the library and of all that they import. */
function stylesheets(files: string[], seen = new Set<string>()): Set<string> {
  const found = new Set<string>();
  for (const file of files.filter((each) => !seen.has(each))) {
    seen.add(file);
    captures(file, /(\w+)\.module\.css\.mjs$/g).forEach((name) => found.add(name));
    const imports = captures(read(file), /from '(\.[^']+)'/g);
    const paths = imports.map((path) => resolve(dirname(file), path));
    stylesheets(paths, seen).forEach((name) => found.add(name));
  }
  return found;
}

/** Where the library's one stylesheet has the rules of `name`. */
function place(name: string): number {
  const rules = captures(read(join(library, `styles/${name}.css`)), /(\.m_[0-9a-f]+)/g);
  return read(join(library, 'styles.css')).indexOf(rules[0] ?? 'no rule');
}

function listed(): string[] {
  return captures(read(join(here, 'library-styles.ts')), /styles\/([\w-]+)\.css'/g);
}

test('each widget that is used has its styles, in the order of the library', () => {
  const names = new Set(
    [here, toasts].flatMap(sources).flatMap((path) => importedNames(read(path))),
  );
  const needed = stylesheets([...names].flatMap(filesOf));
  const inOrder = [...needed].sort((one, other) => place(one) - place(other));
  expect(names).toContain('Button');
  expect(listed()).toEqual(['baseline', 'default-css-variables', 'global', ...inOrder]);
});
