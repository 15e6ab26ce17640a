// What leads anywhere by its name.
export const palette = {
  title: 'Search',
  organisationsTitle: 'Switch organisation',
  search: 'Search for',
  hint: 'Pages, organisations, members, groups',
  organisationHint: 'Name or short name',
  results: 'Results',
  nothing: 'No matches',
  pages: 'Pages',
  organisations: 'Organisations',
  members: 'Members',
  groups: 'SCIM Groups',
  actions: 'Actions',
  dark: 'Use dark appearance',
  light: 'Use light appearance',
};
