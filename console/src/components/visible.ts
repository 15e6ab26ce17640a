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
