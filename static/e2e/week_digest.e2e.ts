// The week's digest arrives at a mail server with exactly what it should hold, and stops when its reader says so.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Client } from './client';
import { MailServer, type Mail } from './mail_server';
import { useStage } from './stage';
import { askSupporter, inDays, offersHelp, sendRequest } from './support_stage';

const mail = new MailServer();
beforeAll(() => mail.start());
afterAll(() => mail.stop());
const stage = useStage({ manualClock: true, mailPort: () => mail.port });

const reader = 'Priya Nair';
const writer = 'Joe Brennan';
const hour = 3_600_000;
const day = 24 * hour;
const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const weekdayOf = (date: string) => new Date(`${date}T12:00Z`).getUTCDay();

/** A day of school at least two days from now: the digests come on it, and a week later. */
const digestDay = (): string => {
  let ahead = 2;
  while ([0, 6].includes(weekdayOf(inDays(ahead)))) ahead += 1;
  return inDays(ahead);
};

/** Signed in now: time moves, and sessions end. */
async function signedIn(name: string): Promise<Client> {
  const client = await stage.as(name);
  await client.signIn();
  return client;
}
async function serverTime(): Promise<number> {
  return (await (await signedIn('Femi Adeyemi')).get('/me')).server_time as number;
}
async function moveTo(time: number): Promise<void> {
  const before = await serverTime();
  if (time > before) await stage.server.advance(time - before);
}

/** School every weekday, whenever this runs: no holidays, no training days. */
async function openSchools(): Promise<void> {
  const femi = await signedIn('Femi Adeyemi');
  const { organisations } = await femi.get('/me');
  const whole = organisations.find((one: { parent?: number }) => one.parent === undefined).id as number;
  const schools: number[] = [];
  for (const name of [reader, writer]) {
    const { memberships } = await (await stage.as(name)).get('/me');
    schools.push(...memberships.map((one: { organisation: number }) => one.organisation));
  }
  const terms = [{ name: 'A long term', starts: inDays(-30), ends: inDays(60) }];
  const bank_holidays = [{ date: inDays(300), name: 'Far away' }];
  const calendar = { terms, training_days: [], bank_holidays: [], source: '' };
  await femi.put(`/organisations/${whole}/calendar`, {
    ...calendar,
    bank_holidays,
    covers_until: inDays(360),
  });
  for (const school of new Set(schools)) await femi.put(`/organisations/${school}/calendar`, calendar);
}

/** A weekly digest on that day; the rest as it is suggested. */
async function wantsDigest(name: string, date: string): Promise<void> {
  const client = await stage.as(name);
  const { person } = await client.get('/me');
  const { paces } = await client.get(`/people/${person}/notification-setting`);
  const digest_day = weekdays[weekdayOf(date)];
  await client.put(`/people/${person}/notification-setting`, { digest: 'weekly', digest_day, paces });
}

/** What the demo network left her to do is done, so that no mail tells of it. */
async function clearDesk(client: Client): Promise<void> {
  const { items } = await client.get('/notifications?limit=200');
  for (const { id } of items.filter(
    (note: { needs: boolean; state: string }) => note.needs && note.state !== 'done',
  ))
    await client.post(`/notifications/${id}/done`);
}

const digestsOf = (name: string): Mail[] =>
  mail.to(stage.emailOf(name)).filter(({ subject }) => subject.startsWith('Your week on Staffroom'));

/** Time passes until the morning of that day is over; whatever is to leave then has left. */
async function morningOf(date: string): Promise<void> {
  await moveTo(Date.parse(`${date}T05:30:00Z`));
  await moveTo(Date.parse(`${date}T09:30:00Z`));
  for (let minutes = 0; minutes < 3; minutes += 1) await stage.server.advance(60_000);
}

/** The headings of a mail's text, each with the lines under it, without their addresses. */
function sectionsOf({ text }: Mail): Record<string, string[]> {
  const blocks = text.split(/\r?\n\r?\n/).map((block) => block.trim().split(/\r?\n/));
  const sections = blocks.filter(([, ruled = '']) => /^-+$/.test(ruled));
  return Object.fromEntries(
    sections.map(([heading = '', , ...lines]) => [heading, lines.filter((line) => !/^https?:/.test(line))]),
  );
}

/** What comes to the reader in a week: needs, news, topics and dates; and what must not be told. */
async function liveAWeek(joe: Client, priya: Client, date: string): Promise<void> {
  const { person: reads } = await priya.get('/me');
  await joe.topic('Maths leads', 'Teaching ideas', 'Not read yet');
  const read = await joe.topic('Maths leads', 'Teaching ideas', 'Read already');
  await priya.put(`/topics/${read.id}/read-state/mark`, { ordinal: 1 });
  const { id: topic } = await joe.topic('Maths leads', 'Teaching ideas', 'Counters for all');
  const messages = `/topics/${topic}/messages`;
  await joe.post(messages, { text: 'What does @Priya Nair think? Secret words.', mentions: [reads] });
  const due = new Date(Date.parse(`${date}T12:00Z`) + 4 * day).toISOString().slice(0, 10);
  const order = { ordinal: 1, title: 'Order the counters', owner: reads, due };
  await joe.post(`/topics/${topic}/actions`, order);
  const done = await joe.topic('Maths leads', 'Teaching ideas', 'Answered already');
  await joe.post(`/topics/${done.id}/messages`, { text: 'And @Priya Nair?', mentions: [reads] });
  await priya.put(`/topics/${done.id}/read-state/mark`, { ordinal: 2 });
  const { items } = await priya.get('/notifications');
  const mention = items.find((note: { topic?: number }) => note.topic === done.id);
  await priya.post(`/notifications/${mention.id}/done`);

  const ruth = await signedIn('Ruth Fell');
  const added = await ruth.found('Working party', 'closed');
  await ruth.post(`/teams/${added.id}/members`, { person: reads });
  const left = await ruth.found('Left behind', 'open');
  await priya.post(`/teams/${left.id}/join`);
  const place = await ruth.post(`/teams/${left.id}/channels`, {
    channel_name: 'Talk',
    purpose: '',
    posting: 'everyone',
  });
  const gone = { title: 'In a team that was left', text: 'Hello @Priya Nair', mentions: [reads] };
  await ruth.post(`/channels/${place.id}/topics`, gone);
  await priya.remove(`/team-memberships/${(await ruth.membership(left.id, reader)).id}`);

  await offersHelp(stage);
  await askSupporter(stage, await sendRequest(stage, 'Fractions in a mixed class'));
}

