// The screens of purchases, and the page of a supplier. The demo network has a purchase at every stage.
import type { Page } from 'playwright-core';
import { supplierLinkTo } from './mail';
import { dialog, press, title, type Screen } from './screen_parts';
import type { Stage } from './stage';

/** Who owns the demo network’s purchase at each stage. */
const owners = {
  need: 'Christine Jowett',
  market_analysis: 'Lorraine Tate',
  sourcing_options: 'Joanne Ferris',
  go_to_market: 'Siobhan Duffy',
  evaluation: 'Hilary Baines',
  contract_award: 'Lorraine Tate',
  handover: 'Trevor Stubbs',
  complete: 'Brenda Readman',
  cancelled: 'Sue Hanley',
} as const;
type At = keyof typeof owners;
const bidder = { name: 'Quiet Nights of Hexholme', email: 'office@quietnights.example' };
const problems = (page: Page) => page.getByRole('heading', { name: /problems? to fix/ }).waitFor();
const text = (page: Page, words: string | RegExp) => page.getByText(words).first().waitFor();
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name }).first().waitFor();

interface Places {
  of: (at: At) => string;
  /** A supplier’s own page, without an account. */
  desk: string;
}

async function find(stage: Stage): Promise<Places> {
  const ids = new Map<string, number>();
  for (const name of new Set(Object.values(owners))) {
    const client = await stage.as(name);
    const { person } = await client.get('/me');
    const { items } = await client.get('/purchases?limit=200');
    for (const one of items) if (one.owner === person) ids.set(one.stage, one.id);
  }
  const client = await stage.as(owners.go_to_market);
  const { memberships } = await client.get('/me');
  const { id: supplier } = await client.post('/suppliers', {
    organisation: memberships[0].organisation,
    supplier_name: bidder.name,
    company_number: '',
    sme: true,
    website: '',
    note: '',
  });
  const place = `/purchases/${ids.get('go_to_market')}/supplier-links`;
  await client.post(place, { supplier, email: bidder.email, contact: 'Mo Dusk' });
  return {
    of: (at) => `/buying/purchases/${ids.get(at)}`,
    desk: await supplierLinkTo(stage.server.url, bidder.email, () => Promise.resolve()),
  };
}

/** What was decided before is folded; everything of it is looked at, too. */
const unfold = (page: Page) =>
  page.evaluate(() =>
    document.querySelectorAll('main details').forEach((one) => one.setAttribute('open', '')),
  );
const shown = (page: Page) => page.getByRole('region', { name: 'What happens next' }).waitFor();

function earlyScreens({ of }: Places): Screen[] {
  const edits = (button: string | RegExp, label: string) => async (page: Page) => {
    await press(page, button);
    await page.getByLabel(label).first().waitFor();
  };
  return [
    {
      name: 'purchases',
      as: owners.contract_award,
      path: '/buying/purchases',
      open: (page) => text(page, /^Stage \d of 7/),
    },
    {
      name: 'a new purchase, with errors',
      as: owners.need,
      path: '/buying/purchases/new',
      open: async (page) => {
        await press(page, 'Begin the purchase');
        await problems(page);
      },
    },
    { name: 'a purchase at its need', as: owners.need, path: of('need'), open: shown },
    {
      name: 'writing what is needed',
      as: owners.need,
      path: of('need'),
      open: edits(/^(Write it|Change) ?: What is needed/, 'Why?'),
    },
    {
      name: 'working out the value',
      as: owners.market_analysis,
      path: of('market_analysis'),
      open: edits(/^(Work it out|Change) ?: Whole-life value/, 'How many times?'),
    },
    {
      name: 'a purchase, its options',
      as: owners.sourcing_options,
      path: of('sourcing_options'),
      open: shown,
    },
    {
      name: 'writing a tender pack',
      as: owners.sourcing_options,
      path: of('sourcing_options'),
      open: edits(/^(Write it|Change) ?: Tender pack/, 'Specification'),
    },
    {
      name: 'naming who decides',
      as: owners.sourcing_options,
      path: of('sourcing_options'),
      open: edits(/^(Name them|Change) ?: Who decides/, 'Colleague'),
    },
    {
      name: 'declaring interests',
      as: owners.sourcing_options,
      path: of('sourcing_options'),
      open: (page) => press(page, /^Declare( anew)?$/).then(() => dialog(page, 'Declare your interests')),
    },
  ];
}

function marketScreens({ of, desk }: Places): Screen[] {
  const as = owners.go_to_market;
  const path = of('go_to_market');
  return [
    { name: 'a purchase on the market', as, path, open: (page) => text(page, bidder.name) },
    {
      name: 'asking a supplier, with errors',
      as,
      path,
      open: async (page) => {
        await press(page, 'Ask a supplier');
        await page.getByRole('dialog').getByRole('button', { name: 'Send the link' }).click();
        await problems(page);
      },
    },
    {
      name: 'entering a quote by hand',
      as,
      path,
      open: async (page) => {
        await press(page, 'Enter a quote by hand');
        await page.getByLabel('Scan of what came').waitFor();
      },
    },
    { name: 'a supplier is asked', path: desk, open: (page) => heading(page, 'Your quote') },
    {
      name: 'a supplier’s quote, with errors',
      path: desk,
      open: async (page) => {
        await press(page, 'Check and send');
        await problems(page);
      },
    },
    {
      name: 'a supplier’s link that doesn’t work',
      path: '/supplier/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
      open: (page) => title(page, 'This link doesn’t work any more'),
    },
  ];
}

function lateScreens({ of }: Places): Screen[] {
  return [
    {
      name: 'scoring quotes',
      as: 'Janet Crossley',
      path: of('evaluation'),
      open: (page) => heading(page, 'Your scores'),
    },
    {
      name: 'scores that are in',
      as: 'Leanne Parkin',
      path: of('evaluation'),
      open: (page) => text(page, /^Your scores are in/),
    },
    {
      name: 'scoring prices, with errors',
      as: owners.go_to_market,
      path: of('evaluation'),
      open: async (page) => {
        await press(page, 'Send the price points');
        await problems(page);
      },
    },
    {
      name: 'an award that stands still',
      as: owners.contract_award,
      path: of('contract_award'),
      open: async (page) => {
        await text(page, /^Standstill until/);
        await unfold(page);
        await text(page, 'Moderation');
      },
    },
    {
      name: 'recording a challenge',
      as: owners.contract_award,
      path: of('contract_award'),
      open: (page) => press(page, 'Record a challenge').then(() => dialog(page, 'Record a challenge')),
    },
    {
      name: 'handing a purchase over, with errors',
      as: owners.handover,
      path: of('handover'),
      open: async (page) => {
        await page.getByLabel('Write down what is saved').check();
        await press(page, 'Complete the purchase');
        await problems(page);
      },
    },
    {
      name: 'a purchase that is complete',
      as: owners.complete,
      path: of('complete'),
      open: async (page) => {
        await text(page, /^The purchase is complete/);
        await unfold(page);
        await text(page, 'Quotes side by side');
      },
    },
    {
      name: 'a purchase that was cancelled',
      as: owners.cancelled,
      path: of('cancelled'),
      open: (page) => text(page, /^It was cancelled/),
    },
  ];
}

export async function purchaseScreens(stage: Stage): Promise<Screen[]> {
  const places = await find(stage);
  return [...earlyScreens(places), ...marketScreens(places), ...lateScreens(places)];
}
