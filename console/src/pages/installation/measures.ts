const units = ['B', 'kB', 'MB', 'GB', 'TB'];

// "412 MB": as disks are sold and measured.
export function bytes(count: number): string {
  let size = count;
  let unit = 0;
  for (; size >= 1000 && unit < units.length - 1; ++unit) size /= 1000;
  const digits = unit === 0 || size >= 100 ? 0 : 1;
  return `${size.toFixed(digits)} ${units[unit]}`;
}

const spans: [string, number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
];

// "3 days 2 hours": the two largest parts.
export function span(seconds: number): string {
  const parts: string[] = [];
  let rest = Math.floor(seconds);
  for (const [name, size] of spans) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) parts.push(`${count} ${name}${count === 1 ? '' : 's'}`);
    else if (parts.length > 0) break;
  }
  return parts.slice(0, 2).join(' ') || '0 seconds';
}

// "0.4" or "1,250": requests in a second.
export function rate(perSecond: number): string {
  if (perSecond > 0 && perSecond < 0.05) return 'less than 0.1';
  const digits = perSecond < 10 ? 1 : 0;
  return perSecond.toLocaleString('en', { maximumFractionDigits: digits });
}

// Less than a gigabyte, or a twentieth of a small disk.
export function isTight(disk: { freeBytes: number; totalBytes: number }): boolean {
  return disk.freeBytes < Math.min(1_000_000_000, disk.totalBytes / 20);
}
