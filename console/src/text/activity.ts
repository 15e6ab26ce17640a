const number = (value: number) => value.toLocaleString('en');

type Counts = 'people' | 'groups' | 'members' | 'attributes' | 'objects';
const counted: Record<Counts, [string, string]> = {
  people: ['person', 'people'],
  groups: ['group', 'groups'],
  members: ['unknown member', 'unknown members'],
  attributes: ['attribute', 'attributes'],
  objects: ['person or group', 'people and groups'],
};

export const activityText = {
  filters: 'Filters',
  since: 'From',
  until: 'To',
  period: {
    label: 'Period',
    any: 'Any time',
    lastHour: 'Last hour',
    today: 'Today',
    yesterday: 'Yesterday',
    last: (weekday: string) => `Last ${weekday}`,
    week: 'Last 7 days',
    custom: 'Custom',
    since: (moment: string) => `Since ${moment}`,
    until: (moment: string) => `Until ${moment}`,
  },
  any: 'Any',
  log: {
    lead: 'Every SCIM request and its outcome, including refused ones.',
    table: 'SCIM requests, newest first',
    search: 'Search names, IDs, paths and responses',
    onlyRequest: (id: string) => `Only request ${id}`,
    everyRequest: 'Show all requests',
    onlyToken: (name: string) => `Only token ${name}`,
    everyToken: 'Show requests with any token',
    token: 'Secret Token',
    anyToken: 'Any token',
    tokenStates: { current: 'current', retiring: 'retiring', ended: 'ended' },
    status: 'Status',
    method: 'Method',
    anyStatus: 'Any status',
    anyMethod: 'Any method',
    statuses: {
      '2xx': '2xx · succeeded',
      failed: '4xx and 5xx · failed',
      '4xx': '4xx · refused',
      '5xx': '5xx · server error',
      '400': '400 · invalid value',
      '401': '401 · token not accepted',
      '403': '403 · not allowed',
      '404': '404 · not found',
      '409': '409 · already exists',
    } as Record<string, string>,
    columns: {
      time: 'Time',
      status: 'Status',
      request: 'Request',
      client: 'Client',
      took: 'Duration',
    },
    fix: 'How to fix it',
    doing: {
      read: {
        done: (what: string) => `Looked up ${what}`,
        failed: (what: string) => `Could not look up ${what}`,
      },
      create: {
        done: (what: string) => `Created ${what}`,
        failed: (what: string) => `Could not create ${what}`,
      },
      replace: {
        done: (what: string) => `Replaced ${what}`,
        failed: (what: string) => `Could not replace ${what}`,
      },
      update: {
        done: (what: string) => `Updated ${what}`,
        failed: (what: string) => `Could not update ${what}`,
      },
      remove: {
        done: (what: string) => `Deleted ${what}`,
        failed: (what: string) => `Could not delete ${what}`,
      },
    },
    objects: {
      Users: 'a user',
      Groups: 'a group',
      Bulk: 'several users and groups',
      Schemas: 'the schemas',
      ResourceTypes: 'the resource types',
      ServiceProviderConfig: 'what the service supports',
    } as Record<string, string>,
    lists: { Users: 'users', Groups: 'groups', '.search': 'users and groups' } as Record<
      string,
      string
    >,
    notLetIn: 'Not let in',
    alike: (count: number) =>
      count === 1 ? '1 more with the same cause' : `${number(count)} more with the same cause`,
    reads: (count: number) =>
      count === 1 ? '1 read in this minute' : `${number(count)} reads in this minute`,
    refusals: (count: number) =>
      count === 1 ? '1 request was refused' : `${number(count)} requests were refused`,
    lost: (count: number) =>
      count === 1 ? '1 entry was dropped' : `${number(count)} entries were dropped`,
    slowest: 'slowest',
    live: 'Live',
    connecting: 'Connecting…',
    paused: 'Paused',
    pause: 'Pause',
    resume: 'Resume',
    liveState: 'Live updates',
    toLive: 'Go to the latest',
    waiting: (count: number) =>
      count === 1 ? 'Show 1 new request' : `Show ${number(count)} new requests`,
    empty: {
      title: 'No requests yet',
      detail:
        'Choose Test Connection in your identity provider: the request shows up here within a second, whether it succeeds or not.',
      action: 'Open setup guide',
    },
    noMatch: {
      title: 'No matching requests',
      detail: 'Try a shorter search or another period. Requests are kept for a limited time.',
      goOn: 'No match so far. Choose Next to search older requests.',
    },
  },
  entry: {
    gone: {
      title: 'This request is no longer in the log',
      detail: 'Requests are kept for a limited time. What it changed is still in Audit.',
      toLog: 'Open the provisioning log',
    },
    back: 'Provisioning log',
    failed: 'Why it failed',
    remarks: 'What the server adjusted',
    facts: 'Details',
    time: 'Time',
    period: 'Minute',
    took: 'Duration',
    slowest: 'Slowest',
    count: 'Requests',
    address: 'Client address',
    agent: 'Client',
    credential: 'Credential',
    noCredential: 'none accepted',
    token: 'Secret Token',
    request: 'Request ID',
    path: 'Path',
    subject: { User: 'Member', Group: 'Group' } as Record<string, string>,
    changes: 'Changes',
    noChanges: 'Nothing changed.',
    change: (first: number, last: number) =>
      first === last ? `No. ${first}` : `No. ${first}–${last}`,
    bodies: 'Request and response',
    requestBody: 'Request body',
    responseBody: 'Response body',
    noBody: 'No body.',
    off: {
      title: 'Bodies are not kept',
      detail:
        'Turn this on to keep the bodies of new requests as long as the log itself. Only attributes in the profile are kept, and never secrets.',
      action: 'Keep bodies from now on',
      elsewhere: 'An Admin (Human) can turn this on under Settings → Identity Access.',
    },
    notKept:
      'There is no body: it was not kept at the time, or this entry sums up several requests.',
  },
  findings: {
    lead: 'Problems we noticed in the last seven days, and how to fix them.',
    weights: { critical: 'Critical', warning: 'Warnings', info: 'Good to know' },
    since: 'since',
    lastSeen: 'last seen',
    dismiss: 'Dismiss for 7 days',
    dismissLabel: (title: string) => `Dismiss for 7 days: ${title}`,
    dismissedToast: 'Finding dismissed',
    dismissedUntil: 'It returns in 7 days, or sooner if it gets worse.',
    dismissed: 'Dismissed',
    dismissedLead:
      'These don’t count for now. Each returns on its day, or sooner if it gets worse.',
    until: 'until',
    undo: 'Undo',
    undoLabel: (title: string) => `Undo the dismissal: ${title}`,
    resolved: 'Resolved',
    resolvedLead: 'Mapping mistakes of the last seven days that newer requests no longer show.',
    count: (count: number, what: Counts, mayBeMore: boolean) => {
      const [one, many] = counted[what];
      const number = count.toLocaleString('en');
      return `${mayBeMore ? 'at least ' : ''}${number} ${count === 1 ? one : many}`;
    },
    empty: {
      title: 'Nothing needs your attention',
      detail:
        'We check whether set-up is finished, people arrive, the identity provider still calls, tokens are about to expire, groups are mapped, an active Admin (Human) exists, and whether anything was ignored or skipped: externalIds, attributes, group members.',
      action: 'See requests',
    },
    links: {
      member: 'Open member',
      admins: 'See admins',
      outside: 'See these people',
      retained: 'See who keeps access',
      direct: 'See direct access',
      groups: 'SCIM Groups',
      log: 'See requests',
      failures: 'See failures',
      settings: 'Identity Access',
      guide: 'Setup guide',
      refusedSignIns: 'See refused sign-ins',
      signIn: 'Sign-in settings',
      sameExternalId: 'See these people',
      tokenRequests: 'Show its requests',
    },
  },
  audit: {
    lead: 'Every change: who made it, from where, and what it was before and after.',
    table: 'Changes, newest first',
    type: 'What happened',
    actor: 'Who',
    search: 'Search by name, email or ID',
    anyType: 'Any change',
    anyActor: 'Anyone',
    actors: {
      token: 'SCIM',
      operator: 'Operators',
      member: 'Members',
      contact: 'IT contacts',
      cli: 'Command line',
      server: 'The server',
    } as Record<string, string>,
    types: {
      access: 'Access',
      api_key: 'API keys',
      group: 'Groups and mappings',
      journal: 'Audit trail itself',
      organisation: 'Organisation and settings',
      schema: 'Schemas',
      scim: 'SCIM on and off',
      'session,sign_in': 'Sessions and sign-ins',
      'sign_in.refused': 'Refused sign-ins',
      setup_link: 'Setup links',
      token: 'Secret Tokens',
      user: 'Users',
    } as Record<string, string>,
    columns: { time: 'Time', what: 'What happened', target: 'About', who: 'Who', from: 'From' },
    searched: {
      mayBeMore: 'Many names contain this text. Type more of the name to narrow it down.',
      mentionsSince: (when: string) =>
        `Before ${when}, this finds only events about people and groups with this name.`,
    },
    effects: (people: number, others: number) =>
      [
        people > 0 && `${number(people)} ${people === 1 ? 'person’s' : 'people’s'} access`,
        others > 0 &&
          (people > 0 ? `${number(others)} more` : `${number(others)} more in this request`),
      ]
        .filter(Boolean)
        .join(' and '),
    ended: (sessions: number, keys: number) => [
      ...(sessions > 0
        ? [`${number(sessions)} ${sessions === 1 ? 'session' : 'sessions'} ended`]
        : []),
      ...(keys > 0 ? [`${number(keys)} ${keys === 1 ? 'API key' : 'API keys'} ended`] : []),
    ],
    effectsShown: (shown: number, count: number) =>
      `The newest ${number(shown)} of ${number(count)}.`,
    allEffects: 'See all',
    request: 'See request',
    scim: 'SCIM',
    number: (seq: number) => `No. ${seq}`,
    before: 'before',
    after: 'after',
    nothing: 'nothing',
    only: {
      every: 'Show changes to anything',
      target: (name: string) => `Only changes to ${name}`,
      actor: (name: string) => `Only changes by ${name}`,
    },
    export: 'Export',
    exportNdjson: 'NDJSON, one event per line',
    exportCsv: 'CSV for spreadsheets',
    exportFiltered: 'Filters apply',
    noAddress: 'no request',
    empty: {
      title: 'No changes yet',
      detail:
        'Changes to users, groups, mappings, tokens and settings show up here as they happen.',
    },
    noMatch: {
      title: 'No matching changes',
      detail: 'Try a shorter search, remove a filter or choose another period.',
      goOn: 'No match so far. Choose Next to search older changes.',
    },
  },
  changes: {
    lead: 'The feed for your app: every change in order, oldest first. The log and the audit trail use the same numbers.',
    table: 'Changes, oldest first',
    type: 'Type',
    anyType: 'All types',
    columns: {
      seq: 'Number',
      time: 'Time',
      type: 'Type',
      subject: 'About',
      access: 'Access after the change',
    },
    json: 'JSON',
    showJson: (seq: number) => `JSON of no. ${seq}`,
    oldest: 'Oldest',
    older: 'Older',
    newer: 'Newer',
    newest: 'Newest',
    end: 'Waiting for the next change',
    connecting: 'Connecting…',
    live: 'Live',
    goOn: 'Newer changes',
    types: {
      user: 'user: all changes to people',
      'user.created': 'user.created',
      'user.updated': 'user.updated',
      'user.activated': 'user.activated',
      'user.deactivated': 'user.deactivated',
      'user.deleted': 'user.deleted',
      access: 'access: all changes of access',
      'access.changed': 'access.changed',
      group: 'group: all changes to groups',
      'group.mapped': 'group.mapped',
      'group.unmapped': 'group.unmapped',
      'group.member_added': 'group.member_added',
      'group.member_removed': 'group.member_removed',
      organisation: 'organisation: settings and last admin',
    } as Record<string, string>,
    gone: (first: number) =>
      `These changes are no longer kept. The oldest one available is no. ${first}.`,
    searched: (through: number) => `Searched up to no. ${through}. Choose Newer to continue.`,
    how: 'Read this feed from your app',
    howDetail:
      'Use the API key of a service account. Pass the lastSeq of each response as after in your next request: nothing is left out, and that number is all you have to store. With Accept: text/event-stream, new changes follow on the same connection.',
    curl: 'One page',
    follow: 'Live',
    empty: {
      title: 'No changes yet',
      detail: 'Changes to users, groups, mappings and access show up here as they happen.',
    },
    noMatch: {
      title: 'No changes of this type',
      detail: 'New ones show up here as they happen.',
    },
  },
};
