// Shades of one colour in which text can be read, light and dark (WCAG 2.2, 1.4.3: 4.5:1).
type Rgb = [number, number, number];

export const contrastMin = 4.5;
// What lies below texts: the page of the light theme; cards of the dark one.
const white: Rgb = [255, 255, 255];
const black: Rgb = [0, 0, 0];
const darkCard: Rgb = [46, 46, 46];

export function read(hex: string): Rgb | null {
  if (!/^#[0-9a-f]{6}$/i.test(hex)) return null;
  const part = (at: number) => Number.parseInt(hex.slice(at, at + 2), 16);
  return [part(1), part(3), part(5)];
}

const write = (rgb: Rgb) =>
  '#' + rgb.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('');

function lightnessOf(rgb: Rgb): number {
  const [red, green, blue] = rgb.map((part) => {
    const value = part / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as Rgb;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: Rgb, other: Rgb): number {
  const [dark, light] = [lightnessOf(one), lightnessOf(other)].sort((a, b) => a - b) as [
    number,
    number,
  ];
  return (light + 0.05) / (dark + 0.05);
}

export function contrastOf(one: string, other: string): number {
  return contrast(read(one) ?? black, read(other) ?? black);
}

const mix = (from: Rgb, to: Rgb, share: number) =>
  from.map((part, i) => part + ((to[i] ?? 0) - part) * share) as Rgb;

// As far towards `to` as it takes until the text can be read on `below`.
function until(from: Rgb, to: Rgb, below: Rgb): Rgb {
  let share = 0;
  while (share < 1 && contrast(read(write(mix(from, to, share))) ?? from, below) < contrastMin)
    share += 0.02;
  return mix(from, to, Math.min(share, 1));
}

// How much white or black each shade of the library's ten has. The eighth is the colour itself.
const towardsWhite = [0.94, 0.86, 0.74, 0.62, 0.5, 0.34, 0.17, 0];

type Ten<T> = [T, T, T, T, T, T, T, T, T, T];
export type Shades = Ten<string>;

// Texts in the first five stand on dark pages, and on the tint of their own colour there.
export function shadesOf(accent: string): Shades {
  const colour = read(accent) ?? black;
  const tint = mix(darkCard, colour, 0.15);
  const light = towardsWhite.map((share, i) => {
    const shade = mix(colour, white, share);
    return write(i < 5 ? until(until(shade, white, darkCard), white, tint) : shade);
  });
  return [...light, write(mix(colour, black, 0.12)), write(mix(colour, black, 0.24))] as Shades;
}

// Text in the colour on the tint that it makes of a white page.
export function onItsTint(accent: string): string {
  const colour = read(accent) ?? black;
  return write(until(colour, black, mix(white, colour, 0.12)));
}

// Buttons on a dark page: no darker than what can be told from it, and white can be read on them.
export function filledInDark(accent: string): string {
  let colour = read(accent) ?? black;
  while (lightnessOf(colour) < 0.08) colour = mix(colour, white, 0.04);
  return write(colour);
}
