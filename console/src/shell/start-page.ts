import { installationSection, organisationSections } from './navigation';
import type { Session } from '~/api/session';

// The pages that somebody wants first, the best one first; the order of the side bar follows.
const wanted = ['overview', 'setup-guide', 'members'];

const organisationItems = organisationSections.flatMap(({ items }) => items);
const rank = (path: string) => (wanted.includes(path) ? wanted.indexOf(path) : wanted.length);
const inOrder = [...organisationItems].sort((one, other) => rank(one.path) - rank(other.path));

type Permissions = Session['permissions'];

const holds = (permissions: Permissions, permission: string) =>
  permissions.some((held) => held === permission);

// The first page of an organisation that may be seen; everybody has a profile.
export function startPageOf(org: string, permissions: Permissions): string {
  const first = inOrder.find(({ permission }) => holds(permissions, permission));
  return `/o/${org}/${first?.path ?? 'profile'}`;
}

// Where somebody starts: an operator above the organisations, a member in theirs.
export function startOf({ organisation, permissions }: Session): string {
  if (organisation) return startPageOf(organisation.id, permissions);
  const first = installationSection.items.find(({ permission }) => holds(permissions, permission));
  return first ? `/${first.path}` : '/profile';
}

// Whether the page at this address may be seen. What no item of the side bar leads to is open.
export function maySee(pathname: string, { permissions }: Pick<Session, 'permissions'>): boolean {
  const [, path] = /^\/(?:o\/[^/]+\/)?([^/]+)/.exec(pathname) ?? [];
  const item = [...organisationItems, ...installationSection.items].find(
    (known) => known.path === path,
  );
  return !item || holds(permissions, item.permission);
}
