export const shortestPassword = 12;

export type Strength = 'short' | 'weak' | 'fair' | 'strong';

const triedFirst = ['password', 'passwort', 'qwert', 'letmein', 'welcome', 'provost', '12345'];

// A hint and no proof: what somebody who guesses would try first is weak, and length is what helps.
export function strengthOf(password: string, name = ''): Strength {
  // The server counts characters, not the halves that some have here.
  const length = [...password].length;
  if (length < shortestPassword) return 'short';
  const lower = password.toLowerCase();
  const guesses = name.length >= 3 ? [...triedFirst, name.toLowerCase()] : triedFirst;
  const rest = guesses.reduce((left, guess) => left.replaceAll(guess, ''), lower);
  if (new Set(lower).size < 6 || [...rest].length < 8) return 'weak';
  return length >= 18 ? 'strong' : 'fair';
}
