// The way from an application in the identity provider to people with the right access.
export const providers = ['entra', 'okta', 'onelogin', 'jumpcloud', 'ping', 'other'] as const;
export type Provider = (typeof providers)[number];

const people = (count: number) =>
  count === 1 ? '1 person' : `${count.toLocaleString('en')} people`;

export const guideText = {
  lead: 'Everything your identity provider needs, with this organisation’s values filled in. Most steps are confirmed by a request from your identity provider; sign-in and access, and groups if you choose users only, by what is set up here.',
  provider: 'Identity provider',
  chooseProvider: 'Choose your identity provider',
  notChosen: 'Until you choose, this guide shows the steps for Microsoft Entra ID.',
  providers: {
    entra: 'Microsoft Entra ID',
    okta: 'Okta',
    onelogin: 'OneLogin',
    jumpcloud: 'JumpCloud',
    ping: 'Ping',
    other: 'Other (SCIM 2.0)',
  } satisfies Record<Provider, string>,
  progress: (done: number, all: number) => `${done} of ${all} steps confirmed`,
  finished: 'Provisioning works',
  finishedLead:
    'Watch what arrives in the provisioning log, and what needs your attention under Findings.',
  before: {
    title: 'Before you start',
    lines: {
      entra: [
        'Provisioning groups, and assigning groups to the application, need a Microsoft Entra ID P1 licence or better. Without it, assign people one by one and choose Users only below.',
        'Entra does not send nested groups: assign each group whose members you want.',
        'Entra accepts only a Tenant URL that begins with https.',
      ],
      okta: ['You need an Okta administrator who may add applications and push groups.'],
      onelogin: [
        'You need a OneLogin administrator who may add applications and edit provisioning.',
      ],
      jumpcloud: [
        'You need a JumpCloud administrator who may set up identity management for an application.',
        'To activate, JumpCloud creates a test user and a test group here, and removes them again.',
      ],
      ping: ['You need a Ping administrator who may add a SCIM 2.0 outbound connection.'],
      other: [
        'You need an identity provider that speaks SCIM 2.0 and sends a bearer token with each request.',
      ],
    } satisfies Record<Provider, string[]>,
  },
  states: {
    confirmed: 'Confirmed',
    marked: 'Marked as done, not confirmed yet',
    current: 'Next',
    open: 'Not done yet',
    failing: 'Needs attention',
  },
  done: 'Done, next',
  undone: 'Not done yet',
  refused: (count: number) => `${people(count)} or groups refused`,
  seeThem: 'See the requests',
  openSettings: 'Open Identity Access',
  signIn: {
    title: 'Let people sign in',
    lead: 'People sign in to this console with OpenID Connect. Set it up first, so that the people you provision can come in; you can also do it later.',
    steps: {
      entra: [
        'In the Microsoft Entra admin center open Identity → Applications → App registrations and choose New registration. Allow accounts in this organisational directory only.',
        'Under Redirect URI choose Web and paste the redirect URI below.',
        'On the registration’s Overview copy the Application (client) ID and the Directory (tenant) ID.',
        'Under Certificates & secrets create a client secret and copy its Value, not its Secret ID. Note when it expires.',
        'Open Identity Access → Sign-in, enter the issuer https://login.microsoftonline.com/<Directory (tenant) ID>/v2.0, the client ID and the secret, test them, and switch sign-in on.',
      ],
      other: [
        'Register a web application for OpenID Connect (authorization code flow) with the redirect URI below.',
        'Copy the issuer as its discovery document names it, the client ID and the client secret.',
        'Open Identity Access → Sign-in, enter the three, test them, and switch sign-in on.',
      ],
    },
    redirectUri: 'Redirect URI',
    done: 'Sign-in is set up.',
  },
  app: {
    title: 'Create the application',
    steps: {
      entra: [
        'In the Microsoft Entra admin center open Identity → Applications → Enterprise applications.',
        'Choose New application, then Create your own application, and give it a name.',
        'Choose “Integrate any other application you don’t find in the gallery (Non-gallery)”. Only those let you set the endpoint and the mappings.',
      ],
      okta: [
        'In the Okta admin console open Applications → Applications and choose Browse App Catalog.',
        'Add an application that provisions by SCIM 2.0 with a bearer token.',
        'Open its Provisioning tab and choose Configure API Integration.',
      ],
      onelogin: [
        'In OneLogin add an application that provisions by SCIM 2.0 with a bearer token.',
        'Open its configuration.',
      ],
      jumpcloud: [
        'In JumpCloud add or open the application, and open its identity management by SCIM 2.0.',
      ],
      ping: [
        'In Ping create a provisioning connection that speaks SCIM 2.0: in PingFederate, the SCIM Provisioner connector. The outbound provisioning bundled with PingFederate speaks SCIM 1.1, which does not work here.',
      ],
      other: ['In your identity provider create an application that provisions by SCIM 2.0.'],
    } satisfies Record<Provider, string[]>,
    done: 'The first request has arrived.',
    waiting: 'No request has arrived yet.',
  },
  connect: {
    title: 'Connect your identity provider',
    lead: {
      entra:
        'Open Provisioning, set Provisioning Mode to Automatic, paste both values, and choose Test Connection.',
      okta: 'Enable the integration, paste both values, and choose Test API Credentials.',
      onelogin:
        'Paste the Tenant URL into the field for the base URL and the Secret Token into the field for the bearer token.',
      jumpcloud:
        'Paste the Tenant URL into the field for the base URL and the Secret Token into the field for the token, then activate.',
      ping: 'Paste the Tenant URL into the field for the URL, choose authentication by bearer token, and paste the Secret Token.',
      other: 'Enter the Tenant URL as the SCIM base URL and the Secret Token as the bearer token.',
    } satisfies Record<Provider, string>,
    scimOff: 'SCIM is disabled: your identity provider would get 403.',
    enable: 'Enable SCIM',
    token: 'The Secret Token is shown once, when you create it.',
    rotate: 'Rotate Token',
    noToken: 'There is no live token yet.',
    done: 'The connection was tested.',
    waiting: 'No connection test has arrived yet.',
  },
  mapping: {
    title: 'Map the attributes of users',
    lead: {
      entra:
        'Open Mappings → Provision Microsoft Entra ID Users. Keep create, update and delete enabled, keep exactly these target attributes, and remove all others.',
      okta: 'Open Provisioning → To App, enable Create, Update and Deactivate, and keep exactly these attributes.',
      onelogin:
        'In the JSON template of the requests keep exactly these attributes, with active in quotation marks or without.',
      jumpcloud: 'Keep exactly these attributes.',
      ping: 'Keep exactly these attributes.',
      other: 'Send exactly these attributes.',
    } satisfies Record<Provider, string>,
    table: 'Attribute mappings to keep',
    source: 'Source',
    target: 'Target',
    why: 'Why',
    rows: {
      entra: [
        ['userPrincipalName', 'userName', 'Required. An e-mail address.'],
        [
          'Switch([IsSoftDeleted], , "False", "True", "True", "False")',
          'active',
          'Required. Decides who is in.',
        ],
        [
          'objectId',
          'externalId',
          'Recommended. Entra’s own default is mailNickname, which can change: replace it before the first run.',
        ],
      ],
      okta: [
        ['user.login', 'userName', 'Required. An e-mail address.'],
        ['(built in)', 'active', 'Required. Okta sends it by itself.'],
        ['user.id', 'externalId', 'Recommended. Okta sends it by itself.'],
      ],
      other: [
        ['(e-mail address)', 'userName', 'Required. An e-mail address.'],
        ['(account status)', 'active', 'Required. Decides who is in.'],
        ['(unchanging id)', 'externalId', 'Recommended. An id that never changes.'],
      ],
    },
    remove: 'Sent, but not kept. Remove these mappings:',
    removed: (names: string) => `${names}: the latest person came without. ✓`,
    nothingToRemove: 'Nothing unneeded has arrived lately.',
    externalId: (count: number) =>
      count === 1
        ? 'One externalId looks like a name, not an ID'
        : `${count} externalIds look like names, not IDs`,
    externalIdLead: (userName: string, externalId: string) =>
      `${userName} has the externalId “${externalId}”. Once it changes, this person is no longer recognised.`,
    externalIdFix: {
      entra: 'Map objectId to externalId in Entra, then restart provisioning.',
      other: 'Send an ID that never changes as externalId, then provision these people again.',
    },
  },
  scope: {
    title: 'Choose who to provision',
    lead: {
      entra:
        'Under Provisioning → Settings set Scope to “Sync only assigned users and groups”, then assign people and groups under Users and groups.',
      okta: 'Assign people and groups under Assignments.',
      onelogin: 'Give the application to the users or roles you want here.',
      jumpcloud: 'Bind the user groups you want here to the application.',
      ping: 'Set which users the connection provisions.',
      other: 'Assign the people and groups you want here.',
    } satisfies Record<Provider, string>,
    done: (count: number) =>
      count === 1 ? '1 person has arrived.' : `${people(count)} have arrived.`,
    waiting: 'Nobody has been provisioned yet. Start provisioning is the next step.',
  },
  start: {
    title: 'Start provisioning',
    lead: {
      entra:
        'Try it with one person first: Provisioning → Provision on demand. Then choose Start provisioning. Entra sends changes about every 40 minutes.',
      okta: 'Okta sends changes as they happen. Assign one person first and see them arrive.',
      onelogin: 'Enable provisioning. Start with one person, and approve them if OneLogin asks.',
      jumpcloud: 'Activation starts it. JumpCloud sends changes as they happen.',
      ping: 'Enable the connection. Start with one person.',
      other: 'Switch provisioning on. Start with one person.',
    } satisfies Record<Provider, string>,
    done: 'The first person was created by your identity provider.',
    waiting: 'Your identity provider has created nobody yet.',
    open: 'Open the provisioning log',
  },
  groups: {
    title: 'Groups',
    lead: {
      entra:
        'Keep Mappings → Provision Microsoft Entra ID Groups enabled to decide access by group, or disable it.',
      okta: 'Push groups to decide access by group.',
      onelogin: 'Map roles to groups by rules to decide access by group.',
      jumpcloud: 'Enable group management to decide access by group.',
      ping: 'Provision groups to decide access by group.',
      other: 'Send groups to decide access by group.',
    } satisfies Record<Provider, string>,
    usersOnly: 'Users only, no groups',
    usersOnlyLead: 'Without groups, SCIM gives people the default access.',
    done: (count: number) =>
      count === 1 ? '1 group has arrived.' : `${count} groups have arrived.`,
    doneUsersOnly: 'You chose users only.',
    waiting: 'No group has arrived yet.',
  },
  access: {
    title: 'Map groups to access',
    lead: 'Under Collaborators → SCIM Groups select groups and mark them as User or Admin, Human or Service account. Mark one as Admin (Human), so that somebody can manage this organisation.',
    open: 'Open SCIM Groups',
    done: (count: number) => (count === 1 ? '1 group is mapped.' : `${count} groups are mapped.`),
    notNeeded: 'Not needed with users only.',
    waiting: 'No group is mapped yet, so no group gives more than the default access.',
  },
};
