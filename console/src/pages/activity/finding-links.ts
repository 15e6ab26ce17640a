import type { Finding } from '~/api/stats';
import { activityText } from '~/text/activity';

export interface FindingLink {
  label: string;
  // Below the organisation.
  to: string;
}

const words = activityText.findings.links;

const page = (label: string, path: string, query?: Record<string, string>): FindingLink => ({
  label,
  to: query ? `${path}?${new URLSearchParams(query)}` : path,
});

const named = ({ links }: Finding) =>
  links.filter(({ type }) => type === 'member').map(({ id, name }) => page(name, `members/${id}`));
const settings = (part: string) => [page(words.settings, `identity-access#${part}`)];

// The requests that the finding counts.
const requests = (label: string, cause: string | null, { since }: Finding) =>
  page(label, 'log', { ...(cause ? { cause } : { status: '4xx' }), ...(since && { since }) });

const linksByType: Record<Finding['type'], (finding: Finding) => FindingLink[]> = {
  no_admin: () => [
    page(words.admins, 'members', { role: 'admin', identityType: 'human' }),
    page(words.groups, 'scim-groups'),
  ],
  access_retained: (finding) => [
    ...named(finding),
    page(words.retained, 'members', { source: 'retained' }),
  ],
  direct_access_left: (finding) => [
    ...named(finding),
    page(words.direct, 'members', { source: 'direct' }),
  ],
  outside_groups: () => [
    page(words.outside, 'members', { source: 'default', active: 'true' }),
    page(words.groups, 'scim-groups'),
  ],
  external_id_shared: ({ links }) =>
    links.map(({ id }) => page(words.sameExternalId(id), 'members', { search: id })),
  identity_type_disagreement: (finding) => [...named(finding), page(words.groups, 'scim-groups')],
  groups_unmapped: () => [page(words.groups, 'scim-groups'), page(words.guide, 'setup-guide')],
  setup_unfinished: () => [page(words.guide, 'setup-guide')],
  nested_too_deep: () => [page(words.groups, 'scim-groups')],
  external_id_not_object_id: (finding) => [
    requests(words.log, 'external_id.not_object_id', finding),
    page(words.guide, 'setup-guide'),
  ],
  token_expires: () => settings('scim'),
  old_token_used: ({ subject }) => [
    page(words.tokenRequests, 'log', subject ? { token: subject } : undefined),
    ...settings('scim'),
  ],
  client_secret_expires: () => [page(words.signIn, 'identity-access#sign-in')],
  sign_ins_refused: (finding) => [
    ...named(finding),
    page(words.refusedSignIns, 'audit', {
      type: 'sign_in.refused',
      ...(finding.since && { since: finding.since }),
    }),
  ],
  nobody_arrived: () => [page(words.log, 'log'), page(words.guide, 'setup-guide')],
  requests_refused: (finding) => [
    // Since the last success, which is none of them.
    requests(words.failures, finding.subject, { ...finding, since: null }),
    ...settings('scim'),
  ],
  identity_provider_quiet: () => [page(words.log, 'log')],
  attribute_dropped: (finding) => [
    requests(words.log, 'attributes.dropped', finding),
    page(words.guide, 'setup-guide'),
    ...settings('attributes'),
  ],
  member_skipped: (finding) => [requests(words.log, 'members.skipped', finding)],
  object_failing: (finding) => [requests(words.failures, finding.subject, finding)],
};

// Where to look, and where to put it right.
export function linksOf(finding: Finding): FindingLink[] {
  // A newer server may find what this console has no links for.
  const links = linksByType[finding.type] as ((finding: Finding) => FindingLink[]) | undefined;
  return links?.(finding) ?? [];
}
