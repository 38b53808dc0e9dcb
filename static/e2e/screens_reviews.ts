// The screens of peer review. The demo network has a review in each state, and a cycle that schools are asked to join.
import type { Page } from 'playwright-core';
import { dialog, press, type Screen } from './screen_parts';
import type { Stage } from './stage';

/** They organise what the demo network's schools review. */
const organisers = ['Wendy Garside', 'Susan Blakey'];

interface Places {
  /** By the state that it is in; of several the newest. */
  review: (state: string) => string;
  running: string;
  open: string;
  /** By which the trust's leader reads a report. */
  grant: string;
}

async function find(stage: Stage): Promise<Places> {
  const found = new Map<string, number>();
  for (const name of organisers) {
    const { items } = await (await stage.as(name)).get('/peer-reviews?limit=100');
    for (const { state, id } of items) if (!found.has(state)) found.set(state, id);
  }
  const cycleOf = async (name: string, state: string) => {
    const { items } = await (await stage.as(name)).get('/review-cycles');
    const { id } = items.find((one: { state: string }) => one.state === state);
    return `/reviews/cycles/${id}`;
  };
  const { items: grants } = await (await stage.as('Diane Whitaker')).get('/report-grants');
  return {
    review: (state) => `/reviews/${found.get(state)}`,
    running: await cycleOf('Wendy Garside', 'running'),
    open: await cycleOf('Morwenna Trewin', 'open'),
    grant: `/reviews/reports/${grants[0].id}`,
  };
}

const heading = (page: Page, name: string | RegExp) =>
  page
    .getByRole('heading', typeof name === 'string' ? { name, exact: true } : { name })
    .first()
    .waitFor();
const next = (page: Page) => page.getByRole('region', { name: 'What happens next', exact: true }).waitFor();
const asked = (button: string | RegExp, name: string | RegExp) => (page: Page) =>
  press(page, button).then(() => dialog(page, name));

function cycleScreens({ running, open }: Places): Screen[] {
  return [
    {
      name: 'peer reviews',
      as: 'Julia Stanhope',
      path: '/reviews',
      open: (page) => heading(page, 'At your school'),
    },
    {
      name: 'peer reviews, none yet',
      as: 'Sam Yates',
      path: '/reviews',
      open: (page) => page.getByText('No peer review yet').waitFor(),
    },
    {
      name: 'setting up a cycle, with errors',
      as: 'Wendy Garside',
      path: '/reviews/cycles/new',
      open: async (page) => {
        await press(page, 'Save and ask the schools');
        await page.getByRole('heading', { name: /problems? to fix/ }).waitFor();
      },
    },
    {
      name: 'a cycle under way',
      as: 'Wendy Garside',
      path: running,
      open: (page) => heading(page, 'Where each review is'),
    },
    {
      name: 'a cycle that schools join',
      as: 'Morwenna Trewin',
      path: open,
      open: (page) => heading(page, 'Who visits whom'),
    },
    {
      name: 'asked to join a cycle',
      as: 'Niamh Cassidy',
      path: open,
      open: async (page) => {
        await press(page, /^Join/);
        await heading(page, /joins$/);
      },
    },
  ];
}

function reviewScreens({ review }: Places): Screen[] {
  return [
    {
      name: 'a review’s questions and dates',
      as: 'Bernadette Quigley',
      path: review('draft'),
      open: async (page) => {
        await press(page, 'Set questions and dates');
        await page.getByLabel('First day').waitFor();
      },
    },
    {
      name: 'choosing a team',
      as: 'Wendy Garside',
      path: review('scoped'),
      open: async (page) => {
        await press(page, 'Choose people');
        await heading(page, 'Choose the team');
      },
    },
    {
      name: 'declaring interests',
      as: 'Luis Pereira',
      path: review('team_proposed'),
      open: async (page) => {
        await page.getByRole('button', { name: 'Declare', exact: true }).first().click();
        await page.getByText('What applies to you?').first().waitFor();
      },
    },
    { name: 'a team that is asked', as: 'Wendy Garside', path: review('team_proposed'), open: next },
    {
      name: 'agreeing to a team',
      as: 'Rukhsana Ali',
      path: review('interests_declared'),
      open: asked('Agree to the team', 'Agree to this team?'),
    },
    { name: 'a review, on its visit', as: 'Marcus Redfern', path: review('visiting'), open: next },
    { name: 'a review that is closed', as: 'Helen Marsden', path: review('closed'), open: next },
  ];
}

