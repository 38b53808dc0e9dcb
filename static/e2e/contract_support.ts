// A support case by the API alone: each operation of it at least once, for the contract's test.
import { expect } from 'vitest';
import type { Client } from './client';
import type { Server } from './server';

const dayMs = 86_400_000;
/** The hub's time. */
let today = 0;
const daysFromNow = (days: number) => new Date(today + days * dayMs).toISOString().slice(0, 10);

interface Cast {
  requester: Client;
  requesterHead: Client;
  broker: Client;
  supporter: Client;
  supporterHead: Client;
  /** Two more who could help, and don't. */
  others: [Client, Client];
}

/** Moves the hub's time on, and signs everybody in again: by then their sessions have ended. */
type Later = (days: number) => Promise<void>;

function laterOn(hub: Server, { others, ...cast }: Cast): Later {
  return async (days) => {
    await hub.advance(days * dayMs);
    today += days * dayMs;
    await Promise.all([...Object.values(cast), ...others].map((one) => one.signIn()));
  };
}

const anyway = 'The diary has changed since then, we spoke.';

const need = (title: string) => ({
  title,
  need: 'Two colleagues are new to Year 5 and want to see fractions taught well.',
  subject: 'Mathematics',
  stages: ['ks2'],
  send_needs: [],
  priority: 'Maths in Key Stage 2',
  outcomes: 'A sequence that both can teach from.',
  wanted_from: daysFromNow(0),
  wanted_to: daysFromNow(60),
  ways: ['visit', 'call'],
  days: 2,
});

async function ask({ requester }: Cast, title: string): Promise<string> {
  const { memberships } = await requester.get('/me');
  const made = await requester.post('/support-requests', {
    organisation: memberships[0].organisation,
    ...need(title),
    confidentiality: 'brokers',
  });
  return `/support-requests/${made.id}`;
}

async function open(cast: Cast, title: string): Promise<string> {
  const place = await ask(cast, title);
  await cast.requester.post(`${place}/open`);
  return place;
}

/** Asked, and not accepted. */
async function askInVain({ broker, supporter, others: [busy, modest] }: Cast, place: string): Promise<void> {
  const asking = async (whom: Client) => {
    const { person } = await whom.get('/me');
    const made = await broker.post(`${place}/matches`, {
      person,
      days: 1,
      message: 'Could you?',
      override_reason: anyway,
    });
    return `/support-matches/${made.id}`;
  };
  const first = await asking(supporter);
  await supporter.get(first);
  await broker.post(`${first}/withdraw`);
  const second = await asking(busy);
  await busy.post(`${second}/decline`, { reason: 'Too much on this half term.' });
  await broker.get(`${second}/answer`);
  const third = await asking(modest);
  const { person } = await supporter.get('/me');
  await modest.post(`${third}/hand-on`, { person, reason: 'Knows it better.' });
}

async function agree(cast: Cast, place: string): Promise<string> {
  const { requester, requesterHead, supporter, supporterHead } = cast;
  const terms = {
    aims: 'A sequence for fractions that both colleagues teach from.',
    days: 2,
    funding: 'none',
    pence_a_day: 0,
    funding_note: '',
    starts: daysFromNow(0),
    ends: daysFromNow(60),
    exit: 'A last call, and the plans stay with the school.',
  };
  const made = await requester.post(`${place}/agreement`, terms);
  const self = `/support-agreements/${made.id}`;
  await supporter.put(`${self}/terms`, { ...terms, days: 3 });
  const { content_hash } = await requester.get(self);
  const sign = (client: Client, capacity: string) =>
    client.post(`${self}/signatures`, { capacity, content_hash });
  await sign(requester, 'requester');
  await sign(requesterHead, 'requester_head');
  await sign(supporter, 'supporter');
  await sign(supporterHead, 'supporter_head');
  await requester.get(`${place}/agreements`);
  expect((await requester.get(self)).state).toBe('in_force');
  return self;
}

async function visit(
  { requester, supporter, requesterHead, supporterHead }: Cast,
  place: string,
  agreement: string,
) {
  const plan = {
    date: daysFromNow(0),
    starts: 540,
    ends: 720,
    type: 'visit',
    place: 'In school',
    purpose: 'Plan',
  };
  const later = await supporter.post(`${agreement}/visits`, { ...plan, date: daysFromNow(7) });
  await supporter.put(`/support-visits/${later.id}/plan`, { ...plan, date: daysFromNow(14) });
  await supporter.post(`/support-visits/${later.id}/cancel`);
  const today = await requester.post(`${agreement}/visits`, plan);
  const self = `/support-visits/${today.id}`;
  await supporter.post(`${self}/record`, {
    happened: 'We planned six lessons.',
    next: 'A call.',
    full_day: true,
  });
  await requesterHead.post(`${self}/acknowledge`);
  await supporterHead.post(`${self}/acknowledge`);
  await requester.get(self);
  await requester.get(`${place}/visits`);
}

