// The screens of people's profiles, of best practice and of questions.
import type { Page } from 'playwright-core';
import { author, reader } from './library_stage';
import { administrator, dialog, lead, member, press, title, type Screen } from './screen_parts';
import type { Stage } from './stage';

interface Places {
  own: number;
  other: number;
  /** Tried by schools of the lead's trust, with a follow-up that is owed. */
  post: number;
  draft: number;
  question: number;
  channel: number;
}

async function prepare(stage: Stage): Promise<Places> {
  const [priya, joe, daniel] = await Promise.all([stage.as(lead), stage.as(member), stage.as(author)]);
  const { items } = await priya.get('/practice?limit=50');
  const post = items.find((one: { title: string }) => one.title.startsWith('Phonics for older readers'));
  const { memberships } = await daniel.get('/me');
  const draft = await daniel.post('/practice', {
    organisation: memberships[0].organisation,
    title: 'A draft with everything still to do',
    result: '',
    context: '',
    pupils: '',
    cost: 'nothing',
    cost_note: '',
    time: 'hours',
    time_note: '',
    evidence_strength: 'early',
    evidence: '',
    impact: '',
    cannot_claim: '',
    differently: '',
    visits_offered: false,
  });
  const { id: channel } = await priya.channel('Maths leads', 'Teaching ideas');
  const question = await priya.post(`/channels/${channel}/topics`, {
    title: 'Has anyone got a hundred square that folds?',
    text: 'Ours tear.',
    question: true,
  });
  await joe.post(`/topics/${question.id}/messages`, { text: 'Ours is cloth, and it lasts.' });
  await priya.put(`/topics/${question.id}/answer`, { ordinal: 2 });
  return {
    own: (await joe.person(lead)).id,
    other: (await joe.person('Amara Okafor')).id,
    post: post.id,
    draft: draft.id,
    question: question.id,
    channel,
  };
}

function pagesOfPeople({ own, other }: Places): Screen[] {
  const path = `/people/${own}`;
  const editing = (what: string) => async (page: Page) => {
    await press(page, `Edit: ${what}`);
    await page.getByRole('button', { name: 'Save', exact: true }).waitFor();
  };
  return [
    {
      name: 'people found by what they can do',
      as: member,
      path: '/people?subject=Mathematics&offer=coach',
      open: (page) => page.getByRole('button', { name: 'Remove filter: Coach' }).waitFor(),
    },
    {
      name: 'somebody’s profile',
      as: member,
      path: `/people/${other}`,
      open: (page) => page.getByRole('region', { name: 'Can help with' }).waitFor(),
    },
    {
      name: 'my profile',
      as: lead,
      path,
      open: (page) => page.getByRole('region', { name: 'Days to give' }).waitFor(),
    },
    {
      name: 'my profile, as the network sees it',
      as: lead,
      path,
      open: async (page) => {
        await page.getByLabel('See this page as').selectOption({ label: 'Anyone in the network' });
        await page.getByRole('region', { name: 'Can help with' }).waitFor();
      },
    },
    {
      name: 'my profile, who sees a part',
      as: lead,
      path,
      open: async (page) => {
        await press(page, /^Who sees What I offer/);
        await page.getByRole('button', { name: 'Only me', exact: true }).waitFor();
      },
    },
    { name: 'my profile, strengths', as: lead, path, open: editing('Strengths, and what shows them') },
    { name: 'my profile, subjects', as: lead, path, open: editing('Subjects') },
    {
      name: 'my profile, with errors',
      as: lead,
      path,
      open: async (page) => {
        await editing('Days to give')(page);
        await page.getByLabel('Days in a term').fill('many');
        await press(page, 'Save');
        await page.getByRole('heading', { name: 'There is 1 problem to fix' }).waitFor();
      },
    },
    {
      name: 'profile of somebody else, as administrator',
      as: administrator,
      path: `/people/${other}`,
      open: (page) => page.getByRole('link', { name: 'Manage in administration' }).waitFor(),
    },
  ];
}

function pagesOfPractice({ post, draft }: Places): Screen[] {
  const path = `/practice/${post}`;
  const ready = (page: Page) =>
    page.getByRole('region', { name: 'How it’s going, school by school' }).waitFor();
  return [
    {
      name: 'best practice',
      as: reader,
      path: '/practice',
      open: (page) => page.getByRole('button', { name: 'Sort: Most adopted' }).waitFor(),
    },
    {
      name: 'best practice, nothing found',
      as: reader,
      path: '/practice?cost=nothing&subject=Latin',
      open: (page) => page.getByText('No posts match.', { exact: true }).waitFor(),
    },
    {
      name: 'my posts',
      as: author,
      path: '/practice/mine',
      open: (page) => page.getByRole('region', { name: 'Drafts', exact: true }).waitFor(),
    },
    { name: 'practice post', as: lead, path, open: ready },
    {
      name: 'practice post, telling what happened',
      as: lead,
      path,
      open: async (page) => {
        await ready(page);
        await press(page, /^Say what happened/);
        await dialog(page, /what happened\?$/);
      },
    },
    {
      name: 'practice post, trying it',
      as: lead,
      path,
      open: async (page) => {
        await ready(page);
        await press(page, 'Try this');
        await dialog(page, 'Try this');
      },
    },
    {
      name: 'new practice post, with errors',
      as: author,
      path: '/practice/new',
      open: async (page) => {
        await press(page, 'Begin');
        await page.getByRole('heading', { name: 'There is 1 problem to fix' }).waitFor();
      },
    },
    {
      name: 'draft of a practice post, with errors',
      as: author,
      path: `/practice/${draft}/edit`,
      open: async (page) => {
        await press(page, 'Share it');
        await page.getByRole('heading', { name: /^There are \d problems to fix$/ }).waitFor();
      },
    },
    {
      name: 'adding a golden link',
      as: author,
      path: `/practice/${draft}`,
      open: async (page) => {
        await press(page, 'Add a link');
        await page.getByRole('searchbox', { name: 'Find what to link' }).fill('phonics');
        await page.getByRole('group', { name: 'Choose one' }).waitFor();
      },
    },
  ];
}

export async function practiceScreens(stage: Stage): Promise<Screen[]> {
  const places = await prepare(stage);
  return [
    ...pagesOfPeople(places),
    ...pagesOfPractice(places),
    {
      name: 'new question',
      as: member,
      path: `/channels/${places.channel}/new`,
      open: (page) => page.getByRole('checkbox', { name: 'This is a question' }).check(),
    },
    {
      name: 'question with its answer',
      as: member,
      path: `/topics/${places.question}`,
      open: async (page) => {
        await title(page, 'Has anyone got a hundred square that folds?');
        await page.getByRole('heading', { name: 'The accepted answer' }).waitFor();
      },
    },
  ];
}
