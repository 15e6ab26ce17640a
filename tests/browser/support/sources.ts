import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

// What the console is made of, read from its sources: whatever is added there has to be looked at.
const root = fileURLToPath(new URL('../../../console/src/', import.meta.url));

const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

function sourcesBelow(folder: string): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const file = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return sourcesBelow(file);
    return file.endsWith('.tsx') ? [file] : [];
  });
}

// Most pages are an organisation's; somebody's own are in both places.
const placeOf: Record<string, string> = {
  'sign-in': '',
  installation: '',
  profile: '(/o/:org)?',
};

// The patterns of all pages, below /console.
export function routes(): string[] {
  const areas = readdirSync(path.join(root, 'pages'));
  return areas.flatMap((area) => {
    const paths = [...read(`pages/${area}/routes.tsx`).matchAll(/ path: '([^']+)'/g)];
    return paths.map(([, at]) => `${placeOf[area] ?? '/o/:org'}/${at}`);
  });
}

export function fits(route: string, address: string): boolean {
  const pattern = route.replace(/:\w+/g, '[^/]+');
  return new RegExp(`^/console${pattern}$`).test(new URL(address, 'http://x').pathname);
}

// What is laid over a page is made of one of these; `parts` are the ones that the others use.
const overlay = /<(Modal|Confirm|SecretDialog|Popover|Menu)[\s>]/;
const parts = new Set(['components/confirm.tsx', 'components/secret.tsx']);

// The sources that lay something over a page.
export function dialogSources(): string[] {
  return ['components', 'pages', 'shell']
    .flatMap(sourcesBelow)
    .filter((file) => !parts.has(file) && overlay.test(read(file)));
}
