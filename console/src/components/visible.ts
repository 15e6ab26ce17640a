// Format characters (Unicode category Cf: bidirectional controls, zero-width ones), control characters,
// and the separators of lines and paragraphs.
const hidden = /[\p{Cf}\p{Cc}\u2028\u2029]/gu;

// The joiners that Arabic and Indic scripts are written with, and emoji of several parts.
const joiner = /[\u200C\u200D]/u;
const joined =
  /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F]/u;

const escapeOf = (character: string) =>
  `\\u{${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}}`;

const isJoined = (character: string | undefined) => !!character && joined.test(character);

// The text with escapes in the place of what nobody sees, so that it can neither reorder the words
// around it nor hide in them.
export function visible(text: string): string {
  return text.replace(hidden, (character, at: number) => {
    const before = [...text.slice(0, at)].at(-1);
    const after = [...text.slice(at + character.length)][0];
    const isNeeded = joiner.test(character) && isJoined(before) && isJoined(after);
    return isNeeded ? character : escapeOf(character);
  });
}

const rightToLeft =
  /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;

// The name for texts that hold no elements (titles, toasts, labels), isolated where it has to be.
export function plainName(name: string): string {
  const shown = visible(name);
  return rightToLeft.test(shown) ? `\u2068${shown}\u2069` : shown;
}

interface Part {
  text: string;
  isName: boolean;
}

// A text cut where the names in it begin and end.
export function partsOf(text: string, names: (string | null | undefined)[]): Part[] {
  const known = names
    .filter((name): name is string => !!name)
    // Of two that begin alike the longer one is meant.
    .sort((one, other) => other.length - one.length);
  const parts: Part[] = [];
  let rest = text;
  while (rest) {
    const found = known
      .map((name) => ({ name, at: rest.indexOf(name) }))
      .filter(({ at }) => at >= 0)
      .reduce<{ name: string; at: number } | null>(
        (first, one) => (!first || one.at < first.at ? one : first),
        null,
      );
    if (!found) return [...parts, { text: rest, isName: false }];
    if (found.at > 0) parts.push({ text: rest.slice(0, found.at), isName: false });
    parts.push({ text: found.name, isName: true });
    rest = rest.slice(found.at + found.name.length);
  }
  return parts;
}
