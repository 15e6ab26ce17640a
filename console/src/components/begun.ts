// The first words of the server's sentences that are plain English. Others are names of the API
// ("userName must be …"), which stay as they are.
const plain = new Set(
  (
    'a an another at damaged each failing going it its no nobody none nothing one-time only say ' +
    'sign-in sorting stale the there this two unreadable what you your'
  ).split(' '),
);

// A sentence of the server as one that stands alone: it begins with a capital letter.
export function begun(sentence: string): string {
  const first = /^[a-z-]+(?=[ ,])/.exec(sentence)?.[0] ?? '';
  return plain.has(first) ? sentence.charAt(0).toUpperCase() + sentence.slice(1) : sentence;
}
