// A cycle of peer reviews by the API alone: each operation of it at least once, for the contract's test.
import { expect } from 'vitest';
import type { Client } from './client';
import { Calendar } from './hub_calendar';
import type { Server } from './server';

const dayMs = 86_400_000;

export interface ReviewCast {
  /** Leads the trust. */
  organiser: Client;
  /** Heads of three of its schools; the first is reviewed by the second's, the second by the third's, and so on. */
  hosts: [Client, Client, Client];
  /** Of the second school. */
  reviewers: [Client, Client];
  /** Of the third. */
  third: Client;
  /** Of the first school. */
  colleague: Client;
  /** Somebody who reads the report by a grant. */
  reader: Client;
}

const framework = {
  name: 'Two headings',
  headings: [
    { title: 'Teaching', prompt: 'What pupils know and do.' },
    { title: 'Leading', prompt: 'How leaders know.' },
  ],
  grades: ['Strong', 'Not yet'],
  excellence: false,
};

/** A cycle on a hub of its own, whose clock is moved on. */
class Reviewing {
  readonly calendar = new Calendar();
  schools: number[] = [];
  /** Those of the cycle that runs, in the order of the hosts. */
  reviews: string[] = [];

  constructor(
    readonly hub: Server,
    readonly cast: ReviewCast,
  ) {}

  async later(ms: number): Promise<void> {
    await this.hub.advance(ms);
    this.calendar.now += ms;
    const { hosts, reviewers, ...others } = this.cast;
    await Promise.all([...hosts, ...reviewers, ...Object.values(others)].map((one) => one.signIn()));
  }
  idOf = async (client: Client): Promise<number> => (await client.get('/me')).person;

  #cycle(title: string, organisation: number) {
    const { calendar } = this;
    return {
      organisation,
      title,
      school_year: 2026,
      framework,
      phases: {
        join_by: calendar.day(10),
        visits_from: calendar.day(20),
        visits_to: calendar.day(90),
        reports_by: calendar.day(120),
        checks_by: calendar.day(700),
      },
      visit_days: 2,
      travel_km: 60,
      invited: this.schools,
    };
  }

  async opens(title: string): Promise<string> {
    const { organiser, hosts } = this.cast;
    const { memberships } = await organiser.get('/me');
    const { organisation } = memberships[0];
    const places = await Promise.all(hosts.map((head) => head.get('/me')));
    this.schools = places.map((me) => me.memberships[0].organisation);
    const { organisation: _, ...described } = this.#cycle(title, organisation);
    const made = await organiser.post('/review-cycles', { ...described, organisation });
    const cycle = `/review-cycles/${made.id}`;
    await organiser.put(cycle, { ...described, travel_km: 70 });
    await organiser.post(`${cycle}/open`);
    return cycle;
  }

  async starts(cycle: string): Promise<void> {
    const { organiser, hosts } = this.cast;
    const [first, second, third] = this.schools;
    for (const [at, head] of hosts.entries())
      await head.put(`${cycle}/schools/${this.schools[at]}`, {
        days_given: 4,
        interests: [],
        interests_why: '',
      });
    await hosts[0].remove(`${cycle}/schools/${first}`);
    await hosts[0].put(`${cycle}/schools/${first}`, { days_given: 2, interests: [], interests_why: '' });
    const pair = (host: number | undefined, visitor: number | undefined) => ({ host, visitor, reason: '' });
    const ring = [pair(first, second), pair(second, third), pair(third, first)];
    await organiser.put(`${cycle}/rota`, { pairs: ring.slice(0, 2) });
    expect((await organiser.get(`${cycle}/rota-check`)).ready).toBe(false);
    await organiser.put(`${cycle}/rota`, { pairs: ring });
    expect((await organiser.get(`${cycle}/rota-check`)).ready).toBe(true);
    await organiser.post(`${cycle}/start`);
    await organiser.put(`${cycle}/owner`, { owner: await this.idOf(organiser) });
    await organiser.get('/review-cycles');
    const { items } = await organiser.get(`/peer-reviews?cycle=${cycle.split('/').at(-1)}`);
    const ofHost = (school: number) => items.find(({ host }: { host: number }) => host === school).id;
    this.reviews = this.schools.map((school) => `/peer-reviews/${ofHost(school)}`);
  }

  scope = (first: string, last: string, reader: number) => ({
    questions: ['What do pupils remember?', 'Who takes part in lessons?'],
    context: 'Two forms of entry.',
    confidentiality: 'It stays with the team and the school.',
    exceptions: [{ reader: { person: reader }, reason: 'The trust pays for the days.' }],
    first_day: first,
    last_day: last,
  });

  /** From a draft to a team that is asked. */
  async proposes(at: number, first: string, last: string, lead: Client, other: Client): Promise<void> {
    const host = this.cast.hosts[at];
    const review = this.reviews[at];
    if (!host) throw new Error('Nobody hosts it.');
    const scope = this.scope(first, last, await this.idOf(this.cast.reader));
    await host.put(`${review}/scope`, scope);
    await host.post(`${review}/request`);
    await host.put(`${review}/scope`, scope);
    await this.cast.organiser.put(`${review}/team`, {
      lead: await this.idOf(lead),
      reviewers: [await this.idOf(other)],
    });
  }
}

