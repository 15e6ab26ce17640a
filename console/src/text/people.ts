const people = (count: number) =>
  `${count.toLocaleString('en')} ${count === 1 ? 'person' : 'people'}`;
const groups = (count: number) =>
  `${count.toLocaleString('en')} ${count === 1 ? 'group' : 'groups'}`;

const listed = (names: string[]) =>
  new Intl.ListFormat('en', { type: 'conjunction' }).format(names);

// Of one person, and of several.
const lost = {
  access: ['loses all access', 'lose all access'],
  admin: ['loses Admin', 'lose Admin'],
  signIn: ['can no longer sign in', 'can no longer sign in'],
  some: ['loses rights', 'lose rights'],
} as const;

const gained = {
  access: ['gains access', 'gain access'],
  admin: ['gains Admin', 'gain Admin'],
  signIn: ['can now sign in', 'can now sign in'],
  some: ['gains rights', 'gain rights'],
} as const;

export const peopleText = {
  people,
  groups,
  total: (count: number) => `${people(count)} in total.`,
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
    contact: 'an IT contact',
  },
  override: {
    reason: 'Reason for overriding',
    reasonHint: 'Kept in the audit trail.',
    missing: 'Enter a reason for leaving the organisation without an Admin (Human).',
  },

  members: {
    lead: 'Everyone in the organisation and their current access.',
    list: 'Members',
    search: 'Search members',
    searchHint: 'Name, ID or externalId',
    columns: { name: 'User name', access: 'Access', source: 'From', state: 'State' },
    filters: {
      access: 'Access',
      someAccess: 'Any access',
      noAccess: 'No access',
      state: 'State',
      source: 'Access from',
      any: 'Any',
    },
    inGroup: (name: string) => `In group: ${name}`,
    leaveGroup: (name: string) => `Show members outside ${name} too`,
    export: 'Export CSV',
    exporting: (soFar: number) => `${people(soFar)} so far`,
    exportStop: 'Cancel export',
    exported: 'Members exported',
    notExported: 'The export stopped',
    exportedHow: (count: number) => `${people(count)} in the file.`,
    csv: {
      userName: 'userName',
      externalId: 'externalId',
      active: 'active',
      role: 'role',
      identityType: 'identityType',
      source: 'access from',
      group: 'group',
      id: 'id',
    },
    refused: (count: number, hasMore: boolean, what: string) =>
      hasMore
        ? `Several refused requests mention “${what}”.`
        : `${count === 1 ? 'One refused request mentions' : `${count} refused requests mention`} “${what}”.`,
    seeRefused: 'See why in the provisioning log',
    noExternalId: 'no externalId',
    invite: 'Add collaborator',
    lockedByScim:
      'SCIM is enabled, so the identity provider manages collaborators. Assign or unassign people there, or disable SCIM under Identity Access first.',
    nobodyTitle: 'No one has arrived yet',
    nobodyWithScim:
      'People appear here when the identity provider sends them. The setup guide shows what is still missing.',
    nobodyByHand:
      'Enable SCIM under Identity Access to let the identity provider add people, or add the first one by hand.',
    nobodyForReaders: 'People appear here once your organisation has members.',
    openGuide: 'Open setup guide',
    noMatchTitle: 'No matching members',
    noMatch: 'Try a shorter search or remove a filter.',
    unseen: 'No match so far. Choose Next to search further.',
  },

  invitation: {
    title: 'Add a collaborator',
    lead: 'They’re added right away with the access you choose. If the identity provider later creates the same user name through SCIM, it takes over and this access ends.',
    userName: 'User name',
    userNameHint: 'Usually the e-mail address they sign in with.',
    access: 'Access',
    send: 'Add collaborator',
    done: (name: string) => `${name} has been added`,
    open: 'Open member',
    hints: {
      'user/human': 'Signs in. Sees members, groups and their own access.',
      'admin/human': 'Signs in. Manages everything in the organisation.',
      'user/service': 'Never signs in. Reads members and changes with an API key.',
      'admin/service': 'Never signs in. Reads everything and maps groups to User with an API key.',
    },
  },

  member: {
    back: 'Members',
    since: 'since',
    facts: 'About this member',
    id: 'ID',
    externalId: 'externalId',
    externalIdMissing: 'none',
    permissions: 'Permissions',
    permissionsOf: {
      'admin/human': 'Manages everything in the organisation.',
      'admin/service': 'Reads everything and maps groups to User with an API key. Never signs in.',
      'user/human': 'Sees members, groups and their own access.',
      'user/service': 'Reads members and changes with an API key. Never signs in.',
      none: 'None: this member has no access.',
    },
    allPermissions: 'See Role Permissions',
    remove: 'Remove',
    endDirect: 'End direct access',
    dismiss: 'Dismiss retained access',
    tabs: { groups: 'Groups', history: 'History', sessions: 'Sessions', keys: 'API keys' },
    tabList: 'More about this member',
  },

  signIn: {
    title: 'Sign-in',
    last: 'Last signed in',
    never: 'Has never signed in',
    notSince: 'Has not signed in since',
    before: 'An earlier attempt was refused',
    refused: 'Last attempt refused',
    tokenSays: (claim: string) => `ID in their token (${claim})`,
    memberHas: 'Member’s externalId',
    empty: 'empty',
    todo: 'What to do',
    who: 'Who can do it',
    putRight: 'This has been fixed since. Ask them to try again.',
    all: 'Show sign-ins in Audit',
    causes: {
      oid: {
        why: 'The ID in their sign-in token differs from the externalId that was provisioned, so the sign-in matched no member.',
        todo: 'In the provisioning app, map objectId to externalId. Then choose Provision on demand for this person, or Restart provisioning.',
        who: 'The admin of your identity provider',
      },
      sub: {
        why: 'The ID in their sign-in token differs from the externalId that was provisioned, so the sign-in matched no member.',
        todo: 'In the provisioning app, map the user ID that the token carries as sub to externalId, then provision this person again.',
        who: 'The admin of your identity provider',
      },
      unknown_person: {
        why: 'No member matched the account they signed in with.',
        todo: 'In the provisioning app, map the ID that sign-in tokens carry (objectId in Entra) to externalId, then provision this person again.',
        who: 'The admin of your identity provider',
      },
      ambiguous_person: {
        why: 'More than one member or account could be this person, so none was chosen.',
        todo: 'Only one member can have this externalId; Findings lists duplicates. If the account was created again in the identity provider, delete this member there and provision the new account.',
        who: 'The admin of your identity provider',
      },
      inactive: {
        why: 'This member was inactive.',
        todo: 'Enable the account in the identity provider, or assign the person to the provisioning app again.',
        who: 'The admin of your identity provider',
      },
      service_account: {
        why: 'This member was a service account. Service accounts use API keys and never sign in.',
        todo: 'If this is a person, mark one of their groups as User (Human) or Admin (Human) under SCIM Groups.',
        who: 'An Admin (Human) of this organisation',
      },
      no_access: {
        why: 'This member was active but had no access.',
        todo: 'Add them to a group that is marked under SCIM Groups, or mark one of theirs.',
        who: 'An Admin (Human) of this organisation, or the admin of your identity provider',
      },
      organisation_suspended: {
        why: 'The organisation was suspended.',
        todo: 'Resume the organisation, if it is still suspended.',
        who: 'The operator of this installation',
      },
      other: {
        why: 'The sign-in was refused.',
        todo: 'Look up the attempt in Audit.',
        who: 'An Admin (Human) of this organisation',
      },
    },
  },

  gone: {
    member: {
      title: 'This member was deleted',
      unknownTitle: 'No such member',
      unknown: 'The member was deleted, or the address is mistyped.',
      toAll: 'See all members',
    },
    group: {
      title: 'This group was deleted',
      unknownTitle: 'No such group',
      unknown: 'The group was deleted, or the address is mistyped.',
      toAll: 'See all groups',
    },
    detail: (when: string, who: string) => `was deleted on ${when} by ${who}.`,
    toAudit: 'Show the history in Audit',
  },

  why: {
    title: 'Why?',
    because: {
      group: (access: string) => `This member is ${access} because of this group:`,
      default: (access: string) =>
        `This member is ${access} by default: none of their groups is mapped.`,
      direct: (access: string) =>
        `This member is ${access} because the access was given by hand and none of their groups is mapped.`,
    },
    retained: {
      group: (access: string) =>
        `This member keeps ${access} although no group grants it any longer: the organisation has no other active Admin (Human).`,
      hand: (access: string) =>
        `This member was made ${access} by hand. The identity provider now decides who has access, but they keep it because the organisation has no other active Admin (Human).`,
    },
    inactive: 'This member is inactive. Inactive members have no access, whatever their groups.',
    nothing:
      'This member has no access: none of their groups is mapped, and the organisation’s default is no access.',
    counts: 'Active rule',
    conflict:
      'This member’s mapped groups disagree on the identity type. The highest one wins, in this order: Admin (Human), Admin (Service account), User (Human), User (Service account). To resolve this, remove the member from one of the groups.',
    ladder: 'Everything that could grant access, highest first',
    mapped: 'Mapped by',
    member: 'Member of the group',
    by: 'by',
    nested: 'through another group',
    withoutIt: 'Without this group:',
    direct: 'Given by hand',
    default: 'Organisation default',
    defaultHow: 'For active people without any other access',
    kept: 'Retained',
    keptFrom: (group: string) => `From the group ${group}`,
    keptByHand: 'Given by hand',
    keptEnds: 'Ends when there is another active Admin (Human), or when you dismiss it.',
    without: 'Access without this group',
    withoutPlaceholder: 'Choose a group',
    remains: 'would remain',
    same: 'Nothing would change.',
    lastChange: 'Access last changed',
    noChange: 'no change on record',
    request: 'Show request in the log',
    audit: 'Show in Audit',
  },

  groupTable: {
    name: 'Group',
    how: 'Membership',
    members: 'Members',
    mapping: 'Mapped to',
    direct: 'Direct',
    nested: 'Through another group',
  },

  memberGroups: {
    list: 'Groups of this member',
    emptyTitle: 'Not in any group',
    empty: 'The identity provider hasn’t sent any group with this member.',
  },

  history: {
    list: 'History of this member',
    all: 'Open in Audit',
    more: 'Show older',
    emptyTitle: 'No history',
    empty: 'Events about this member are no longer kept.',
  },

  sessions: {
    list: 'Sessions of this member',
    columns: { opened: 'Signed in', used: 'Last used', expires: 'Expires' },
    revoke: 'Revoke',
    revokeLabel: (name: string) => `Revoke the session opened ${name}`,
    revoked: 'Session ended',
    over: 'Ended',
    emptyTitle: 'Not signed in',
    empty: 'This member’s console sessions show up here. You can end each one.',
  },

  keys: {
    list: 'API keys of this member',
    columns: { name: 'Name', created: 'Created', used: 'Last used', expires: 'Expires' },
    create: 'Create API key',
    created: 'This key is shown only once',
    name: 'Name',
    nameHint: 'What uses this key, for example “nightly HR sync”.',
    lifetime: 'Expires',
    lifetimes: { never: 'Never', month: 'In 30 days', quarter: 'In 90 days', year: 'In 1 year' },
    secret: 'API key',
    once: 'Copy it now. Anyone who has it can act as this service account.',
    revoke: 'Revoke',
    revokeLabel: (name: string) => `Revoke ${name}`,
    revokeTitle: (name: string) => `Revoke ${name}?`,
    revokeLead: 'Anything that uses this key stops working right away. You can’t undo this.',
    revoked: (name: string) => `${name} has been revoked`,
    dead: 'Revoked or expired',
    noAccess: 'Only active service accounts can have API keys.',
    emptyTitle: 'No API keys',
    empty: 'Service accounts never sign in. They use API keys that an Admin (Human) creates here.',
  },

  removal: {
    title: (name: string) => `Remove ${name}?`,
    lead: 'They lose all access right away and are deleted from the organisation. The user name can be used again.',
    done: (name: string) => `${name} has been removed`,
    override: 'Override and remove',
  },
  erasure: {
    button: 'Erase personal data',
    activeFirst: 'Only deactivated or deleted people can be erased. Deactivate this member first.',
    title: (name: string) => `Erase the personal data of ${name}?`,
    titleUnnamed: 'Erase the personal data of this person?',
    erased: 'Erased for good',
    erasedPoints: [
      'Names and values in the audit trail’s entries about them',
      'IP addresses and clients of the requests behind these entries or made by them',
      'Names, details and bodies in the provisioning log’s entries about them',
      'Refused sign-ins under their names',
    ],
    stays: 'What stays',
    staysGone: ['What happened, when, and to which ID'],
    staysHere: [
      'What happened, when, and to which ID',
      'The member, with their current attributes and groups, until they are deleted',
    ],
    final: 'You can’t undo this.',
    word: 'erase',
    confirm: 'Erase',
    running: 'Erasing. A long history takes a while.',
    done: 'Personal data erased',
    doneBy: (when: string, who: string) => `On ${when}, by ${who}.`,
    doneDetail: (entries: number) =>
      entries === 1
        ? '1 entry of the audit trail lost personal values.'
        : `${entries.toLocaleString('en')} entries of the audit trail lost personal values.`,
  },
  endDirect: {
    title: 'End the access given by hand?',
    lead: 'From then on, this member’s access comes only from groups and the organisation default.',
    done: 'Direct access has ended',
    override: 'Override and end',
  },
  dismissal: {
    title: 'Dismiss the retained access?',
    lead: {
      group:
        'No group makes this member Admin (Human) any longer. If you dismiss the retained access, only their groups and the default apply.',
      hand: 'This member was made Admin (Human) by hand, and the identity provider now decides who has access. If you dismiss the retained access, only their groups and the default apply.',
    },
    done: 'Retained access has been dismissed',
    override: 'Override and dismiss',
  },

  groupsPage: {
    lead: 'Groups from the identity provider and the access they grant. People in several mapped groups get the highest one.',
    list: 'SCIM Groups',
    search: 'Search groups',
    searchHint: 'Name, ID or externalId',
    columns: { name: 'Group', members: 'Members', mapping: 'Mapped to', actions: 'Actions' },
    mapped: 'Mapping',
    mappedAny: 'All',
    mappedYes: 'Mapped',
    mappedNo: 'Not mapped',
    unmapped: 'Not mapped',
    select: (name: string) => `Select ${name}`,
    selectPage: 'Select this page',
    selectAll: 'Select all matching groups',
    selectingAll: (soFar: number) => `${groups(soFar)} so far`,
    stopSelecting: 'Stop',
    capped: 'The first 1,000 matching groups are selected. You can map up to 1,000 at once.',
    selectFirst: 'Select groups to mark them',
    selected: (count: number) => `${groups(count)} selected`,
    elsewhere: (count: number) => `${count.toLocaleString('en')} on other pages`,
    clearSelection: 'Clear selection',
    selectionBar: 'Mapping of the selected groups',
    actionsOf: (name: string) => `Actions for ${name}`,
    mapGroup: 'Map this group',
    changeMapping: 'Change mapping',
    mark: {
      'user/human': 'Mark as User (Human)',
      'admin/human': 'Mark as Admin (Human)',
      'user/service': 'Mark as User (Service account)',
      'admin/service': 'Mark as Admin (Service account)',
    },
    clear: 'Clear mapping',
    locked:
      'SCIM is disabled, so groups, mappings and access are frozen. To change mappings, enable SCIM under Identity Access.',
    openSettings: 'Open Identity Access',
    adminReserved: 'Only an Admin (Human) or an operator can grant or remove Admin.',
    tooMany: 'You can map up to 1,000 groups at once.',
    emptyTitle: 'No groups yet',
    empty:
      'Groups appear here once they are assigned to this application in the identity provider. Until one is mapped, groups give no one more than the default access.',
    noMatchTitle: 'No matching groups',
    noMatch: 'Try a shorter search or remove the filter.',
  },

  groupPage: {
    back: 'SCIM Groups',
    mapped: 'mapped by',
    unmapped: 'Not mapped: being in this group changes nobody’s access.',
    // While there are more groups around it than the page knows.
    unmappedAtLeast: 'Not mapped itself.',
    unmappedWithin: (names: string[]) =>
      `Not mapped itself, but its members count as members of ${listed(names)}, which ${names.length === 1 ? 'is' : 'are'} mapped.`,
    unmappedWithinMany: (count: number, hasMore: boolean) =>
      `Not mapped itself, but its members count as members of ${hasMore ? 'at least ' : ''}${count} mapped groups.`,
    tabList: 'More about this group',
    tabs: { people: 'Members', around: 'Nested groups', history: 'History' },
    history: 'History of this group',
    people: 'Members of this group',
    search: 'Search members of this group',
    nested: 'Include members of nested groups',
    openInMembers: 'Open in Members',
    holds: (direct: number, within: number) =>
      `${people(direct)}${within > 0 ? ` and ${groups(within)}` : ''} directly in this group.`,
    nobodyTitle: 'No members',
    nobody: 'The identity provider hasn’t put anyone in this group.',
    nobodyDirectly: 'Nobody is directly in this group. Include nested groups to see their members.',
    within: 'Groups in this group',
    withinLead: 'Their members count as members of this group.',
    holders: 'Groups that contain this group',
    holdersLead: 'Members of this group count as members of these groups, too.',
    more: (shown: number) => `These are the nearest ${shown.toLocaleString('en')}; there are more.`,
    aloneTitle: 'No nested groups',
    alone: 'This group contains no other group, and no other group contains it.',
  },

  review: {
    title: (action: string, what: string) => `${action}: ${what}`,
    loading: 'Working out who gains and who loses access…',
    concerns: 'Groups in this change',
    moreGroups: (count: number) => `and ${groups(count)} more`,
    losses: (count: number, what: keyof typeof lost) =>
      `${people(count)} ${lost[what][count === 1 ? 0 : 1]}`,
    lost,
    // Only those that are more than none.
    lostParts: (parts: Record<'access' | 'admin' | 'signIn', number>) =>
      (['access', 'admin', 'signIn'] as const)
        .filter((part) => parts[part] > 0)
        .map((part) => {
          const count = parts[part];
          return `${count.toLocaleString('en')} ${lost[part][count === 1 ? 0 : 1]}`;
        })
        .join(' · '),
    gains: (count: number, what: keyof typeof gained) =>
      `${people(count)} ${gained[what][count === 1 ? 0 : 1]}`,
    gained,
    search: 'Search these people',
    noneFound: 'No one here has that in their userName.',
    found: (count: number) => `${count.toLocaleString('en')} found`,
    inactive: (count: number) =>
      `${count.toLocaleString('en')} inactive ${count === 1 ? 'person is' : 'people are'} not affected.`,
    same: (count: number) =>
      `${people(count)} ${count === 1 ? 'keeps' : 'keep'} the same access from another source.`,
    lockedOut: (count: number) =>
      `${people(count)} can no longer sign in: service accounts never sign in to the console.`,
    massLoss: (count: number, all: number) =>
      `${count.toLocaleString('en')} of ${people(all)} who are active lose something.`,
    massAdmin: (count: number, all: number) =>
      `${count.toLocaleString('en')} of ${people(all)} who are active become Admin and can change everything.`,
    noChangeTitle: 'No one’s access changes',
    noChange:
      'Everyone it concerns already has this access or a higher one, or nobody is concerned yet. It applies to people who join later.',
    columns: { person: 'Person', before: 'Before', after: 'After' },
    shown: (shown: number, all: number) =>
      `${shown.toLocaleString('en')} of ${all.toLocaleString('en')}`,
    more: 'Show more people',
    lastAdminTitle: 'No one would be left to manage this organisation',
    lastAdmin:
      'This would leave the organisation without an active Admin (Human). Mark another group as Admin (Human) first or, if you’re sure, override with a reason.',
    override: 'Override the guard',
    overrideMissing: 'This would leave no Admin (Human). Override the guard with a reason first.',
    staleTitle: 'The effect has changed',
    stale:
      'People, groups or mappings changed in the meantime, so nothing was applied. This is what it would do now.',
    apply: (count: number) => `Apply to ${people(count)}`,
    applyToNobody: 'Apply',
    done: (gains: number, losses: number) =>
      gains + losses === 0
        ? 'No one’s access changed.'
        : `${people(gains)} gained rights, ${people(losses)} lost rights.`,
    doneTitle: 'Mapping applied',
    audit: 'Show in Audit',
    undone: 'Change undone',
    notUndone: 'The change was not undone',
  },
};
