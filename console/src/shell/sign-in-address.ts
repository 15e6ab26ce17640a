import { lastFarewell } from '~/api/session-end';

// Where to sign in, and how to come back here: "/o/acme/members" asks for acme's own sign-in, except
// for an operator whose session ended there.
export function signInAddress(pathname: string, search: string): string {
  const { end, org: ownOrg } = lastFarewell();
  const org = end === 'none' ? /^\/o\/([^/]+)/.exec(pathname)?.[1] : ownOrg;
  const query = new URLSearchParams();
  if (org) query.set('org', org);
  else if (end !== 'none') query.set('as', 'operator');
  if (end !== 'none') query.set('reason', end);
  if (end !== 'signed-out' && pathname !== '/') query.set('to', pathname + search);
  const text = query.toString();
  return text ? `/sign-in?${text}` : '/sign-in';
}

// Only pages of the console itself: a link that leads elsewhere afterwards is somebody's trick.
export function wayBack(to: string | null): string {
  return to && /^\/(?![/\\])/.test(to) && !to.startsWith('/sign-in') ? to : '/';
}
