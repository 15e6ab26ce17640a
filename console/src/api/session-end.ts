// Why nobody is signed in. The one who signed out is not asked to come back; the one whose session
// ended while a page was open is told, and comes back to it.
export type SessionEnd = 'none' | 'ended' | 'signed-out';

// Where the reader was, and whether it was in a member's own organisation.
interface Farewell {
  end: SessionEnd;
  org: string | null;
}

let farewell: Farewell = { end: 'none', org: null };

export const lastFarewell = () => farewell;
export const noteFarewell = (next: Farewell) => {
  farewell = next;
};
