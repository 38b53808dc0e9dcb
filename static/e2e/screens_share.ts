// Sharing, what is held back, searching, and the tray.
import type { Page } from 'playwright-core';
import { dialog, lead, member, press, title, type Screen } from './screen_parts';
import { chooseFiles, document, fileRow } from './sharing';
import type { Stage } from './stage';

interface Places {
  draft: number;
  published: number;
}

const described = { type: 'lesson_materials', attribution: '', third_party: 'none' };

/** A draft, and a web page that is shared already. */
async function prepare(stage: Stage): Promise<Places> {
  const priya = await stage.as(lead);
  const me = await priya.get('/me');
  const organisation = me.memberships[0].organisation as number;
  const draft = { organisation, title: 'A draft to look at', summary: 'What it is for.', ...described };
  const make = async (named: string) =>
    (await priya.post('/resources', { ...draft, title: named })).id as number;
  const published = await make('A page that is shared');
  await priya.put(`/resources/${published}/description`, {
    ...described,
    title: 'A page that is shared',
    summary: '',
    licence: 'cc_by',
  });
  await priya.post(`/resources/${published}/versions`, {
    address: 'https://www.example.org/shared',
    note: '',
    may_share: true,
  });
  await priya.put(`/resources/${published}/audience`, { shared_with: organisation });
  const reviewed = new Date(Date.now() + 200 * 86_400_000).toISOString().slice(0, 10);
  await priya.post(`/resources/${published}/publish`, { review_by: reviewed });
  return { draft: await make('A draft to look at'), published };
}

const problem = (page: Page) =>
  page.getByRole('heading', { name: /^There (is|are) \d+ problems? to fix$/ }).waitFor();
const step = (page: Page, name: string) => page.getByRole('heading', { level: 2, name }).waitFor();

export async function shareScreens(stage: Stage): Promise<Screen[]> {
  const { draft, published } = await prepare(stage);
  const as = lead;
  return [
    { name: 'share: files', as, path: '/share', open: (page) => title(page, 'Share a resource') },
    {
      name: 'share: nothing chosen',
      as,
      path: '/share',
      open: async (page) => {
        await press(page, 'Continue');
        await problem(page);
      },
    },
    {
      name: 'share: a file that is there',
      as,
      path: `/share/${draft}?step=files`,
      open: async (page) => {
        await chooseFiles(page, document('maps.pdf'));
        await fileRow(page, 'maps.pdf')
          .getByText(/^Uploaded/)
          .waitFor();
      },
    },
    {
      name: 'share: what it is',
      as,
      path: `/share/${draft}?step=what`,
      open: async (page) => {
        await step(page, 'What is it?');
        await page.getByLabel('Subject').selectOption('Mathematics');
        await page.getByRole('checkbox', { name: 'Key stage 4' }).check();
        await page.getByLabel('Keywords').fill('numerator, an unreasonably long keyword that wraps');
        await page.getByLabel('Licence', { exact: true }).selectOption('cc_by_nc_sa');
        await page.getByLabel('Whom to name').waitFor();
      },
    },
    {
      name: 'share: what it is, with errors',
      as,
      path: `/share/${draft}?step=what`,
      open: async (page) => {
        await step(page, 'What is it?');
        await page.getByLabel('Licence', { exact: true }).selectOption('');
        await press(page, 'Continue');
        await problem(page);
      },
    },
    {
      name: 'share: with whom',
      as,
      path: `/share/${draft}?step=whom`,
      open: async (page) => {
        await step(page, 'With whom?');
        await page.getByRole('radio').first().waitFor();
      },
    },
    {
      name: 'share: delete the draft',
      as,
      path: `/share/${draft}?step=what`,
      open: async (page) => {
        await press(page, 'Delete this draft');
        await dialog(page, 'Delete this draft?');
      },
    },
    {
      name: 'share: done',
      as,
      path: `/share/${published}`,
      open: (page) => step(page, 'It’s shared'),
    },
    {
      name: 'share: new version',
      as,
      path: `/share/${published}/version`,
      open: async (page) => {
        await title(page, 'New version');
        await page.getByLabel('What has changed?').waitFor();
      },
    },
    {
      name: 'share: change the description',
      as,
      path: `/share/${published}/edit`,
      open: async (page) => {
        await title(page, 'Change the description');
        await step(page, 'Shared with');
      },
    },
    {
      name: 'search: nothing asked',
      as: member,
      path: '/search',
      open: (page) => page.getByText('What are you looking for?').waitFor(),
    },
    {
      name: 'search: found',
      as: member,
      path: '/search?q=maths',
      open: (page) => page.getByRole('heading', { level: 3 }).first().waitFor(),
    },
    {
      name: 'search: nothing found',
      as: member,
      path: '/search?q=zzyzx',
      open: (page) => page.getByText('Nothing found for “zzyzx”').waitFor(),
    },
    {
      name: 'search: tips',
      as: member,
      path: '/search',
      open: async (page) => {
        await press(page, 'Search tips');
        await dialog(page, 'Search tips');
      },
    },
    {
      name: 'tray: an upload under way',
      as,
      path: '/share',
      open: async (page) => {
        await chooseFiles(page, document('seasons.pdf'));
        await fileRow(page, 'seasons.pdf')
          .getByText(/^Uploaded/)
          .waitFor();
        await page.getByRole('navigation').getByRole('link', { name: /^Home/ }).first().click();
        await page.getByRole('heading', { level: 1, name: /^Good / }).waitFor();
        await page
          .getByRole('region', { name: 'Uploads and downloads' })
          .getByRole('button', { name: /uploaded/ })
          .click();
      },
    },
  ];
}
