// Support cases made by the API alone, as far as a test or a screen wants them.
import type { Stage } from './stage';

export const requester = 'Ruth Fell';
export const requesterHead = 'Helen Marsden';
/** Looks after the requests of the requester's trust. */
export const broker = 'Nasreen Begum';
/** Works in another trust. */
export const supporter = 'Priya Nair';
export const supporterHead = 'Rukhsana Ali';

const day = 86_400_000;
/** The civil date so many days from now, as people in London count. */
export const inDays = (days: number): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' }).format(Date.now() + days * day);

/** A Tuesday, Wednesday or Thursday in the last weeks: bank holidays fall on other days, but for those at Christmas. */
export function lately(): string {
  for (let ago = 1; ; ago += 1) {
    const found = inDays(-ago);
    const weekday = new Date(`${found}T12:00Z`).getUTCDay();
    const christmas = /-12-(2[4-9]|3\d)$|-01-0[12]$/.test(found);
    if (weekday >= 2 && weekday <= 4 && !christmas) return found;
  }
}

/** What the supporter says of herself, so that she can be suggested. */
export async function offersHelp(stage: Stage, days = 6): Promise<number> {
  const client = await stage.as(supporter);
  const { person } = await client.get('/me');
  const { fields } = await client.get(`/people/${person}/profile`);
  await client.put(`/people/${person}/profile/fields`, {
    fields: {
      ...fields,
      phases: ['ks1', 'ks2'],
      subjects: ['Mathematics'],
      strengths: [{ what: 'Fractions in mixed-age classes', evidence: [] }],
      offers: ['visit', 'host_visit', 'coach'],
      capacity: { days_a_term: days, note: '' },
    },
  });
  return person;
}

export async function makeDraft(stage: Stage, title: string): Promise<number> {
  const client = await stage.as(requester);
  const { memberships } = await client.get('/me');
  const made = await client.post('/support-requests', {
    organisation: memberships[0].organisation,
    title,
    need: 'The two halves of the class come apart, and we have no shared sequence.',
    subject: 'Mathematics',
    stages: ['ks2'],
    priority: 'Maths: every class secure on number',
    outcomes: 'One sequence for both years, planned together.',
    wanted_from: inDays(0),
    wanted_to: inDays(90),
    ways: ['visit', 'call'],
    days: 2,
    confidentiality: 'brokers',
  });
  return made.id;
}

export async function sendRequest(stage: Stage, title: string): Promise<number> {
  const id = await makeDraft(stage, title);
  await (await stage.as(requester)).post(`/support-requests/${id}/open`);
  return id;
}

/** Asks the supporter; answers the asking's id. */
export async function askSupporter(stage: Stage, request: number): Promise<number> {
  const { person } = await (await stage.as(supporter)).get('/me');
  const made = await (
    await stage.as(broker)
  ).post(`/support-requests/${request}/matches`, {
    person,
    days: 2,
    message: 'You taught this last year. Could you show them how?',
    override_reason: '',
  });
  return made.id;
}

/** Agreed and signed by all four, some weeks ago as far as its dates go. */
export async function agree(stage: Stage, request: number): Promise<number> {
  const match = await askSupporter(stage, request);
  await (await stage.as(supporter)).post(`/support-matches/${match}/accept`);
  const asks = await stage.as(requester);
  const made = await asks.post(`/support-requests/${request}/agreement`, {
    aims: 'One fractions sequence for Years 3 and 4, taught by both classes.',
    days: 2,
    funding: 'trust_pays',
    pence_a_day: 25_000,
    funding_note: 'for cover',
    starts: inDays(-21),
    ends: inDays(90),
    exit: 'The maths lead carries it on from April.',
  });
  for (const [capacity, name] of [
    ['requester', requester],
    ['requester_head', requesterHead],
    ['supporter', supporter],
    ['supporter_head', supporterHead],
  ] as const) {
    const place = `/support-agreements/${made.id}`;
    const client = await stage.as(name);
    const { content_hash } = await client.get(place);
    await client.post(`${place}/signatures`, { capacity, content_hash });
  }
  return made.id;
}

/** Under way: one visit that was written up. */
export async function visitOnce(stage: Stage, agreement: number): Promise<number> {
  const client = await stage.as(supporter);
  const plan = {
    date: lately(),
    starts: 540,
    ends: 900,
    type: 'visit',
    place: 'Ellerwick CE Primary School',
    purpose: 'Teach Years 3 and 4 together, then plan.',
  };
  const made = await client.post(`/support-agreements/${agreement}/visits`, plan);
  await client.post(`/support-visits/${made.id}/record`, {
    happened: 'We taught one lesson together and planned the next three.',
    next: 'Ten minutes of bar models a day; exit tickets every week.',
    full_day: true,
  });
  return made.id;
}