const record = (self: string) => self.replace('/api/v1', '');
const idIn = (path: string | undefined): string => path?.split('/').at(-1) ?? '';

/** Whose declarations are refused, who steps down, is released or replaced; then nothing of it stays. */
async function changeTheTeam(at: Reviewing): Promise<void> {
  const { organiser, hosts, third, colleague, reviewers } = at.cast;
  const [, second, last] = hosts;
  const review = at.reviews[1] ?? '';
  await at.proposes(1, at.calendar.working(60), at.calendar.working(61), last, third);
  const own = await third.post(`${review}/interests`, {
    points: [{ type: 'other', words: 'A friend there.' }],
  });
  await organiser.post(`/review-interests/${own.id}/refuse`, { reason: 'Too near, this year.' });
  const candidate = await at.idOf(third);
  await organiser.put(`${review}/team/${candidate}`, { successor: candidate });
  await third.post(`${review}/step-down`, { reason: 'Too much on.' });
  await last.post(`${review}/interests`, { points: [] });
  await second.post(`${review}/team/${await at.idOf(last)}/release`, {
    reason: 'We agreed to ask somebody else.',
  });
  await second.put(`${review}/dates`, {
    first_day: at.calendar.working(62),
    last_day: at.calendar.working(63),
  });
  await second.put(`${review}/delegate`, { delegate: await at.idOf(reviewers[1]) });
  await second.post(`${review}/withdraw`, { reason: 'The building closes for repairs.' });
  await last.post(`${at.reviews[2]}/withdraw`, { reason: 'Next year, with more time.' });
  expect((await last.ask('GET', at.reviews[2] ?? '')).status).toBe(404);
  expect((await colleague.ask('GET', review)).status).toBe(404);
}

async function prepareVisit(at: Reviewing): Promise<[first: string, last: string]> {
  const { organiser, hosts, reviewers, colleague } = at.cast;
  const [host] = hosts;
  const [lead, other] = reviewers;
  const review = at.reviews[0] ?? '';
  const first = at.calendar.working(40);
  const last = at.calendar.working(42);
  await at.proposes(0, first, last, lead, other);
  await host.get(`/review-scopes/${idIn(review)}`);
  for (const reviewer of reviewers) {
    const made = await reviewer.post(`${review}/interests`, { points: [] });
    await organiser.post(`/review-interests/${made.id}/clear`, { reason: '' });
    await organiser.get(`/review-interests/${made.id}`);
  }
  await organiser.get(`${review}/interests`);
  await host.post(`${review}/team/accept`);
  await host.get(review);
  await host.put(`${review}/colleagues/${await at.idOf(colleague)}`, { report: true, here: true });
  const part = { strengths: 'Plans are clear.', needs: 'Checks come late.', evidence: [] };
  for (const heading of [0, 1])
    await colleague.put(`${review}/self-review/${heading}`, { ...part, grade: 0 });
  await host.get(`/self-reviews/${idIn(review)}`);
  await host.post(`${review}/self-review/submit`);
  await host.post(`${review}/self-review/reopen`);
  return [first, last];
}