it(
  'arrives with what needs its reader, what is new, topics and dates, and nothing else',
  { timeout: 60_000 },
  async () => {
    await moveTo(Date.now());
    const date = digestDay();
    const [joe, priya] = [await signedIn(writer), await signedIn(reader)];
    await clearDesk(priya);
    await openSchools();
    await wantsDigest(reader, date);
    // A digest tells what came after its beginning, and here time stands still.
    await stage.server.advance(60_000);
    await liveAWeek(joe, priya, date);

    await moveTo(Date.parse(`${date}T05:30:00Z`));
    expect(digestsOf(reader)).toEqual([]);
    await morningOf(date);
    const address = stage.emailOf(reader);
    await expect.poll(() => digestsOf(reader).length, { timeout: 20_000 }).toBe(1);
    await mail.whenSome(address, 4);
    // What needs her has come as mails of their own, too, each once; nothing of the team that she left.
    const subjects = mail.to(address).map(({ subject }) => subject);
    expect([...subjects].sort()).toEqual([
      'Joe Brennan gave you an action: Order the counters',
      'Joe Brennan mentioned you: Counters for all',
      'Nasreen Begum asks for your help: Fractions in a mixed class',
      'Your week on Staffroom: 3 things need you',
    ]);
    const [digest] = digestsOf(reader) as [Mail];
    const found = sectionsOf(digest);
    expect(Object.keys(found)).toEqual([
      'What needs you',
      'What is new',
      'New in Maths leads',
      'The next seven days',
    ]);
    const beginnings = (heading: string, wanted: string[]) => {
      const lines = [...(found[heading] ?? [])].sort();
      expect(lines).toHaveLength(wanted.length);
      for (const [at, words] of wanted.entries()) expect(lines[at]).toContain(words);
    };
    beginnings('What needs you', [
      'Joe Brennan gave you an action: Order the counters',
      'Joe Brennan mentioned you: Counters for all',
      'Nasreen Begum asks for your help: Fractions in a mixed class',
    ]);
    beginnings('What is new', ['Ruth Fell added you to Working party']);
    beginnings('New in Maths leads', ['Counters for all: 2 new messages', 'Not read yet: 1 new message']);
    const dates = (found['The next seven days'] ?? []).join('\n');
    expect(dates).toContain('Action: Order the counters');
    expect(dates).toContain('Last day to answer whether you can help: Fractions in a mixed class');
    // Titles only; nothing that was read or answered, nothing of a team that was left.
    for (const text of [digest.text, digest.html]) {
      expect(text).not.toMatch(/Read already|Answered already|left|Left behind|Secret words/);
      for (const words of ['Order the counters', 'Counters for all', 'Not read yet', 'Working party'])
        expect(text).toContain(words);
    }
  },
);

it('stops by one click, as mail programs do it, and for its reader alone', { timeout: 60_000 }, async () => {
  const [digest] = digestsOf(reader) as [Mail];
  expect(digest.headers.get('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
  const address = /<(https?:[^>]+)>/.exec(digest.headers.get('list-unsubscribe') ?? '')?.[1] ?? '';
  const click = await fetch(stage.server.url + new URL(address).pathname, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: 'List-Unsubscribe=One-Click',
  });
  expect(click.status).toBe(200);
  const [joe, priya] = [await signedIn(writer), await signedIn(reader)];
  const { person: reads } = await priya.get('/me');
  expect((await priya.get(`/people/${reads}/notification-setting`)).digest).toBe('never');

  // Both would have something to read; he gets his, so hers did not merely come late.
  const { person } = await joe.get('/me');
  const { id: team } = await joe.team('Maths leads');
  await joe.put(`/people/${person}/notification-setting/teams/${team}`, { level: 'follow' });
  const today = new Date(await serverTime()).toISOString().slice(0, 10);
  await wantsDigest(writer, today);
  await joe.topic('Maths leads', 'Teaching ideas', 'Of the second week, by him');
  await priya.topic('Maths leads', 'Teaching ideas', 'Of the second week, by her');
  await morningOf(new Date(Date.parse(`${today}T12:00Z`) + 7 * day).toISOString().slice(0, 10));
  await mail.whenSome(stage.emailOf(writer), 1);
  await expect.poll(() => digestsOf(writer).length, { timeout: 20_000 }).toBe(1);
  expect(digestsOf(writer)[0]?.text).toContain('Of the second week, by her');
  expect(digestsOf(writer)[0]?.text).not.toContain('Of the second week, by him');
  expect(digestsOf(reader)).toHaveLength(1);
});
