// Words of the resources on a team's page.
export const teamResources = {
  title: 'Resources',
  all: (number: number) => `Show all ${number}`,
  download: 'Download all of them',
};