async function visit(at: Reviewing, first: string): Promise<number> {
  const { hosts, reviewers, colleague } = at.cast;
  const [host] = hosts;
  const [lead, other] = reviewers;
  const review = at.reviews[0] ?? '';
  const plan = {
    date: first,
    starts: 540,
    ends: 600,
    what: 'Reading in Year 4',
    place: 'Room 4',
    reviewer: await at.idOf(other),
    colleague: await at.idOf(colleague),
    question: 0,
  };
  const planned = await host.post(`${review}/activities`, plan);
  await host.put(record(planned.self), { ...plan, starts: 550 });
  const second = await lead.post(`${review}/activities`, { ...plan, starts: 620, ends: 680 });
  await lead.post(`${record(second.self)}/cancel`);
  await other.get(`${review}/activities`);
  await other.get(record(planned.self));
  await at.later(at.calendar.until(first));
  await lead.post(`${review}/visit/start`, { reason: 'The self-review was taken back, and we have come.' });
  const note = { text: 'Pupils used last year’s words without being asked.', questions: [0] };
  const written = await other.post(`${review}/notes`, { ...note, activity: planned.id });
  await other.put(record(written.self), { ...note, heading: 0 });
  const dropped = await lead.post(`${review}/notes`, note);
  await lead.remove(record(dropped.self));
  await lead.get(`${review}/notes`);
  await lead.get(record(written.self));
  return written.id;
}

async function report(at: Reviewing, note: number): Promise<void> {
  const { hosts, reviewers } = at.cast;
  const [host] = hosts;
  const [lead] = reviewers;
  const review = at.reviews[0] ?? '';
  const self = `/review-reports/${idIn(review)}`;
  await lead.post(`${review}/visit/end`);
  await lead.post(`${review}/report`);
  const sentence = (type: string, text: string) => ({
    number: 0,
    type,
    text,
    notes: [note],
    self_review: false,
  });
  await lead.put(`${review}/report/sections/0`, {
    grade: 0,
    sentences: [sentence('strength', 'Pupils remember what they were taught.')],
  });
  await lead.put(`${review}/report/sections/1`, {
    sentences: [sentence('need', 'Leaders see lessons seldom.')],
  });
  await lead.put(`${review}/report/summary`, { summary: 'A school that knows itself.' });
  await lead.post(`${review}/report/send`);
  await host.post(`${review}/report/return`, { reason: 'The summary names only one of us.' });
  const { items: reasons } = await lead.get(`${review}/report/comments`);
  await lead.put(`${record(reasons[0].self)}/answer`, { outcome: 'changed', answer: 'It does now.' });
  await lead.put(`${review}/report/summary`, { summary: 'A school that knows itself well.' });
  await lead.post(`${review}/report/send`);
  const comment = await host.post(`${review}/report/comments`, { number: 2, text: 'Once a fortnight.' });
  await lead.put(`${record(comment.self)}/answer`, { outcome: 'kept', answer: 'That is what seldom says.' });
  await host.get(record(comment.self));
  await host.put(`${review}/report/dissents/2`, { text: 'A fortnight is not seldom.' });
  for (const [client, capacity] of [
    [host, 'host'],
    [lead, 'lead_reviewer'],
  ] as const) {
    const { content_hash } = await client.get(self);
    await client.post(`${review}/report/signatures`, { capacity, content_hash });
  }
  expect((await host.get(self)).state).toBe('final');
}

