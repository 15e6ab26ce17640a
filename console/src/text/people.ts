const people = (count: number) =>
  `${count.toLocaleString('en')} ${count === 1 ? 'person' : 'people'}`;
const groups = (count: number) =>
  `${count.toLocaleString('en')} ${count === 1 ? 'group' : 'groups'}`;

export const peopleText = {
  people,
  groups,
  total: (count: number) => `${people(count)} in all`,
  roles: { user: 'User', admin: 'Admin' },
  identityTypes: { human: 'Human', service: 'Service account' },
  states: { active: 'Active', inactive: 'Inactive' },
  sources: {
    group: 'A group',
    default: 'The default access',
    direct: 'Given by hand',
    retained: 'Retained',
  },
  none: '–',
  actor: {
    cli: 'the command line',
    server: 'the server',
    operator: 'an operator',
    token: 'the identity provider',
    member: 'a member',
  },
  override: {
    reason: 'Reason for overriding',
    reasonHint: 'Kept in the audit trail.',
    missing: 'Write down first why the organisation may be left without an Admin (Human).',
  },

  members: {
    lead: 'Everybody in the organisation, and the access that they have right now.',
    list: 'Members',
    search: 'Search members',
    searchHint: 'Name, id or externalId',
    columns: { name: 'User name', access: 'Access', source: 'From', state: 'State' },
    filters: {
      access: 'Access',
      someAccess: 'Some access',
      noAccess: 'No access',
      role: 'Role',
      identityType: 'Identity type',
      state: 'State',
      source: 'Access from',
      any: 'Any',
    },
    noExternalId: 'no externalId',
    invite: 'Invite',
    lockedByScim:
      'SCIM is enabled, so the identity provider says who is a collaborator. Assign or unassign people there, or disable SCIM under Identity Access first.',
    nobodyTitle: 'Nobody has arrived yet',
    nobodyWithScim:
      'The identity provider creates people here. The setup guide shows what is still missing, step by step.',
    nobodyByHand:
      'Enable SCIM under Identity Access and let the identity provider create people, or invite the first one by hand.',
    nobodyForReaders: 'People appear here as soon as your organisation has some.',
    openGuide: 'Open the setup guide',
    noMatchTitle: 'Nobody matches',
    noMatch: 'No member has what the search and the filters ask for.',
    unseen: 'The search has not seen everybody yet: go on with the next page.',
  },

  invitation: {
    title: 'Invite a collaborator',
    lead: 'They are here at once, with the access that you choose. When SCIM is enabled later and the identity provider creates the same user name, the provider takes over and this access ends.',
    userName: 'User name',
    userNameHint: 'Usually the e-mail address they sign in with.',
    access: 'Access',
    send: 'Invite',
    done: (name: string) => `${name} is invited`,
    open: 'Open the member',
    hints: {
      'user/human': 'Signs in and sees members, groups and their own access.',
      'admin/human': 'Signs in and manages everything in the organisation.',
      'user/service': 'Never signs in; reads members and changes with an API key.',
      'admin/service': 'Never signs in; reads everything and maps groups to User by API key.',
    },
  },

  member: {
    back: 'Members',
    since: 'since',
    facts: 'About this member',
    id: 'Id',
    externalId: 'externalId',
    externalIdMissing: 'none',
    permissions: 'May do',
    noPermissions: 'Nothing: this member has no access.',
    remove: 'Remove',
    endDirect: 'End direct access',
    dismiss: 'Dismiss retained access',
    tabs: { groups: 'Groups', history: 'History', sessions: 'Sessions', keys: 'API keys' },
    tabList: 'More about this member',
  },

  why: {
    title: 'Why?',
    because: {
      group: (access: string) => `This member is ${access} because of a group:`,
      default: (access: string) =>
        `This member is ${access} because that is the organisation’s default: no mapped group gives them any.`,
      direct: (access: string) =>
        `This member is ${access} because somebody gave them that access by hand, and no mapped group gives them any.`,
      retained: (access: string) =>
        `This member is still ${access}, though the identity provider took them out of their last group that gives it: the organisation has no other active Admin (Human).`,
    },
    inactive:
      'This member is inactive, and an inactive member has no access whatever their groups are.',
    nothing:
      'This member has no access: no mapped group gives them any, and the organisation’s default is none.',
    counts: 'counts',
    conflict:
      'The mapped groups of this member disagree on the identity type. The highest counts: Admin (Human), Admin (Service account), User (Human), User (Service account), in this order. To end the doubt, take the member out of one of the groups.',
    ladder: 'All that could give access, the highest first',
    mapped: 'Mapped by',
    member: 'Member of the group',
    by: 'by',
    nested: 'by way of another group',
    withoutIt: 'Without it:',
    direct: 'Given by hand',
    default: 'Default of the organisation',
    defaultHow: 'Counts for active people whom nothing else gives any',
    retained: 'Retained',
    retainedFrom: (group: string) => `Was in ${group}`,
    retainedEnds: 'Ends when another active Admin (Human) appears, or when it is dismissed.',
    without: 'What would remain without',
    withoutPlaceholder: 'Choose a group',
    remains: 'would remain',
    same: 'Nothing would change.',
    lastChange: 'Last change of access',
    noChange: 'No change is on record any more.',
    request: 'Show the request in the log',
    audit: 'Show it in the audit trail',
  },

  memberGroups: {
    list: 'Groups of this member',
    columns: { name: 'Group', how: 'Membership', mapping: 'Mapped to' },
    direct: 'Direct',
    nested: 'By way of another group',
    unmapped: 'Not mapped',
    emptyTitle: 'In no group',
    empty: 'The identity provider has put this member into no group that it sends here.',
  },

  history: {
    list: 'History of this member',
    all: 'Open in Audit',
    more: 'Show older',
    emptyTitle: 'No history',
    empty: 'No event about this member is kept any more.',
  },

  sessions: {
    list: 'Sessions of this member',
    columns: { opened: 'Opened', used: 'Last used', expires: 'Ends' },
    revoke: 'Revoke',
    revokeLabel: (name: string) => `Revoke the session opened ${name}`,
    revoked: 'The session has ended',
    over: 'Over',
    emptyTitle: 'Not signed in',
    empty: 'Sessions of this member in the console show up here and can be ended one by one.',
  },

  keys: {
    list: 'API keys of this member',
    columns: { name: 'Name', created: 'Created', used: 'Last used', expires: 'Expires' },
    create: 'Create API key',
    created: 'The API key is ready',
    name: 'Name',
    nameHint: 'What uses it, so that everybody knows later what breaks without it.',
    lifetime: 'Expires',
    lifetimes: { never: 'Never', month: 'In 30 days', quarter: 'In 90 days', year: 'In a year' },
    secret: 'API key',
    once: 'This is the only time that the key is shown. Whoever holds it acts as this service account.',
    done: 'I have stored it',
    revoke: 'Revoke',
    revokeLabel: (name: string) => `Revoke ${name}`,
    revokeTitle: (name: string) => `Revoke ${name}?`,
    revokeLead: 'Whatever uses this key is refused from this moment on. That cannot be undone.',
    revoked: (name: string) => `${name} is revoked`,
    dead: 'Revoked or expired',
    noAccess: 'Only an active service account acts by API key.',
    emptyTitle: 'No API key',
    empty:
      'Service accounts never sign in. They act by API keys, which an Admin (Human) creates here.',
  },

  removal: {
    title: (name: string) => `Remove ${name}?`,
    lead: 'They lose all access at once and are gone from the organisation. The user name becomes free again.',
    done: (name: string) => `${name} is removed`,
    override: 'Override and remove',
  },
  endDirect: {
    title: 'End the access that was given by hand?',
    lead: 'From then on only groups and the default of the organisation count for this member.',
    done: 'The direct access has ended',
    override: 'Override and end it',
  },
  dismissal: {
    title: 'Dismiss the retained access?',
    lead: 'The identity provider took this member out of their last Admin (Human) group. Dismissed, only their other groups and the default count.',
    done: 'The retained access is dismissed',
    override: 'Override and dismiss',
  },

  groupsPage: {
    lead: 'What the identity provider’s groups give to the people in them. A person in several mapped groups has the highest of them.',
    list: 'SCIM Groups',
    search: 'Search groups',
    searchHint: 'Name, id or externalId',
    columns: { name: 'Group', members: 'Members', mapping: 'Mapped to', actions: 'Actions' },
    mapped: 'Mapping',
    mappedAny: 'Mapped or not',
    mappedYes: 'Mapped',
    mappedNo: 'Not mapped',
    unmapped: 'Not mapped',
    select: (name: string) => `Select ${name}`,
    selectPage: 'Select this page',
    selectAll: 'Select all that match',
    selectingAll: (soFar: number) => `${groups(soFar)} so far`,
    stopSelecting: 'Stop',
    capped: 'The first 1,000 that match are selected: no more can be mapped in one step.',
    selectFirst: 'Select groups to mark them',
    selected: (count: number) => `${groups(count)} selected`,
    elsewhere: (count: number) => `${count.toLocaleString('en')} on other pages`,
    clearSelection: 'Clear selection',
    selectionBar: 'Mapping of the selected groups',
    actionsOf: (name: string) => `Actions for ${name}`,
    mark: {
      'user/human': 'Mark as User (Human)',
      'admin/human': 'Mark as Admin (Human)',
      'user/service': 'Mark as User (Service account)',
      'admin/service': 'Mark as Admin (Service account)',
    },
    clear: 'Clear mapping',
    locked:
      'SCIM is disabled, so groups, mappings and access are frozen. Enable SCIM under Identity Access to change mappings.',
    openSettings: 'Open Identity Access',
    adminReserved: 'Only an Admin (Human) or an operator may grant or take Admin.',
    tooMany: 'At most 1,000 groups can be mapped in one step.',
    emptyTitle: 'No groups yet',
    empty:
      'Groups arrive when the identity provider assigns them to this application. Without groups everybody has the default access.',
    noMatchTitle: 'No group matches',
    noMatch: 'No group has what the search and the filter ask for.',
  },

  review: {
    title: (action: string, what: string) => `${action}: ${what}`,
    loading: 'Working out who gains and who loses',
    concerns: 'Groups in this change',
    moreGroups: (count: number) => `and ${groups(count)} more`,
    losses: (count: number) => `${people(count)} ${count === 1 ? 'loses' : 'lose'}`,
    gains: (count: number) => `${people(count)} ${count === 1 ? 'gains' : 'gain'}`,
    noChangeTitle: 'Nobody’s access changes',
    noChange:
      'The people in these groups have the same access from elsewhere, or the groups are empty. The mapping itself will be kept, and counts for whoever joins.',
    columns: { person: 'Person', before: 'Before', after: 'After' },
    shown: (shown: number, all: number) =>
      `${shown.toLocaleString('en')} of ${all.toLocaleString('en')}`,
    more: 'Show more people',
    lastAdminTitle: 'Nobody would be left to manage this organisation',
    lastAdmin:
      'This would leave the organisation without an active Admin (Human). Mark another group as Admin (Human) first; or, if you know what you do, override with a reason.',
    override: 'Override the guard',
    overrideMissing: 'This would leave no Admin (Human). Override the guard with a reason first.',
    staleTitle: 'The outcome has changed',
    stale:
      'People, groups or mappings have changed since you looked, so nothing was applied. Below is what it would do now.',
    apply: (count: number) => `Apply to ${people(count)}`,
    applyToNobody: 'Apply the mapping',
    done: (gains: number, losses: number) =>
      gains + losses === 0
        ? 'The mapping is kept; nobody’s access changed.'
        : `${people(gains)} gained, ${people(losses)} lost.`,
    doneTitle: 'The mapping is applied',
    audit: 'Show it in the audit trail',
  },
};
