// The seven steps from an application in the identity provider to people with the right access.
export const guide = {
  lead: 'Everything that your identity provider needs, with the values of this organisation. The steps tick themselves as requests arrive.',
  provider: 'Identity provider',
  entra: 'Microsoft Entra ID',
  okta: 'Okta',
  progress: (done: number, all: number) => `${done} of ${all} steps done`,
  finished: 'Provisioning works',
  finishedLead:
    'Watch what arrives in the provisioning log, and what needs your attention under Findings.',
  order: 'The order that works best: sign-in first, then SCIM, then groups.',
  done: 'Done',
  waiting: 'Waiting',
  openSettings: 'Open Identity Access',
  signIn: {
    title: 'Let people sign in',
    lead: 'Set up sign-in with OpenID Connect first, so that those who are provisioned can come in. You may also do it later.',
    done: 'Sign-in is set up.',
  },
  app: {
    title: 'Make the application',
    entra: [
      'In the Microsoft Entra admin center open Identity → Applications → Enterprise applications.',
      'Choose New application, then Create your own application, and give it a name.',
      'Choose “Integrate any other application you don’t find in the gallery (Non-gallery)”. Only those let you set the endpoint and the mappings.',
    ],
    okta: [
      'In the Okta admin console open Applications → Applications and choose Browse App Catalog.',
      'Add “SCIM 2.0 Test App (OAuth Bearer Token)”.',
      'Open its Provisioning tab and choose Configure API Integration.',
    ],
    done: 'The first request has arrived.',
    waiting: 'Waiting for the first request.',
  },
  connect: {
    title: 'Connect it',
    entra:
      'Open Provisioning, set Provisioning Mode to Automatic, paste both values, and choose Test Connection.',
    okta: 'Enable the integration, paste both values, and choose Test API Credentials.',
    scimOff: 'SCIM is disabled: your identity provider would get 403.',
    enable: 'Enable SCIM',
    token: 'The Secret Token is shown once, when it is made.',
    rotate: 'Rotate Token',
    noToken: 'There is no live token yet.',
    done: 'Test Connection was seen.',
    waiting: 'Waiting for Test Connection.',
  },
  mapping: {
    title: 'Map the attributes of users',
    entra:
      'Open Mappings → Provision Microsoft Entra ID Users. Keep create, update and delete enabled, keep exactly these target attributes, and remove all others.',
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
        'Required. Decides who is in.',
      ],
      [
        'objectId',
        'externalId',
        'Recommended. Entra’s own default is mailNickname, which can change: replace it before the first run.',
      ],
    ],
    rowsOkta: [
      ['user.login', 'userName', 'Required. An e-mail address.'],
      ['(built in)', 'active', 'Required. Okta sends it by itself.'],
      ['user.id', 'externalId', 'Recommended. Okta sends it by itself.'],
    ],
    remove: 'Still sent, and dropped. Remove these mappings:',
    nothingToRemove: 'Nothing that is not needed has arrived lately.',
    externalId: (count: number) =>
      count === 1
        ? 'One externalId does not look like an objectId'
        : `${count} externalIds do not look like an objectId`,
    externalIdLead: (userName: string, externalId: string) =>
      `${userName} has the externalId “${externalId}”. Map objectId to externalId in Entra, then restart provisioning, or people are lost when their name changes.`,
  },
  scope: {
    title: 'Choose whom to provision',
    entra:
      'Under Provisioning → Settings set Scope to “Sync only assigned users and groups”, then assign people and groups under Users and groups.',
    okta: 'Assign people and groups under Assignments.',
    done: (count: number) =>
      count === 1 ? 'One user has arrived.' : `${count} users have arrived.`,
    waiting: 'Waiting for the first user.',
  },
  groups: {
    title: 'Groups',
    entra:
      'Keep Mappings → Provision Microsoft Entra ID Groups enabled to decide access by group, or disable it.',
    okta: 'Push groups under Push Groups to decide access by group.',
    usersOnly: 'Users only, no groups',
    usersOnlyLead: 'Everybody gets the default access.',
    done: (count: number) =>
      count === 1 ? 'One group has arrived.' : `${count} groups have arrived.`,
    doneUsersOnly: 'You chose users only.',
    waiting: 'Waiting for the first group.',
  },
  access: {
    title: 'Map groups to access',
    lead: 'Under Collaborators → SCIM Groups select groups and mark them as User or Admin, Human or Service account.',
    open: 'Open SCIM Groups',
    done: (count: number) => (count === 1 ? 'One group is mapped.' : `${count} groups are mapped.`),
    notNeeded: 'Not needed with users only.',
    waiting: 'No group is mapped yet: everybody has the default access.',
  },
  start: {
    title: 'Start provisioning',
    entra:
      'Back in Provisioning choose Start provisioning. Entra then sends changes about every 40 minutes.',
    okta: 'Okta sends changes as they happen. There is nothing to start.',
    open: 'Open the provisioning log',
  },
};
