// Peer review up to the visit: a cycle is set up and joined, its rota filled in by hand, a team chosen and cleared.
import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import {
  colleague,
  host,
  hostSchool,
  leadReviewer,
  meetWorkingDay,
  organisationIds,
  organiser,
  otherHead,
  personId,
  reviewAt,
  reviewer,
  runCycle,
  trustAdministrator,
  visitingHead,
  visitingSchool,
} from './review_stage';
import { useStage } from './stage';
import { inDays } from './support_stage';

const stage = useStage({ manualClock: true });
beforeAll(() => meetWorkingDay(stage));

const thirdSchool = 'Harrowgill CE Primary School';
const thirdHead = 'Sally Raine';
const heading = (page: Page, name: string | RegExp) =>
  page.getByRole('heading', { level: 1, name }).waitFor();
const next = (page: Page, title: string | RegExp) =>
  page
    .getByRole('region', { name: 'What happens next', exact: true })
    .filter({ has: page.getByRole('heading', { name: title }) });
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const dialog = (page: Page, name: string) => page.getByRole('dialog', { name, exact: true });
const choose = async (page: Page, name: string) => {
  await press(page, 'What you can do with this review');
  await page.getByRole('button', { name, exact: true }).click();
};
const tick = (page: Page, visitor: string, at: string) =>
  page.getByRole('checkbox', { name: `${visitor} visits ${at}`, exact: true }).check();
/** A working day of the week after next: visits there are in time for everybody. */
function workingDay(ahead: number): string {
  for (let days = ahead; ; days += 1) {
    const found = inDays(days);
    const weekday = new Date(`${found}T12:00Z`).getUTCDay();
    if (weekday >= 2 && weekday <= 4 && !/-12-(2[4-9]|3\d)$|-01-0[12]$/.test(found)) return found;
  }
}

