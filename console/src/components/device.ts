import { text } from '~/text';

// The first that matches: each of them names those after it as well, for old servers' sake.
const browsers: [RegExp, string][] = [
  [/Edg(e|A|iOS)?\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox\/|FxiOS\//, 'Firefox'],
  [/HeadlessChrome\/|Chrome\/|CriOS\//, 'Chrome'],
  [/Safari\//, 'Safari'],
  [/curl\//, 'curl'],
];
const systems: [RegExp, string][] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X|Macintosh/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
];

const find = (known: [RegExp, string][], agent: string) =>
  known.find(([pattern]) => pattern.test(agent))?.[1] ?? null;

export interface Device {
  browser: string | null;
  system: string | null;
}

// The two of a User-Agent header.
export function deviceOf(agent: string): Device {
  return { browser: find(browsers, agent), system: find(systems, agent) };
}

// "Chrome on Linux"; nothing for what is no browser.
export function deviceName(agent: string): string | null {
  const { browser, system } = deviceOf(agent);
  if (browser && system) return text.deviceOn(browser, system);
  return browser ?? system;
}

// Of a browser the words above, of another client what it calls itself first.
export function clientName(agent: string): string {
  const [product = ''] = agent.split(/[\s/(;]/);
  return deviceName(agent) ?? product;
}
