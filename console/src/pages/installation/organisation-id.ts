// An organisation's id (design §2.1).
export function isId(text: string): boolean {
  return /^[a-z0-9][a-z0-9-]{0,62}$/.test(text);
}

// What a name suggests: "Müller & Söhne GmbH" becomes "muller-sohne-gmbh".
export function idFor(name: string): string {
  const letters = name.normalize('NFKD').replace(/\p{M}/gu, '').replaceAll('ß', 'ss');
  const words = letters.toLowerCase().split(/[^a-z0-9]+/);
  const id = words.filter((word) => word !== '').join('-');
  return id.slice(0, 63).replace(/-$/, '');
}