it('goes from a cycle’s first line to its reviews', { timeout: 120_000 }, async () => {
  // The organiser sets it up, from a framework that is there, and asks three schools.
  const { page: susan } = await stage.visit(organiser, '/reviews');
  await susan.getByRole('link', { name: 'Set up a cycle', exact: true }).first().click();
  await heading(susan, 'Set up a cycle of reviews');
  await press(susan, 'Save and ask the schools');
  await susan.getByRole('link', { name: 'Choose at least 3 schools', exact: true }).waitFor();
  await susan.getByLabel('What is it called?').fill('Lanternhill, reading together');
  for (const school of [hostSchool, visitingSchool, thirdSchool]) {
    await susan.getByLabel('Find a school').fill(school);
    await susan.getByRole('checkbox', { name: new RegExp(`^${school}`) }).check();
  }
  await susan.getByText('3 schools chosen').waitFor();
  await susan.getByRole('radio', { name: /The school’s own questions, no grades/ }).check();
  expect(await susan.getByLabel('Heading 1', { exact: true }).inputValue()).toBe('What is working');
  expect(await susan.getByLabel('Grades, best first').inputValue()).toBe('');
  await susan.getByLabel('Heading 3', { exact: true }).fill('What we might try');
  const dates = [
    ['Schools join by', 7],
    ['Visits from', 10],
    ['Visits until', 100],
    ['Reports are final by', 130],
    ['Last follow-up by', 560],
  ] as const;
  for (const [label, days] of dates) await susan.getByLabel(label, { exact: true }).fill(inDays(days));
  await press(susan, 'Save and ask the schools');
  await heading(susan, 'Lanternhill, reading together');
  await next(susan, 'Schools are deciding whether they join').waitFor();
  const address = new URL(susan.url()).pathname;
  const cycle = Number(address.split('/').at(-1));

  // A head joins: nothing is left out, nil interests are said.
  const { page: helen } = await stage.visit(host, '/reviews');
  await helen.getByText(/You are asked to join/).waitFor();
  await helen.getByRole('link', { name: 'Lanternhill, reading together', exact: true }).click();
  await next(helen, `Will ${hostSchool} take part?`).getByRole('button', { name: /^Join/ }).click();
  await press(helen, 'Join the cycle');
  await helen.getByRole('link', { name: 'Say yes or no', exact: true }).waitFor();
  await helen.getByLabel('How many days can your reviewers be away, together?').fill('4');
  await helen.getByRole('radio', { name: 'No, none of them', exact: true }).check();
  await press(helen, 'Join the cycle');
  await next(helen, `${hostSchool} takes part`).waitFor();

  // Another names a school that hers should not review; the third gives no days at all.
  const ids = await organisationIds(stage);
  const join = async (name: string, school: string, days: number, interests: string[] = [], why = '') =>
    (await stage.as(name)).put(`/review-cycles/${cycle}/schools/${ids[school]}`, {
      days_given: days,
      interests: interests.map((one) => ids[one]),
      interests_why: why,
    });
  await join(visitingHead, visitingSchool, 4, [thirdSchool], 'My brother teaches there.');
  await join(thirdHead, thirdSchool, 4);

  // The rota is ticked by hand; what breaks a rule is said at once, and kept by a reason or changed.
  await next(susan, 'Say who visits whom').waitFor();
  await susan.getByText('My brother teaches there.').first().waitFor();
  await tick(susan, visitingSchool, hostSchool);
  await tick(susan, hostSchool, visitingSchool);
  await susan.getByText(/would review each other/).waitFor();
  await susan.getByText(`Nobody reviews ${thirdSchool} yet.`, { exact: false }).waitFor();
  await susan
    .getByLabel(/^Why .* visits .* all the same$/)
    .first()
    .fill('The two nearest schools.');
  await press(susan, 'Keep it');
  await susan.getByText('“The two nearest schools.”').waitFor();
  await tick(susan, hostSchool, thirdSchool);
  await next(susan, 'Start the reviews').waitFor();
  await tick(susan, visitingSchool, thirdSchool);
  await susan.getByText(/declared an interest in/).waitFor();
  await next(susan, 'Say who visits whom').waitFor();
  await susan
    .getByRole('checkbox', { name: `${visitingSchool} visits ${thirdSchool}`, exact: true })
    .uncheck();
  await next(susan, 'Start the reviews').getByRole('button', { name: 'Start', exact: true }).click();
  await dialog(susan, 'Start the reviews?').getByRole('button', { name: 'Start', exact: true }).click();

  // The organiser sees phases, no content; themes are hidden, with the reason why. The head is led to the review.
  const row = susan.getByRole('row').filter({ has: susan.getByRole('rowheader', { name: hostSchool }) });
  await row.getByText('1 of 8: Questions').waitFor();
  await susan.getByText(/so that no school can be picked out/).waitFor();
  await helen
    .getByText(`You visit ${[visitingSchool, thirdSchool].join(' and ')}.`, { exact: false })
    .waitFor();
  await next(helen, 'Your review').getByRole('link', { name: 'Open it', exact: true }).click();
  await heading(helen, `Peer review at ${hostSchool}`);

  // Who has no part in it finds nothing.
  for (const name of [otherHead, trustAdministrator]) {
    const { page } = await stage.visit(name, new URL(helen.url()).pathname);
    await page.getByText('This page does not exist or is not shared with you.').waitFor();
    await page.close();
  }
});

