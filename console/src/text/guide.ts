// The steps from an application in the identity provider to people with the right access.
const number = (value: number) => value.toLocaleString('en');

export const guide = {
  lead: 'Everything your identity provider needs, filled in for this organisation. Steps are ticked off as requests arrive.',
  provider: 'Identity provider',
  entra: 'Microsoft Entra ID',
  okta: 'Okta',
  progress: (done: number, all: number) => `${done} of ${all} steps done`,
  finished: 'Provisioning works',
  finishedLead: 'See incoming requests in the provisioning log, and problems under Findings.',
  order: 'Best order: sign-in first, then SCIM, then groups.',
  done: 'Done',
  waiting: 'Waiting',
  openSettings: 'Open Identity Access',
  signIn: {
    title: 'Let people sign in',
    lead: 'Set up sign-in with OpenID Connect first, so that people can sign in as soon as they are provisioned. You can also do this later.',
    done: 'Sign-in is set up.',
  },
  app: {
    title: 'Create the application',
    entra: [
      'In the Microsoft Entra admin center, open Identity → Applications → Enterprise applications.',
      'Choose New application, then Create your own application, and enter a name.',
      'Choose “Integrate any other application you don’t find in the gallery (Non-gallery)”. Only these let you set the endpoint and the mappings.',
    ],
    okta: [
      'In the Okta Admin Console, open Applications → Applications and choose Browse App Catalog.',
      'Add “SCIM 2.0 Test App (OAuth Bearer Token)”.',
      'Open its Provisioning tab and choose Configure API Integration.',
    ],
    done: 'The first request has arrived.',
    waiting: 'Waiting for the first request.',
  },
  connect: {
    title: 'Connect to Provost',
    entra:
      'Open Provisioning, set Provisioning Mode to Automatic, paste both values and choose Test Connection.',
    okta: 'Enable the integration, paste both values and choose Test API Credentials.',
    scimOff: 'SCIM is disabled, so requests from your identity provider are refused.',
    enable: 'Enable SCIM',
    token: 'The Secret Token is shown only once, right after you create it.',
    rotate: 'Rotate Token',
    noToken: 'There is no active token yet.',
    done: 'Test Connection succeeded.',
    waiting: 'Waiting for Test Connection.',
  },
  mapping: {
    title: 'Map the user attributes',
    entra:
      'Open Mappings → Provision Microsoft Entra ID Users. Leave Create, Update and Delete enabled, keep exactly these target attributes and remove all others.',
    okta: 'Open Provisioning → To App, enable Create, Update and Deactivate, and keep exactly these attributes.',
    table: 'Attribute mappings to keep',
    source: 'Source',
    target: 'Target',
    why: 'Why',
    rowsEntra: [
      ['userPrincipalName', 'userName', 'Required. An e-mail address.'],
      [
        'Switch([IsSoftDeleted], , "False", "True", "True", "False")',
        'active',
        'Required. Decides who has access.',
      ],
      [
        'objectId',
        'externalId',
        'Recommended. Entra’s default is mailNickname, which can change. Replace it before the first run.',
      ],
    ],
    rowsOkta: [
      ['user.login', 'userName', 'Required. An e-mail address.'],
      ['(built in)', 'active', 'Required. Okta sends it automatically.'],
      ['user.id', 'externalId', 'Recommended. Okta sends it automatically.'],
    ],
    remove: 'Still sent, but ignored. Remove these mappings:',
    nothingToRemove: 'No unneeded attributes have arrived lately.',
    externalId: (count: number) =>
      count === 1
        ? '1 externalId doesn’t look like an object ID'
        : `${number(count)} externalIds don’t look like an object ID`,
    externalIdLead: (userName: string, externalId: string) =>
      `${userName} has the externalId “${externalId}”. In Entra, map objectId to externalId, then restart provisioning. Otherwise people are lost when their name changes.`,
  },
  scope: {
    title: 'Choose who to provision',
    entra:
      'Under Provisioning → Settings, set Scope to “Sync only assigned users and groups”. Then assign people and groups under Users and groups.',
    okta: 'Assign people and groups under Assignments.',
    done: (count: number) =>
      count === 1 ? '1 user has arrived.' : `${number(count)} users have arrived.`,
    waiting: 'Waiting for the first user.',
  },
  groups: {
    title: 'Groups',
    entra:
      'To grant access by group, keep Mappings → Provision Microsoft Entra ID Groups enabled. Otherwise disable it.',
    okta: 'To grant access by group, add the groups under Push Groups.',
    usersOnly: 'Users only, no groups',
    usersOnlyLead: 'Everyone gets the default access.',
    done: (count: number) =>
      count === 1 ? '1 group has arrived.' : `${number(count)} groups have arrived.`,
    doneUsersOnly: 'You chose users only.',
    waiting: 'Waiting for the first group.',
  },
  access: {
    title: 'Map groups to access',
    lead: 'Under Collaborators → SCIM Groups, select groups and mark them as User or Admin, Human or Service account.',
    open: 'Open SCIM Groups',
    done: (count: number) =>
      count === 1 ? '1 group is mapped.' : `${number(count)} groups are mapped.`,
    notNeeded: 'Not needed without groups.',
    waiting: 'No group is mapped yet, so everyone has the default access.',
  },
  start: {
    title: 'Start provisioning',
    entra:
      'Back in Provisioning, choose Start provisioning. From then on, Entra sends changes about every 40 minutes.',
    okta: 'Nothing to start: Okta sends changes as they happen.',
    open: 'Open the provisioning log',
  },
};