async function letRead(at: Reviewing): Promise<void> {
  const { organiser, hosts, reader } = at.cast;
  const [host, other] = hosts;
  const review = at.reviews[0] ?? '';
  const { items: mine } = await reader.get('/report-grants');
  const agreed = record(mine[0].self);
  await reader.get(agreed);
  expect((await reader.post(`${agreed}/readings`, { way: 'page' })).kind).toBe('review_report');
  const { items: readings } = await host.get(`${review}/report/readings`);
  await host.get(record(readings[0].self));
  await host.post(`${agreed}/end-asked`);
  await organiser.post(`${agreed}/end-agreed`);
  await host.post(`${agreed}/end`);
  expect((await reader.ask('POST', `${agreed}/readings`, { way: 'page' })).status).toBeGreaterThan(400);
  const given = await host.post(`${review}/report/grants`, {
    reader: { person: await at.idOf(other) },
    reason: 'You asked how we did it.',
    ends: at.calendar.day(30),
  });
  await other.post(`${record(given.self)}/end`);
  await host.get(`${review}/report/grants`);
}

async function followUp(at: Reviewing): Promise<void> {
  const { hosts, colleague } = at.cast;
  const [host] = hosts;
  const review = at.reviews[0] ?? '';
  const measure = { what: 'Lessons seen', start: '2', now: '2', aim: '20' };
  const action = {
    title: 'See lessons every week',
    owner: await at.idOf(host),
    due: at.calendar.day(60),
    measure,
  };
  const made = await host.post(`${review}/actions`, { ...action, sentence: 2 });
  await host.put(record(made.self), { ...action, owner: await at.idOf(colleague) });
  await colleague.get('/review-actions');
  await colleague.get(record(made.self));
  await colleague.put(`${record(made.self)}/progress`, {
    state: 'on_track',
    now: '6',
    progress: 'Six so far.',
  });
  await host.get(`${review}/actions`);
  await host.put(`${review}/plan`, {
    workshop_on: at.calendar.day(0),
    workshop_with: 'All teachers',
    workshop_notes: 'We read the report together.',
    no_actions: '',
    keep_lead: false,
  });
  await host.get(`/review-plans/${idIn(review)}`);
  const themes = [{ heading: 1, strength: false, words: 'Seeing lessons' }];
  await host.put(`${review}/themes`, { shared: true, themes });
  await host.get(`/review-themes/${idIn(review)}`);
  await at.later(95 * dayMs);
  await host.post(`${review}/checks`, { outcome: 'partly', words: 'Every second week now.' });
  await host.post(`${review}/close`);
  expect((await host.get(review)).state).toBe('closed');
}

/** A cycle of three schools from its draft to its end, and one that is cancelled. */
export async function reviewEachOther(hub: Server, cast: ReviewCast): Promise<void> {
  const at = new Reviewing(hub, cast);
  await at.calendar.read(cast.organiser);
  const cancelled = await at.opens('A cycle that comes to nothing');
  await cast.organiser.post(`${cancelled}/cancel`, { reason: 'Two schools merge this year.' });
  const emptied = await at.opens('A cycle that all leave');
  await at.starts(emptied);
  for (const [place, host] of cast.hosts.entries())
    await host.post(`${at.reviews[place]}/withdraw`, { reason: 'Another year.' });
  await cast.organiser.post(`${emptied}/close`);
  const cycle = await at.opens('A cycle to be described');
  await at.starts(cycle);
  await cast.hosts[1].get('/peer-reviews');
  await changeTheTeam(at);
  const [first] = await prepareVisit(at);
  const note = await visit(at, first);
  await report(at, note);
  await letRead(at);
  await followUp(at);
  await cast.organiser.get(`${cycle}/overview`);
  // With the last of its reviews.
  expect((await cast.organiser.get(cycle)).state).toBe('closed');
}
