// The screens of buying together. The demo network has registers, a pool in each state, savings of each kind.
import type { Page } from 'playwright-core';
import { dialog, press, title, type Screen } from './screen_parts';
import type { Stage } from './stage';

const manager = 'Carol Sykes';
const organiser = 'Jill Thackray';
const neighbour = 'Lorraine Tate';

interface Places {
  contract: string;
  /** Of which the manager sees everything but its money. */
  elsewhere: string;
  pool: (state: string) => string;
  supplier: string;
  potential: string;
  realised: string;
  trust: number;
}

async function find(stage: Stage): Promise<Places> {
  const carol = await stage.as(manager);
  const { items: contracts } = await carol.get('/contracts?limit=200');
  const contractOf = (name: string) => {
    const { id } = contracts.find((one: { details: { title: string } }) => one.details.title === name);
    return `/buying/contracts/${id}`;
  };
  const pools = new Map<string, number>();
  for (const name of [organiser, neighbour, 'Joanne Ferris', 'Christine Jowett']) {
    const { items } = await (await stage.as(name)).get('/pools');
    for (const { state, id } of items) pools.set(state, id);
  }
  const { items: suppliers } = await carol.get('/suppliers?words=Sparrowgate');
  const jill = await stage.as(organiser);
  const { items: savings } = await jill.get('/savings');
  const savingOf = (state: string) => {
    const { id } = savings.find((one: { state: string }) => one.state === state);
    return `/buying/savings/${id}`;
  };
  return {
    contract: contractOf('Cleaning of the whole school'),
    elsewhere: contractOf('School meals, all ages'),
    pool: (state) => `/buying/pools/${pools.get(state)}`,
    supplier: `/buying/suppliers/${suppliers[0].id}`,
    potential: savingOf('potential'),
    realised: savingOf('realised'),
    trust: (await jill.get('/me')).memberships[0].organisation,
  };
}

const heading = (page: Page, name: string | RegExp) =>
  page
    .getByRole('heading', typeof name === 'string' ? { name, exact: true } : { name })
    .first()
    .waitFor();
const text = (page: Page, words: string | RegExp) => page.getByText(words).first().waitFor();
const problems = (page: Page) => page.getByRole('heading', { name: /problems? to fix/ }).waitFor();

function registerScreens({ contract, elsewhere }: Places): Screen[] {
  return [
    {
      name: 'contract register',
      as: organiser,
      path: '/buying/contracts',
      open: (page) => text(page, 'Cleaning of the whole school'),
    },
    {
      name: 'contracts over twelve months',
      as: organiser,
      path: '/buying/contracts?view=timeline',
      open: (page) => heading(page, /^Renewals/),
    },
    {
      name: 'contracts by month',
      as: organiser,
      path: '/buying/contracts?view=calendar',
      open: (page) => page.getByRole('button', { name: 'Month after' }).waitFor(),
    },
    {
      name: 'a new contract, with errors',
      as: manager,
      path: '/buying/contracts/new',
      open: async (page) => {
        await press(page, 'Add contract');
        await problems(page);
      },
    },
    { name: 'a contract, ours', as: manager, path: contract, open: (page) => heading(page, 'Money') },
    {
      name: 'a contract, of another school',
      as: manager,
      path: elsewhere,
      open: (page) => text(page, 'What it costs is not shared with you.'),
    },
    {
      name: 'giving notice',
      as: manager,
      path: contract,
      open: (page) => press(page, 'Give notice').then(() => dialog(page, 'Give notice')),
    },
    {
      name: 'changing a contract',
      as: manager,
      path: `${contract}/edit`,
      open: (page) => page.getByLabel('Last day of service').waitFor(),
    },
    {
      name: 'importing a register',
      as: manager,
      path: '/buying/import',
      open: (page) => page.locator('input[type=file]').waitFor({ state: 'attached' }),
    },
    {
      name: 'radar',
      as: manager,
      path: '/buying/radar',
      open: (page) => page.getByRole('link', { name: 'Open a pool' }).first().waitFor(),
    },
  ];
}

function poolScreens({ pool }: Places): Screen[] {
  const shown = (page: Page) => heading(page, 'Volumes');
  return [
    {
      name: 'pools',
      as: organiser,
      path: '/buying/pools',
      open: (page) => text(page, 'Cleaning for primary schools from next year'),
    },
    {
      name: 'a new pool, with errors',
      as: organiser,
      path: '/buying/pools/new',
      open: async (page) => {
        await press(page, 'Save and ask the schools');
        await problems(page);
      },
    },
    { name: 'a pool, its organiser', as: organiser, path: pool('open'), open: shown },
    { name: 'a pool, who has no part in it', as: 'Trevor Stubbs', path: pool('open'), open: shown },
    {
      name: 'signing for a school',
      as: 'Abena Mensah',
      path: pool('open'),
      open: (page) => press(page, /^Sign/).then(() => heading(page, /^Sign for/)),
    },
    {
      name: 'changing a pool',
      as: organiser,
      path: `${pool('open')}/edit`,
      open: (page) => text(page, /makes all signatures fall/),
    },
    { name: 'a pool being drafted', as: 'Joanne Ferris', path: pool('draft'), open: shown },
    { name: 'a pool that is being bought', as: neighbour, path: pool('purchasing'), open: shown },
    { name: 'a pool that was cancelled', as: 'Christine Jowett', path: pool('cancelled'), open: shown },
  ];
}

function moneyScreens({ supplier, potential, realised, trust }: Places): Screen[] {
  return [
    {
      name: 'suppliers',
      as: manager,
      path: '/buying/suppliers',
      open: (page) => text(page, 'Alarmbell Fire and Safety'),
    },
    { name: 'a supplier', as: manager, path: supplier, open: (page) => text(page, 'Reply of the trust') },
    {
      name: 'writing about a supplier',
      as: 'Denise Nolan',
      path: supplier,
      open: (page) => heading(page, 'Experience'),
    },
    { name: 'savings', as: organiser, path: '/buying/savings', open: (page) => heading(page, 'All savings') },
    {
      name: 'a new saving, with errors',
      as: organiser,
      path: '/buying/savings/new',
      open: async (page) => {
        await press(page, 'Add the saving');
        await problems(page);
      },
    },
    {
      name: 'a saving that is hoped for',
      as: organiser,
      path: potential,
      open: (page) => text(page, 'What was hoped for'),
    },
    {
      name: 'a saving that was had',
      as: organiser,
      path: realised,
      open: (page) => text(page, 'What was had'),
    },
    {
      name: 'buying overview',
      as: organiser,
      path: '/buying/overview',
      open: (page) => heading(page, 'Taking part'),
    },
    {
      name: 'thresholds',
      as: organiser,
      path: '/buying/thresholds',
      open: (page) => page.getByRole('table').first().waitFor(),
    },
    {
      name: 'buying bands',
      as: 'Diane Whitaker',
      path: `/organisations/${trust}/bands`,
      open: (page) => title(page, 'Buying bands'),
    },
    {
      name: 'a contract that is not there',
      as: manager,
      path: '/buying/contracts/999999999',
      open: (page) => text(page, 'This page does not exist or is not shared with you.'),
    },
    {
      name: 'buying, for those who manage nothing',
      as: 'Sam Yates',
      path: '/buying',
      open: (page) => title(page, 'Pools'),
    },
  ];
}

export async function buyingScreens(stage: Stage): Promise<Screen[]> {
  const places = await find(stage);
  return [...registerScreens(places), ...poolScreens(places), ...moneyScreens(places)];
}