const told = {
  outcomes: 'mostly',
  changed: 'Both teach from one sequence.',
  next: 'Year 6.',
  may_be_told: true,
};

async function evaluate({ requester, broker }: Cast, place: string): Promise<void> {
  const made = await requester.post(`${place}/evaluation`, told);
  const self = `/support-evaluations/${made.id}`;
  await requester.get(self);
  await broker.put(`${self}/check`, { note: 'Clear, and says what changed.' });
  await requester.put(`${self}/usefulness`, { usefulness: 4, note: 'Still used.' });
}

/** Ways in which a case ends early. */
async function endOtherwise(cast: Cast): Promise<void> {
  const { requester, broker } = cast;
  const draft = await ask(cast, 'A draft that is dropped');
  await requester.put(`${draft}/description`, need('A draft that is dropped after all'));
  await requester.put(`${draft}/confidentiality`, { confidentiality: 'trust' });
  await requester.remove(draft);
  const withdrawn = await open(cast, 'Withdrawn');
  await requester.post(`${withdrawn}/withdraw`, { reason: 'Solved in school.' });
  const declined = await open(cast, 'Declined');
  await broker.post(`${declined}/decline`, { reason: 'This belongs with the authority.' });
  const elsewhere = await open(cast, 'For brokers elsewhere');
  await requester.put(`${elsewhere}/hand-on-agreed`, { agreed: true });
  const { organisations } = await broker.get('/me');
  const network = organisations.find((one: { parent?: number }) => one.parent === undefined);
  const { broker_node } = await requester.get(elsewhere);
  const trusts = (await broker.get('/organisations?limit=200')).items.filter(
    (one: { type: string; id: number }) => one.type === 'trust' && one.id !== broker_node,
  );
  const other = broker_node === network.id ? trusts[0].id : network.id;
  await broker.post(`${elsewhere}/hand-on`, { broker_node: other, reason: 'They know this better.' });
}

async function endAgreement(cast: Cast): Promise<void> {
  const { broker, supporter, requester } = cast;
  const place = await open(cast, 'Ended before it began');
  const { person } = await supporter.get('/me');
  const asking = {
    person,
    days: 1,
    message: '',
    override_reason: anyway,
  };
  const match = await broker.post(`${place}/matches`, asking);
  await supporter.post(`/support-matches/${match.id}/accept`);
  const agreement = await agree(cast, place);
  await requester.post(`${agreement}/end`, { reason: 'The teacher has left.' });
  await requester.post(`${place}/evaluation`, told);
  await requester.post(`${place}/close`);
}

/** Visits are made on working days: the hub's clock goes on to one. */
export async function waitForWorkingDay(client: Client, hub: Server): Promise<void> {
  const { memberships, server_time: now } = await client.get('/me');
  const { bank_holidays: closed } = await client.get(
    `/organisations/${memberships[0].organisation}/calendar`,
  );
  const holidays = new Set(closed.map(({ date }: { date: string }) => date));
  const isClosed = (day: string) => holidays.has(day) || [0, 6].includes(new Date(day).getUTCDay());
  today = now;
  let ahead = 0;
  while (isClosed(daysFromNow(ahead))) ahead += 1;
  await hub.advance(ahead * dayMs);
  today += ahead * dayMs;
}

/** From a need to its evaluation, between two trusts. */
export async function supportEachOther(hub: Server, cast: Cast): Promise<void> {
  const later = laterOn(hub, cast);
  const { requester, broker, supporter } = cast;
  const place = await open(cast, 'Fractions in Year 5');
  await broker.post(`${place}/take`);
  await broker.get(`${place}/suggestions`);
  await askInVain(cast, place);
  const { person } = await supporter.get('/me');
  const asking = {
    person,
    days: 2,
    message: 'Once more?',
    override_reason: anyway,
  };
  const match = await broker.post(`${place}/matches`, asking);
  await supporter.post(`/support-matches/${match.id}/accept`);
  await broker.get(`${place}/matches`);
  const agreement = await agree(cast, place);
  await visit(cast, place, agreement);
  await later(35);
  await requester.put(`${agreement}/midterm`, { working: true, change: '' });
  await evaluate(cast, place);
  await requester.get('/support-requests?mine=true');
  await endOtherwise(cast);
  await endAgreement(cast);
  const { memberships } = await cast.requesterHead.get('/me');
  await cast.requesterHead.get(`/organisations/${memberships[0].organisation}/support-overview`);
}
