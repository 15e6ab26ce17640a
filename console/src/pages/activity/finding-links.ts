import type { Finding } from '~/api/stats';
import { text } from '~/text';

export interface FindingLink {
  label: string;
  // Below the organisation.
  to: string;
}

const words = text.activity.findings.links;

const page = (label: string, path: string, query?: Record<string, string>): FindingLink => ({
  label,
  to: query ? `${path}?${new URLSearchParams(query)}` : path,
});

const member = ({ subject }: Finding) =>
  subject ? [page(words.member, `members/${subject}`)] : [];
// "User ada@acme.test": the log is searched for the name alone.
const nameOf = (subject: string | null) => (subject ?? '').replace(/^\S+ /, '');
const settings = () => [page(words.settings, 'identity-access')];

const linksByType: Record<Finding['type'], (finding: Finding) => FindingLink[]> = {
  no_admin: () => [
    page(words.admins, 'members', { role: 'admin', identityType: 'human' }),
    page(words.groups, 'scim-groups'),
  ],
  access_retained: (finding) => [
    ...member(finding),
    page(words.retained, 'members', { source: 'retained' }),
  ],
  direct_access_left: (finding) => [
    ...member(finding),
    page(words.direct, 'members', { source: 'direct' }),
  ],
  outside_groups: () => [
    page(words.outside, 'members', { source: 'default', active: 'true' }),
    page(words.groups, 'scim-groups'),
  ],
  external_id_shared: ({ subject }) => [
    page(words.sameExternalId, 'members', { search: subject ?? '' }),
  ],
  identity_type_disagreement: (finding) => [
    ...finding.links
      .filter(({ type }) => type === 'member')
      .map(({ id, name }) => page(name, `members/${id}`)),
    page(words.groups, 'scim-groups'),
  ],
  nested_too_deep: () => [page(words.groups, 'scim-groups')],
  external_id_not_object_id: () => [page(words.guide, 'setup-guide')],
  token_expires: settings,
  nobody_arrived: () => [page(words.log, 'log'), page(words.guide, 'setup-guide')],
  identity_provider_quiet: () => [page(words.log, 'log')],
  attribute_dropped: () => [page(words.guide, 'setup-guide'), ...settings()],
  member_skipped: ({ subject }) => [page(words.log, 'log', { search: subject ?? '' })],
  object_failing: ({ subject }) => [
    page(words.failures, 'log', { search: nameOf(subject), status: '4xx' }),
  ],
};

// Where to look, and where to put it right.
export function linksOf(finding: Finding): FindingLink[] {
  // A newer server may find what this console has no links for.
  const links = linksByType[finding.type] as ((finding: Finding) => FindingLink[]) | undefined;
  return links?.(finding) ?? [];
}