it('goes from questions to a team that is cleared', { timeout: 120_000 }, async () => {
  const { review } = await runCycle(stage, 'Writing across the trust');
  const address = `/reviews/${review}`;
  const { page: helen } = await stage.visit(host, address);
  await next(helen, 'Say what you want looked at')
    .getByRole('button', { name: 'Set questions and dates', exact: true })
    .click();
  await press(helen, 'Save and ask for a team');
  await helen.getByRole('link', { name: 'Ask at least two questions', exact: true }).waitFor();
  await helen.getByLabel('Question 1', { exact: true }).fill('How do pupils learn to write at length?');
  await helen.getByLabel('Question 2', { exact: true }).fill('Do they write in other subjects?');
  await helen.getByLabel('What is to stay among whom?').fill('Nothing leaves the team before it is ours.');
  const day = workingDay(25);
  await helen.getByLabel('First day', { exact: true }).fill(day);
  await helen.getByLabel('Last day', { exact: true }).fill(day);
  await press(helen, 'Add somebody');
  await helen.getByLabel('Whom?', { exact: true }).selectOption('Governors');
  await helen.getByLabel('Of which school or trust?', { exact: true }).selectOption(hostSchool);
  await helen.getByLabel('Why?', { exact: true }).fill('They asked for it with us.');
  await press(helen, 'Save and ask for a team');
  await next(helen, 'Name a team').waitFor();
  await helen.getByText('They asked for it with us.').waitFor();
  await helen.getByText('Nobody else, trust administrators included.').waitFor();

  // The organiser sees dates and names, no questions, and chooses people by what they are good at.
  const { page: susan } = await stage.visit(organiser, address);
  await next(susan, 'Name a team').getByRole('button', { name: 'Choose people', exact: true }).click();
  expect(await susan.getByText('How do pupils learn to write at length?').count()).toBe(0);
  for (const name of [leadReviewer, reviewer]) {
    await susan.getByLabel('Find by name, subject or strength').fill(name);
    await susan.getByRole('checkbox', { name: `Choose ${name}`, exact: true }).check();
  }
  await press(susan, 'Ask them');
  await susan.getByRole('link', { name: 'Say who leads', exact: true }).waitFor();
  await susan.getByRole('radio', { name: `${leadReviewer} leads`, exact: true }).check();
  await press(susan, 'Ask them');
  await susan.getByRole('heading', { name: 'Choose the team' }).waitFor({ state: 'detached' });

  // Reviewers declare: nil is a choice of its own, and what is declared is cleared with a reason.
  const { page: martin } = await stage.visit(leadReviewer, address);
  await next(martin, 'Declare your interests').getByRole('button', { name: 'Declare', exact: true }).click();
  const form = martin.getByRole('region', { name: 'Declare your interests', exact: true });
  await form.getByRole('button', { name: 'Declare', exact: true }).click();
  await martin.getByRole('link', { name: /^Tick what applies/ }).waitFor();
  await martin.getByRole('checkbox', { name: 'I have nothing to declare', exact: true }).check();
  await form.getByRole('button', { name: 'Declare', exact: true }).click();
  await martin.getByText('Nothing to declare', { exact: true }).waitFor();

  const { page: ben } = await stage.visit(reviewer, address);
  await next(ben, 'Declare your interests').getByRole('button', { name: 'Declare', exact: true }).click();
  await ben.getByRole('checkbox', { name: 'Something else that people should know', exact: true }).check();
  await ben.getByLabel('In a few words: Something else').fill('A nephew was a pupil here until last year.');
  await ben
    .getByRole('region', { name: 'Declare your interests', exact: true })
    .getByRole('button', { name: 'Declare', exact: true })
    .click();
  await ben.getByText('Something else: A nephew was a pupil here until last year.').waitFor();

  await next(susan, 'Somebody’s interests are declared').waitFor();
  await susan.getByRole('button', { name: `Clear : ${leadReviewer}` }).click();
  await dialog(susan, `Clear ${leadReviewer}?`).getByRole('button', { name: 'Clear', exact: true }).click();
  await helen.getByText(/^Cleared by Susan Blakey/).waitFor();
  await helen.getByRole('button', { name: `Clear : ${reviewer}` }).click();
  const clearing = dialog(helen, `Clear ${reviewer}?`);
  await clearing.getByLabel('Why?').fill('He has left, and they had no lessons here.');
  await clearing.getByRole('button', { name: 'Clear', exact: true }).click();

  await next(helen, 'Agree to the team')
    .getByRole('button', { name: 'Agree to the team', exact: true })
    .click();
  await dialog(helen, 'Agree to this team?').getByRole('button', { name: 'Agree', exact: true }).click();
  await next(helen, 'Write the self-review').waitFor();

  // From now on the team sees the questions and who may read, and has its tabs.
  await martin.getByText('How do pupils learn to write at length?').waitFor();
  await martin.getByText('They asked for it with us.').waitFor();
  const tabs = martin.getByRole('navigation', { name: 'Parts of this review', exact: true });
  expect(await tabs.getByRole('link').allInnerTexts()).toEqual(['Review', 'Timetable']);
  const own = helen.getByRole('navigation', { name: 'Parts of this review', exact: true });
  expect(await own.getByRole('link').allInnerTexts()).toEqual(['Review', 'Self-review', 'Timetable']);

  // The head names a colleague.
  await press(helen, 'Add a colleague');
  const naming = dialog(helen, 'Add a colleague');
  await naming.getByLabel('Who?').selectOption(String(await personId(stage, colleague)));
  await naming.getByRole('button', { name: 'Add', exact: true }).click();
  await helen.getByRole('button', { name: `Remove ${colleague}`, exact: true }).waitFor();

  // A reviewer steps down: nothing is left to see, but what was declared.
  await choose(ben, 'Step down');
  await dialog(ben, 'Step down?').getByRole('button', { name: 'Step down', exact: true }).click();
  await heading(ben, 'Peer review');
  await ben.goto(stage.server.url + address);
  await ben.getByText('You see nothing more of this review.', { exact: false }).waitFor();
  await ben.getByText('Something else: A nephew was a pupil here until last year.').waitFor();
  await next(susan, 'A reviewer is wanted').waitFor();
});

