// The screens of organisations, of people, and of teams that reach over schools.
import type { Page } from 'playwright-core';
import { labelled } from './names';
import { administrator, dialog, lead, member, press, type Screen } from './screen_parts';
import type { Stage } from './stage';

interface Places {
  trust: number;
  school: number;
  /** Led by the lead, who has a letter to answer there. */
  team: number;
  /** A team that the member may join. */
  open: number;
  /** A team to whose leads the member has written. */
  written: number;
}

async function prepare(stage: Stage): Promise<Places> {
  const joe = await stage.as(member);
  const id = async (name: string): Promise<number> => (await joe.team(name)).id;
  const [team, open, written] = [await id('Maths leads'), await id('Computing'), await id('Early reading')];
  await joe.post(`/teams/${written}/lead-messages`, { text: 'May I come once to listen?' });
  await (
    await stage.as('Lorraine Tate')
  ).post(`/teams/${team}/lead-messages`, { text: 'Do you need a room?' });
  const { items } = await joe.get('/organisations?limit=200');
  const organisation = (name: string): number => items.find((one: { name: string }) => one.name === name).id;
  return {
    team,
    open,
    written,
    trust: organisation('Lanternhill Church of England Academies Trust'),
    school: organisation('Ellerwick CE Primary School'),
  };
}

export async function schoolScreens(stage: Stage): Promise<Screen[]> {
  const { team, open, written, trust, school } = await prepare(stage);
  const members = (then: (page: Page) => Promise<unknown>) => async (page: Page) => {
    await page.getByRole('link', { name: 'Ruth Fell', exact: true }).waitFor();
    await then(page);
  };
  return [
    {
      name: 'new team, choosing people',
      as: lead,
      path: '/teams/new',
      open: async (page) => {
        const search = page.getByRole('combobox', { name: 'Add people or email addresses' });
        for (const who of ['Catrin Lloyd', 'somebody@university.example']) {
          await search.fill(who);
          await page.getByRole('listbox').getByRole('option').first().waitFor();
          await search.press('Enter');
        }
        await search.fill('an');
        await page.getByRole('listbox').getByRole('option').first().waitFor();
      },
    },
    {
      name: 'team that one has written to',
      as: member,
      path: `/teams/${written}`,
      open: (page) => page.getByText('May I come once to listen?').waitFor(),
    },
    {
      name: 'write to the leads, with an error',
      as: member,
      path: `/teams/${open}`,
      open: async (page) => {
        await press(page, 'Write to the leads');
        await press(page, 'Send');
        await page.getByRole('heading', { name: 'There is 1 problem to fix' }).waitFor();
      },
    },
    {
      name: 'answer a letter',
      as: lead,
      path: `/teams/${team}`,
      open: (page) =>
        press(page, labelled('Answer', 'Lorraine Tate')).then(() => dialog(page, 'Answer Lorraine Tate')),
    },
    {
      name: 'invite by email',
      as: lead,
      path: `/teams/${team}/members`,
      open: members(async (page) => {
        await press(page, 'Add people');
        await page
          .getByRole('dialog')
          .getByRole('searchbox', { name: 'Search people' })
          .fill('somebody@university.example');
        await press(page, 'Invite by email');
        await dialog(page, 'Invite by email');
        await page
          .getByRole('combobox', { name: 'Joins as' })
          .selectOption({ label: 'Guest from University of Hexholme School of Education' });
        await page.getByRole('group', { name: 'Channels they may see' }).waitFor();
      }),
    },
    {
      name: 'people, filtered',
      as: member,
      path: `/people?at=${school}`,
      open: (page) =>
        page.getByRole('button', { name: 'Remove filter: Ellerwick CE Primary School' }).waitFor(),
    },
    {
      name: 'organisations',
      as: member,
      path: '/organisations',
      open: (page) => page.getByRole('link', { name: 'Ellerwick CE Primary School', exact: true }).waitFor(),
    },
    {
      name: 'school',
      as: member,
      path: `/organisations/${school}`,
      open: (page) => page.getByRole('heading', { level: 3, name: 'Headteacher' }).waitFor(),
    },
    {
      name: 'trust with its map',
      as: member,
      path: `/organisations/${trust}`,
      open: (page) =>
        page
          .getByRole('group', { name: /^Map of/ })
          .getByRole('link')
          .first()
          .waitFor(),
    },
    {
      name: 'edit organisation',
      as: administrator,
      path: `/organisations/${school}/edit`,
      open: (page) => page.getByRole('textbox', { name: 'Motto' }).waitFor(),
    },
    {
      name: 'edit organisation, with an error',
      as: administrator,
      path: `/organisations/${school}/edit`,
      open: async (page) => {
        await page.getByRole('textbox', { name: 'Website' }).fill('school');
        await press(page, 'Save');
        await page.getByRole('heading', { name: 'There is 1 problem to fix' }).waitFor();
      },
    },
  ];
}
