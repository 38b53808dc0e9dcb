// The screens of the library, of one resource and of collections.
import type { Page } from 'playwright-core';
import { addVersion, author, findable, judge, reader, shareCollection, shareResource } from './library_stage';
import { dialog, press, title, type Screen } from './screen_parts';
import type { Stage } from './stage';

interface Places {
  /** Approved once, used, asked about, reported; with an old version. */
  resource: number;
  draft: number;
  collection: number;
  topic: number;
}

async function prepare(stage: Stage): Promise<Places> {
  const [daniel, priya, joe] = await Promise.all([stage.as(author), stage.as(judge), stage.as(reader)]);
  const shared = await shareResource(daniel, {
    title: 'Parallelograms with everything on them',
    text: 'Cut along the dotted line, and slide the triangle over.',
    over: { keywords: ['parallelogram'], threads: ['Geometry'], unit: 'Area' },
  });
  const place = `/resources/${shared.id}`;
  await priya.put(`${place}/approval`, { content_hash: shared.current?.content_hash });
  await addVersion(
    daniel,
    shared,
    'Cut along the dotted line, slide the triangle over, and compare.',
    'Compare',
  );
  await daniel.post(`${place}/approvals`);
  const { memberships } = await joe.get('/me');
  const use = await joe.post(`${place}/uses`, { organisation: memberships[0].organisation });
  await joe.put(`/resource-uses/${use.id}/story`, {
    what: 'Two lessons on area',
    with_whom: 'Year 5',
    changed: '',
    happened: 'Everyone could say why.',
  });
  const question = await joe.post(`${place}/topics`, {
    title: 'Larger paper?',
    text: 'Is there an A3 version?',
  });
  await joe.post(`${place}/reports`, { reason: 'mistake', text: 'The second triangle has four sides.' });
  const draft = await shareResource(daniel, {
    title: 'Not yet shared',
    text: 'To be done.',
    audience: 'none',
  });
  const collection = await shareCollection(daniel, 'Area, step by step', [
    { resource: shared.id, note: 'Begin with the story of the field.' },
  ]);
  await findable(joe, 'parallelograms everything');
  return { resource: shared.id, draft: draft.id, collection: collection.id, topic: question.id };
}

const menu = async (page: Page, item: string) => {
  await press(page, 'More to do with this resource');
  await page.getByRole('button', { name: item, exact: true }).click();
};

function pagesOfResources({ resource, draft, topic }: Places): Screen[] {
  const path = `/library/${resource}`;
  const ready = (page: Page) =>
    page.getByRole('heading', { level: 2, name: 'Versions', exact: true }).waitFor();
  return [
    { name: 'resource', as: reader, path, open: ready },
    {
      name: 'resource with its text',
      as: reader,
      path: `${path}?file=0&page=1`,
      open: (page) => page.getByRole('region', { name: /^Text of / }).waitFor(),
    },
    {
      name: 'resource, to be judged',
      as: judge,
      path,
      open: async (page) => {
        await page.getByRole('button', { name: 'Approve this version', exact: true }).waitFor();
        await page.getByText(/^Earlier decisions/).click();
      },
    },
    { name: 'old version', as: author, path: `${path}?version=1`, open: ready },
    { name: 'draft of a resource', as: author, path: `/library/${draft}`, open: ready },
    {
      name: 'scoring',
      as: reader,
      path,
      open: async (page) => {
        await press(page, 'Score it');
        await dialog(page, 'Score this resource');
      },
    },
    {
      name: 'telling how it went',
      as: reader,
      path,
      open: async (page) => {
        await press(page, 'Change what you said');
        await dialog(page, 'How did it go?');
      },
    },
    {
      name: 'reporting, with what is missing',
      as: reader,
      path,
      open: async (page) => {
        await ready(page);
        await menu(page, 'Report a problem');
        await page.getByRole('dialog').getByRole('button', { name: 'Report', exact: true }).click();
        await page.getByRole('alert').waitFor();
      },
    },
    {
      name: 'passing a resource on',
      as: author,
      path,
      open: async (page) => {
        await ready(page);
        await menu(page, 'Pass it on');
        await dialog(page, 'Pass it on');
      },
    },
    {
      name: 'question about a resource',
      as: author,
      path: `/topics/${topic}`,
      open: (page) => page.getByText('Is there an A3 version?', { exact: true }).waitFor(),
    },
  ];
}

export async function libraryScreens(stage: Stage): Promise<Screen[]> {
  const places = await prepare(stage);
  const collection = `/collections/${places.collection}`;
  return [
    {
      name: 'library',
      as: reader,
      path: '/library?q=dotted+triangle',
      open: (page) => page.locator('mark').first().waitFor(),
    },
    {
      name: 'library, nothing found',
      as: reader,
      path: '/library?q=nowherewasthiswritten',
      open: (page) => page.getByText('No resources match.', { exact: true }).waitFor(),
    },
    {
      name: 'my resources',
      as: author,
      path: '/library/mine',
      open: (page) => page.getByRole('region', { name: 'Drafts', exact: true }).waitFor(),
    },
    ...pagesOfResources(places),
    { name: 'collections', as: reader, path: '/collections', open: (page) => title(page, 'Collections') },
    {
      name: 'new collection',
      as: author,
      path: '/collections',
      open: async (page) => {
        await press(page, 'New collection');
        await dialog(page, 'New collection');
      },
    },
    {
      name: 'collection',
      as: reader,
      path: collection,
      open: (page) => page.getByText('Begin with the story of the field.', { exact: true }).waitFor(),
    },
    {
      name: 'collection being arranged',
      as: author,
      path: collection,
      open: async (page) => {
        await press(page, /^Change the note/);
        await page.getByRole('searchbox', { name: 'Find resources to add' }).fill('parallelograms');
        await page.getByText('In it already', { exact: true }).waitFor();
      },
    },
  ];
}
