import { expect, test } from '@playwright/test';
import { readdir, readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';

const dist = new URL('../../console/dist/', import.meta.url);
const assets = new URL('assets/', dist);
const bytesMax = 420_000;
const entryBytesMax = 230_000;

async function gzipped(names: string[]): Promise<number> {
  let bytes = 0;
  for (const name of names) {
    bytes += gzipSync(await readFile(new URL(name, assets)), { level: 9 }).length;
  }
  return bytes;
}

const isCode = (name: string) => /\.(js|css)$/.test(name);
const said = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB gzipped`;

test('scripts and styles stay small', async () => {
  const names = (await readdir(assets)).filter(isCode);
  const bytes = await gzipped(names);
  console.log(`console: ${names.length} scripts and styles, ${said(bytes)}`);
  expect(bytes).toBeGreaterThan(0);
  expect(bytes).toBeLessThanOrEqual(bytesMax);
});

test('what every page needs stays smaller', async () => {
  const page = await readFile(new URL('index.html', dist), 'utf8');
  const names = [...page.matchAll(/assets\/([^"]+)"/g)].map(([, name = '']) => name).filter(isCode);
  const bytes = await gzipped([...new Set(names)]);
  console.log(`console: ${names.length} of them for every page, ${said(bytes)}`);
  expect(bytes).toBeGreaterThan(0);
  expect(bytes).toBeLessThanOrEqual(entryBytesMax);
});