it('rules out by the written rules, and lets a head withdraw', { timeout: 60_000 }, async () => {
  const review = await reviewAt(stage, 'Maths, withdrawn', 'team_proposed');
  const address = `/reviews/${review}`;
  const { page: ben } = await stage.visit(reviewer, address);
  await next(ben, 'Declare your interests').getByRole('button', { name: 'Declare', exact: true }).click();
  await ben.getByRole('checkbox', { name: 'A close relative of mine works there', exact: true }).check();
  await ben.getByText(/The written rules rule this out/).waitFor();
  await ben
    .getByRole('region', { name: 'Declare your interests', exact: true })
    .getByRole('button', { name: 'Declare', exact: true })
    .click();
  await ben.getByText('You see nothing more of this review.', { exact: false }).waitFor();

  const { page: helen } = await stage.visit(host, address);
  await helen.getByText(/^Refused by the written rules/).waitFor();
  const { page: susan } = await stage.visit(organiser, address);
  await next(susan, 'A reviewer is wanted').waitFor();
  await choose(helen, 'Withdraw the review');
  const sure = dialog(helen, 'Withdraw this review?');
  await sure.getByLabel('Why?').fill('Our deputy leaves.');
  await sure.getByRole('button', { name: 'Withdraw', exact: true }).click();
  await heading(helen, 'Peer review');
  await susan.getByText('This page does not exist or is not shared with you.').waitFor();
  for (const page of [helen, susan]) {
    await page.goto(stage.server.url + address);
    await page.getByText('This page does not exist or is not shared with you.').waitFor();
  }
});

it('is changed and cancelled by its organiser alone', { timeout: 60_000 }, async () => {
  const { cycle, review } = await runCycle(stage, 'Cancelled again');
  const address = `/reviews/cycles/${cycle}`;
  const { page: susan } = await stage.visit(organiser, address);
  const can = async (name: string) => {
    await press(susan, 'What you can do with this cycle');
    await susan.getByRole('dialog').getByText(name, { exact: true }).click();
  };
  // Under way, only later dates are left to set.
  await can('Set later dates');
  await susan.getByText('The reviews are under way: only later dates can be set.').waitFor();
  expect(await susan.getByLabel('What is it called?').count()).toBe(0);
  await susan.getByLabel('Reports are final by', { exact: true }).fill(inDays(120));
  await press(susan, 'Save changes');
  await heading(susan, 'Cancelled again');

  const { page: helen } = await stage.visit(host, address);
  await helen.getByRole('heading', { name: 'Your review', exact: true }).waitFor();
  await press(helen, 'What you can do with this cycle');
  expect(await helen.getByRole('dialog').getByRole('listitem').allInnerTexts()).toEqual(['Copy link']);
  await helen.keyboard.press('Escape');

  await can('Cancel the cycle');
  const sure = dialog(susan, 'Cancel this cycle?');
  await sure.getByLabel('Why?').fill('Too much in one year.');
  await sure.getByRole('button', { name: 'Cancel the cycle', exact: true }).click();
  await next(susan, 'This cycle was cancelled')
    .getByText(/Too much in one year\./)
    .waitFor();
  await next(helen, 'This cycle was cancelled').waitFor();
  await helen.goto(`${stage.server.url}/reviews/${review}`);
  await helen.getByText('This page does not exist or is not shared with you.').waitFor();
});

// Last, because the time is moved on in it.
it('shows the organiser late reviews first', async () => {
  const { cycle, review } = await runCycle(stage, 'Late as it is');
  const helen = await stage.as(host);
  const scope = { questions: [], context: '', confidentiality: '', exceptions: [] };
  const far = workingDay(50);
  await helen.put(`/peer-reviews/${review}/scope`, { ...scope, first_day: far, last_day: far });
  await stage.server.advance(4 * 86_400_000);
  const { page: susan } = await stage.visit(organiser, `/reviews/cycles/${cycle}`);
  await next(susan, 'The reviews are under way').getByText('3 of 3 are late').waitFor();
  await susan.getByText('4 days late').first().waitFor();
});