function visitScreens({ review }: Places): Screen[] {
  return [
    {
      name: 'a self-review being written',
      as: 'Niamh Cassidy',
      path: `${review('confirmed')}/self-review`,
      open: async (page) => {
        await press(page, /^Write this part/);
        await page.getByLabel('What needs work?').first().waitFor();
      },
    },
    {
      name: 'a self-review, read by the team',
      as: 'Niamh Cassidy',
      path: `${review('self_review_submitted')}/self-review`,
      open: (page) => page.getByText('Daily catch-up').waitFor(),
    },
    {
      name: 'a timetable',
      as: 'Vivian Lam',
      path: `${review('self_review_submitted')}/timetable`,
      open: (page) => page.getByText('Phonics in Reception and Year 1').first().waitFor(),
    },
    {
      name: 'planning an activity',
      as: 'Vivian Lam',
      path: `${review('self_review_submitted')}/timetable`,
      open: asked('Add an activity', 'Add an activity'),
    },
    {
      name: 'evidence notes',
      as: 'Yasmin Hussain',
      path: `${review('visiting')}/notes`,
      open: (page) => page.getByText('Nineteen of twenty-six spoke.').waitFor(),
    },
    {
      name: 'worried about a child',
      as: 'Yasmin Hussain',
      path: `${review('visiting')}/notes`,
      open: async (page) => {
        // Beside the notes, or on a phone below what is written.
        const ways = page.getByRole('button', { name: 'Worried about a child?', exact: true });
        await ways.filter({ visible: true }).first().click();
        await dialog(page, 'Worried about a child?');
      },
    },
  ];
}

function reportScreens({ review, grant }: Places): Screen[] {
  return [
    {
      name: 'a report being written',
      as: 'Paul Osborne',
      path: `${review('draft_report')}/report`,
      open: async (page) => {
        await press(page, /^Write this part/);
        await page.getByLabel('What did the team find?').first().waitFor();
      },
    },
    {
      name: 'a report with the school',
      as: 'Paul Osborne',
      path: `${review('factual_check')}/report`,
      open: (page) => page.getByText('It is three of four in our notes').waitFor(),
    },
    {
      name: 'commenting on a report',
      as: 'Paul Osborne',
      path: `${review('factual_check')}/report`,
      open: asked(/^Comment on/, /^Comment on/),
    },
    {
      name: 'a report that is final',
      as: 'Julia Stanhope',
      path: `${review('final')}/report`,
      open: (page) => heading(page, 'Who may read'),
    },
    {
      name: 'letting somebody read a report',
      as: 'Julia Stanhope',
      path: `${review('final')}/report`,
      open: asked(/^Add/, 'Who else may read the report?'),
    },
    {
      name: 'a report read by a permission',
      as: 'Diane Whitaker',
      path: grant,
      open: (page) => page.getByText(/sees that you read this/).waitFor(),
    },
  ];
}

function planScreens({ review }: Places): Screen[] {
  return [
    { name: 'a plan to be written', as: 'Julia Stanhope', path: `${review('final')}/plan`, open: next },
    {
      name: 'writing a plan',
      as: 'Julia Stanhope',
      path: `${review('final')}/plan`,
      open: asked('Write the plan', 'The plan'),
    },
    {
      name: 'actions after a review',
      as: 'Sally Raine',
      path: `${review('impact_check')}/plan`,
      open: (page) => page.getByRole('table', { name: 'Actions' }).waitFor(),
    },
    {
      name: 'a new action, with errors',
      as: 'Abena Mensah',
      path: `${review('action_plan')}/plan`,
      open: async (page) => {
        await press(page, 'Add action');
        await dialog(page, 'New action');
        await page.getByRole('dialog').getByRole('button', { name: 'Add action', exact: true }).click();
        await page.getByRole('heading', { name: /problems to fix/ }).waitFor();
      },
    },
    {
      name: 'sharing themes',
      as: 'Abena Mensah',
      path: `${review('action_plan')}/plan`,
      open: asked('Change what is shared', 'Share themes with the organiser'),
    },
    {
      name: 'best practice made of a strength',
      as: 'Abena Mensah',
      path: `${review('action_plan')}/plan`,
      open: async (page) => {
        await page.getByRole('link', { name: /^Write as best practice/ }).click();
        await page.getByText('This will say that it came of the peer review').waitFor();
      },
    },
    {
      name: 'an action from a review, at mine',
      as: 'Will Metcalfe',
      path: '/actions',
      open: (page) => heading(page, 'From peer reviews'),
    },
    {
      name: 'saying how an action stands',
      as: 'Will Metcalfe',
      path: '/actions',
      open: asked(/^Say how it stands/, 'How does it stand?'),
    },
  ];
}

export async function reviewScreensOf(stage: Stage): Promise<Screen[]> {
  const places = await find(stage);
  return [
    ...cycleScreens(places),
    ...reviewScreens(places),
    ...visitScreens(places),
    ...reportScreens(places),
    ...planScreens(places),
  ];
}
