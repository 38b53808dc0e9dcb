// A whole cycle of three schools over sixteen months: the trust's leader, a head, her lead reviewer and a reviewer with
// a phone at their browsers; the other two schools beside them. And what nobody else is shown of it.
import type { Locator, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import type { View, Visitor } from './browser';
import type { Client } from './client';
import { Calendar } from './hub_calendar';
import { check, plan, prepare, report, type Quiet } from './review_quietly';
import { meetWorkingDay } from './review_stage';
import { useStage } from './stage';

const stage = useStage({ manualClock: true });
const calendar = new Calendar();
const organiser = 'Diane Whitaker';
const host = 'Vivian Lam';
const lead = 'Daniel Obi';
const reviewer = 'Shazia Malik';
const school = 'Swarthbeck Primary School';
const visitor = 'Dyeworks Lane Primary School';
const third = 'Winterscale Primary School';
const name = 'Brightholme primary schools look at talk';

const press = (page: Page | Locator, button: string | RegExp) =>
  page
    .getByRole('button', typeof button === 'string' ? { name: button, exact: true } : { name: button })
    .first()
    .click();
const follow = (page: Page, link: string | RegExp) => page.getByRole('link', { name: link }).first().click();
const asked = (page: Page, title: string | RegExp) => page.getByRole('dialog', { name: title });
const said = (page: Page, words: string | RegExp) =>
  page.getByRole('status').getByText(words).first().waitFor();
const next = (page: Page) => page.getByRole('region', { name: 'What happens next', exact: true });

/** Those at their browsers. Their time is the hub's: both have to mean the same day. */
const visitors = new Map<string, Visitor>();
const clients = new Map<string, Client>();

async function signIn(who: string): Promise<Visitor> {
  const found = visitors.get(who);
  if (!found) throw new Error(`${who} has no browser.`);
  await found.context.clock.setFixedTime(calendar.now);
  const data = { email: stage.emailOf(who), password: 'a password for tests' };
  await found.context.request.post(`${stage.server.url}/api/v1/session`, { data });
  return found;
}
async function at(who: string, path: string): Promise<Page> {
  const { page } = visitors.get(who) ?? (await signIn(who));
  await page.goto(stage.server.url + path);
  return page;
}
async function opens(who: string, view: View = {}): Promise<void> {
  visitors.set(who, await stage.stranger(view));
  await signIn(who);
}
async function client(who: string): Promise<Client> {
  const made = clients.get(who) ?? (await stage.as(who));
  clients.set(who, made);
  return made;
}
/** Nine o'clock of that day. Sessions have ended by then. */
async function comes(date: string): Promise<void> {
  const ms = calendar.until(date);
  await stage.server.advance(ms);
  calendar.now += ms;
  for (const who of visitors.keys()) await signIn(who);
  await Promise.all([...clients.values()].map((one) => one.signIn()));
}

/** The trust's leader sets it up; answers where it is. */
async function setUp(): Promise<string> {
  const page = await at(organiser, '/reviews');
  await follow(page, /^Set up a cycle|^New cycle/);
  await page.getByLabel('What is it called?').fill(name);
  for (const one of [school, visitor, third])
    await page.getByRole('checkbox', { name: new RegExp(`^${one}`) }).check();
  for (const [label, date] of [
    ['Schools join by', calendar.day(10)],
    ['Visits from', calendar.day(14)],
    ['Visits until', calendar.day(80)],
    ['Reports are final by', calendar.day(110)],
    ['Last follow-up by', calendar.day(560)],
  ] as const)
    await page.getByLabel(label).fill(date);
  await press(page, 'Save and ask the schools');
  await page.getByRole('heading', { level: 1, name }).waitFor();
  return new URL(page.url()).pathname;
}

async function join(cycle: string): Promise<void> {
  const page = await at(host, '/');
  await follow(page, `Should your school take part? ${name}`);
  await press(page, /^Join/);
  await page.getByLabel(/^How many days can your reviewers be away/).fill('4');
  await page.getByRole('radio', { name: 'No, none of them' }).check();
  await press(page, 'Join the cycle');
  await said(page, /You take part/);
  for (const [who, place] of [
    ['Rukhsana Ali', visitor],
    ['Manjit Gill', third],
  ] as const) {
    const { items } = await (await client(who)).get('/organisations?limit=200');
    const { id } = items.find((one: { name: string }) => one.name === place);
    await (
      await client(who)
    ).put(`/review-cycles/${cycle.split('/').at(-1)}/schools/${id}`, { days_given: 4, interests_why: '' });
  }
}

async function start(cycle: string): Promise<void> {
  const page = await at(organiser, cycle);
  const visits = (from: string, to: string) =>
    page.getByRole('checkbox', { name: `${from} visits ${to}`, exact: true }).check();
  await visits(visitor, school);
  await visits(school, visitor);
  // Two schools that review each other are told at once.
  await page
    .getByText(/would review each other/)
    .first()
    .waitFor();
  await page.getByRole('checkbox', { name: `${school} visits ${visitor}`, exact: true }).uncheck();
  await visits(third, visitor);
  await visits(school, third);
  await page.getByText('Every rule holds.').waitFor();
  await press(next(page), 'Start');
  await press(asked(page, 'Start the reviews?'), 'Start');
  await page.getByRole('heading', { name: 'Where each review is' }).waitFor();
}

async function scope(first: string, last: string): Promise<string> {
  const page = await at(host, '/');
  await follow(page, /can be planned/);
  await press(page, 'Set questions and dates');
  await page.getByLabel('Question 1').fill('Who speaks in lessons, and who could?');
  await page.getByLabel('Question 2').fill('What do pupils remember of last year?');
  await page.getByLabel('What is to stay among whom?').fill('It stays with the team and the school.');
  await page.getByLabel('First day').fill(first);
  await page.getByLabel('Last day').fill(last);
  await press(page, 'Save and ask for a team');
  await said(page, /The organiser can name a team now/);
  return new URL(page.url()).pathname;
}

async function nameTeam(review: string): Promise<void> {
  const page = await at(organiser, review);
  await press(page, 'Choose people');
  for (const one of [lead, reviewer])
    await page.getByRole('checkbox', { name: `Choose ${one}`, exact: true }).check();
  await page.getByRole('radio', { name: `${lead} leads`, exact: true }).check();
  await press(page, 'Ask them');
  await said(page, /They have been asked/);
  for (const one of [lead, reviewer]) {
    const theirs = await at(one, '/');
    await follow(theirs, /asked to review Swarthbeck/);
    await press(next(theirs), 'Declare');
    await theirs.getByRole('checkbox', { name: 'I have nothing to declare' }).check();
    await theirs.getByRole('button', { name: 'Declare', exact: true }).last().click();
    await said(theirs, /Thank you/);
  }
  for (const one of [lead, reviewer]) {
    await page.goto(stage.server.url + review);
    await press(page, new RegExp(`^Clear ?: ${one}`));
    await press(asked(page, `Clear ${one}?`), 'Clear');
    await said(page, 'Cleared');
  }
  const heads = await at(host, review);
  await press(next(heads), 'Agree to the team');
  await press(asked(heads, 'Agree to this team?'), 'Agree');
  await said(heads, /Confirmed/);
}

async function reviewOneself(review: string): Promise<void> {
  const page = await at(host, `${review}/self-review`);
  for (const words of ['Talk partners in every class.', 'Assistants know the question.', 'We meet weekly.']) {
    await press(page, /^Write this part/);
    await page.getByLabel('What is strong?').fill(words);
    await press(page, 'Save');
    await page.getByText(words).waitFor();
  }
  await press(page, 'Send to the team');
  await press(asked(page, 'Send the self-review to the team?'), 'Send it');
  await said(page, /Sent/);
}

/** In a corridor: what was typed without a connection is sent with it, and a pupil's name is not saved at all. */
async function lookAround(review: string): Promise<void> {
  const page = await at(reviewer, `${review}/notes`);
  const box = page.getByRole('textbox', { name: 'New note' });
  await box.waitFor();
  await page
    .getByText('On this device, this page opens without a connection too.')
    .waitFor()
    .catch(() => {});
  await page.context().setOffline(true);
  await box.fill('Nineteen of twenty-six spoke, partners first.');
  await page.getByRole('checkbox', { name: /^Q1/ }).check();
  await press(page, 'Save note');
  await page.getByText('On this device', { exact: true }).waitFor();
  const mate = await at(lead, `${review}/notes`);
  expect(await mate.getByText('Nineteen of twenty-six').count()).toBe(0);
  await box.fill('Jayden S sat alone at the back.');
  await press(page, 'Save note');
  await page.getByText(/looks like a pupil’s name/).waitFor();
  await box.fill('One child sat alone and was asked in twice.');
  await press(page, 'Save note');
  await page.context().setOffline(false);
  await expect
    .poll(() => page.getByText('With the team', { exact: true }).count(), { timeout: 20_000 })
    .toBe(2);
  // The team has it at once; the school never.
  await mate.getByText('The whole team', { exact: true }).click();
  await mate.getByText('Nineteen of twenty-six spoke, partners first.').waitFor();
  const heads = await client(host);
  expect((await heads.get(`/peer-reviews/${review.split('/').at(-1)}/notes`)).items).toEqual([]);
}

/** Written from the notes, heard, answered, signed by both. */
async function agreeOnReport(review: string): Promise<void> {
  const page = await at(lead, `${review}/report`);
  await press(page, 'Begin the report');
  const found = ['Partners speak first.', 'Words are met once.', 'Children are asked in.'];
  for (const [heading, words] of found.entries()) {
    await page
      .getByRole('button', { name: /^Write this part/ })
      .nth(heading)
      .click();
    const form = page.getByRole('form').filter({ hasText: 'What did the team find?' });
    await form.getByLabel('What did the team find?').fill(words);
    const type = words.startsWith('Words') ? 'Need' : 'Strength';
    await form.getByRole('radio', { name: type, exact: true }).check();
    await form.getByText('Which notes does it rest on?').click();
    await form.getByRole('checkbox', { name: /Nineteen of twenty-six/ }).check();
    await press(form, 'Save');
    await page.getByText(words).first().waitFor();
  }
  await press(page, 'Send to the school');
  await press(asked(page, 'Send the report to the school?'), 'Send it');
  await said(page, /The school has been told/);

  const heads = await at(host, '/');
  await follow(heads, /Check the draft report on Swarthbeck/);
  await press(heads, /^Comment on sentence 2\.1/);
  await asked(heads, /^Comment on/)
    .getByRole('textbox')
    .fill('Since Easter they come back on Fridays.');
  await press(asked(heads, /^Comment on/), 'Send the comment');
  await said(heads, /^Sent/);
  // Open comments keep both from signing; the page of the lead has it already.
  await press(page, /^Answer/);
  const answer = asked(page, 'Answer this comment');
  await answer.getByRole('radio', { name: 'Kept as it is' }).check();
  await answer.getByRole('textbox').fill('We were here in one week only, and say so.');
  await press(answer, 'Answer');
  await said(page, /^Answered/);
  for (const one of [heads, page]) {
    await press(one, 'Sign the report');
    await press(asked(one, 'Sign the report?'), 'Sign');
    await said(one, /^Signed/);
  }
  await heads.getByText(/It is final\. Not a word of it can be changed\./).waitFor();
}

/** Only whom the school names reads it, and the school sees that they did. */
async function letOneRead(review: string): Promise<void> {
  const leader = await at(organiser, `${review}/report`);
  await leader.getByText('You can’t read this report').waitFor();
  const page = await at(host, `${review}/report`);
  await press(page, /^Add/);
  const dialog = asked(page, 'Who else may read the report?');
  await dialog.getByLabel('Person', { exact: true }).fill(organiser);
  await press(dialog, 'Let them read it');
  await said(page, /They have been told/);
  await leader.goto(stage.server.url);
  await follow(leader, /lets you read the report/);
  await leader.getByText('Partners speak first.').waitFor();
  await page.getByRole('complementary').getByText(new RegExp(organiser)).first().waitFor();
}

/** The workshop, an action, a theme that may be counted; and a practice post of what the team found strong. */
async function planAhead(review: string): Promise<void> {
  const page = await at(host, '/');
  await follow(page, /What will change after the review of Swarthbeck/);
  await press(page, /^Make an action/);
  const action = asked(page, 'New action');
  await action.getByLabel('What is to be done').fill('Meet five words again every Friday');
  await action
    .getByLabel('Who sees to it')
    .selectOption({ label: 'Amara Okafor, Maths lead and Year 2 teacher, Swarthbeck Primary School' });
  await action.getByLabel('By when').fill(calendar.day(60));
  await action.getByLabel('How will you know?').fill('Classes that do');
  await action.getByLabel('Where it stands at the start').fill('1 of 12');
  await action.getByLabel('Where it is to come').fill('12 of 12');
  await press(action, 'Add action');
  await said(page, 'Action added.');
  await press(page, 'Write the plan');
  const written = asked(page, 'The plan');
  await written.getByLabel('What came out of it').fill('One action that everybody can see.');
  await press(written, 'Save');
  await said(page, 'The plan is saved.');
  await press(page, 'Share themes');
  const themes = asked(page, 'Share themes with the organiser');
  await themes.getByRole('checkbox', { name: /^Words are met once/ }).check();
  await themes.getByLabel('In these words').fill('Words of the subjects');
  await press(themes, 'Share these');
  await said(page, /^Shared/);

  await follow(page, /^Write as best practice/);
  await page.getByText('This will say that it came of the peer review').waitFor();
  expect(
    await page
      .getByLabel(/^What is it called|^Title/)
      .first()
      .inputValue(),
  ).toBe('Partners speak first.');
  await press(page, 'Begin');
  await page.waitForURL(/\/practice\/\d+\/edit$/);
  await page.goto(`${stage.server.url}${review}/plan`);
  await page.getByRole('link', { name: 'Partners speak first.', exact: true }).waitFor();
}

/** Nothing of it for who has no part in it: neither by its address, nor in a list, nor by search. */
async function isHiddenFrom(who: string, review: string): Promise<void> {
  const one = await client(who);
  const id = review.split('/').at(-1);
  for (const path of [
    `/peer-reviews/${id}`,
    `/review-scopes/${id}`,
    `/self-reviews/${id}`,
    `/review-reports/${id}`,
    `/review-plans/${id}`,
    `/peer-reviews/${id}/notes`,
    `/peer-reviews/${id}/report/grants`,
  ])
    expect((await one.ask('GET', path)).status, `${who} asks for ${path}`).toBe(404);
  const { items } = await one.get('/peer-reviews');
  expect(items.some((it: { id: number }) => it.id === Number(id))).toBe(false);
  const { items: hits } = await one.get('/search?q=Partners+speak');
  expect(JSON.stringify(hits ?? [])).not.toContain('peer-reviews');
}

async function checkImpact(title: string, words: string): Promise<void> {
  const page = await at(host, '/');
  await follow(page, /What has changed since the review of Swarthbeck/);
  await press(page, 'Start the check');
  await asked(page, title).getByLabel('In a few lines').fill(words);
  await press(asked(page, title), 'Save the check');
  await said(page, /Thank you/);
}

it('plays a year of three schools', { timeout: 300_000 }, async () => {
  await meetWorkingDay(stage);
  clients.clear();
  const femi = await client('Femi Adeyemi');
  await femi.signIn();
  await calendar.read(femi);
  await Promise.all([
    opens(organiser),
    opens(host),
    opens(lead),
    opens(reviewer, { width: 390, height: 844 }),
  ]);

  const cycle = await setUp();
  await join(cycle);
  await start(cycle);
  const first = calendar.working(40);
  const last = calendar.working(42);
  const review = await scope(first, last);
  await nameTeam(review);
  const others = await otherReviews(cycle);
  for (const one of others) await prepare(one, await client(organiser), [first, last]);

  await comes(calendar.working(20));
  await reviewOneself(review);
  await comes(first);
  await lookAround(review);
  await comes(calendar.working(46));
  expect(calendar.day(0) > last).toBe(true);
  await agreeOnReport(review);
  for (const one of others) await report(one);
  await letOneRead(review);
  for (const who of ['Paul Osborne', 'Imran Rahman', 'Amara Okafor']) await isHiddenFrom(who, review);

  await comes(calendar.working(8));
  await planAhead(review);
  for (const one of others) await plan(one, calendar.day(0));

  // A month after the signatures the team’s work is over: they see nothing any more.
  await comes(calendar.working(30));
  for (const who of [lead, reviewer]) await isHiddenFrom(who, review);
  const mate = await at(lead, `${review}/notes`);
  await mate.getByText('This page does not exist or is not shared with you.').waitFor();

  await comes(calendar.working(60));
  await checkImpact('90-day check', 'Nine classes of twelve. Three begin after half term.');
  for (const one of others) await check(one);
  const overview = await at(organiser, cycle);
  await overview.getByText('Words of the subjects').first().waitFor();

  await comes(calendar.working(290));
  await checkImpact('One-year check', 'All twelve, and it stays.');
  for (const one of others) await check(one);
  const ends = await at(organiser, cycle);
  // With the last of its reviews.
  await ends.getByRole('heading', { name: 'This cycle is closed' }).waitFor();
});

/** Dyeworks is reviewed by Winterscale, and Winterscale by Swarthbeck. */
async function otherReviews(cycle: string): Promise<Quiet[]> {
  const { items } = await (await client(organiser)).get(`/peer-reviews?cycle=${cycle.split('/').at(-1)}`);
  const names = await (await client(organiser)).get('/organisations?limit=200');
  const idOf = (place: string) => names.items.find((one: { name: string }) => one.name === place).id;
  const reviewOf = (place: string) => {
    const { id } = items.find((one: { host: number }) => one.host === idOf(place));
    return `/peer-reviews/${id}`;
  };
  return [
    {
      review: reviewOf(visitor),
      host: await client('Rukhsana Ali'),
      lead: await client('Manjit Gill'),
      other: await client('Kirsty Turnbull'),
    },
    {
      review: reviewOf(third),
      host: await client('Manjit Gill'),
      lead: await client(host),
      other: await client('Amara Okafor'),
    },
  ];
}
