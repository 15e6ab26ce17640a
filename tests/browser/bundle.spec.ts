import { expect, test } from '@playwright/test';
import { readdir, readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';

const assets = new URL('../../console/dist/assets/', import.meta.url);
const bytesMax = 350_000;

test('scripts and styles stay small', async () => {
  const names = (await readdir(assets)).filter((name) => /\.(js|css)$/.test(name));
  let bytes = 0;
  for (const name of names) {
    bytes += gzipSync(await readFile(new URL(name, assets)), { level: 9 }).length;
  }
  console.log(
    `console: ${names.length} scripts and styles, ${(bytes / 1000).toFixed(1)} kB gzipped`,
  );
  expect(bytes).toBeGreaterThan(0);
  expect(bytes).toBeLessThanOrEqual(bytesMax);
});
