// Expertise, practice and calendars by the API alone: each operation at least once, for the contract's test.
import { expect } from 'vitest';
import type { Client } from './client';

const daysFromNow = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const reviewBy = () => daysFromNow(200);

interface Cast {
  /** Writes the post, and a profile. */
  author: Client;
  /** Leads the subject in the author's trust. */
  lead: Client;
  /** Teaches in a school of another trust. */
  reader: Client;
  /** Administers the network. */
  administrator: Client;
}

async function tellAboutOneself({ author, reader }: Cast): Promise<void> {
  const { person } = await author.get('/me');
  const place = `/people/${person}/profile`;
  const before = await author.get(place);
  await author.put(`${place}/fields`, {
    fields: {
      ...before.fields,
      about: 'I teach Year 5 and look after maths.',
      subjects: ['Mathematics'],
      phases: ['ks2'],
      offers: ['visit', 'host_visit'],
      capacity: { days_a_term: 3, note: '' },
      strengths: [{ what: 'Bar modelling', evidence: [] }],
    },
  });
  await author.put(`${place}/sights`, { sights: [{ field: 'capacity', sight: 'network' }] });
  await author.put(`${place}/suggestible`, { suggestible: true });
  const { items } = await reader.get(`${place}/parts`);
  expect(items.length).toBeGreaterThan(0);
  await reader.get(`/profile-parts/${items[0].id}`);
  await author.get(`/people/${person}/load`);
  const found = await reader.get('/directory?subject=Mathematics&phase=ks2&offer=host_visit&sort=name');
  expect(found.items.map((one: { person: { id: number } }) => one.person.id)).toContain(person);
}

const description = {
  title: 'Times tables in the last ten minutes',
  result: 'Year 4 answer twice as many in a minute as in September.',
  context: 'Recall was slow, and word problems stalled on it.',
  pupils: 'Three Year 4 classes, 86 pupils',
  subject: 'Mathematics',
  stages: ['ks2'],
  problems: ['Fluency'],
  steps: ['Ten minutes before lunch, four days a week.', 'One table for a fortnight.'],
  cost: 'nothing',
  cost_note: '',
  time: 'hours',
  time_note: 'An hour to print the cards.',
  evidence_kind: 'own_figures',
  evidence_strength: 'early',
  evidence: 'A one-minute quiz each fortnight.',
  impact: 'From 14 to 29 right answers in the middle of the class.',
  cannot_claim: 'There was no class to compare with.',
  differently: 'Begin in the first week.',
  visits_offered: true,
};

async function joinAsCoauthor({ author, lead }: Cast, place: string): Promise<void> {
  const { person } = await lead.get('/me');
  const invite = () => author.post(`${place}/coauthors`, { person });
  await invite();
  await lead.post(`${place}/coauthorship`);
  await lead.remove(`${place}/coauthorship`);
}

async function tryIt({ author, reader }: Cast, place: string): Promise<void> {
  const { memberships } = await reader.get('/me');
  const adoption = await reader.post(`${place}/adoptions`, { organisation: memberships[0].organisation });
  const self = `/adoptions/${adoption.id}`;
  await reader.get(self);
  await reader.get(`${self}/author`);
  await reader.put(`${self}/follow-up`, {
    week: 6,
    with_whom: 'Two Year 4 classes',
    changed: 'Five minutes, not ten',
    happened: 'They ask for it.',
  });
  await reader.put(`${self}/state`, { state: 'adopted', reason: '' });
  await reader.put(`${self}/state`, { state: 'stopped', reason: 'The timetable changed.' });
  await author.get(`${place}/adoptions`);
  await author.get(`${place}/activity`);
  const topic = await reader.post(`${place}/topics`, { title: 'Which cards?', text: 'Where are they from?' });
  await author.post(`/topics/${topic.id}/messages`, { text: 'We made them.' });
  await reader.get(`${place}/topics`);
}

async function link({ author }: Cast, practice: number, resource: number): Promise<void> {
  const ends = { from: { what: 'practice', id: practice }, to: { what: 'resource', id: resource } };
  await author.post('/record-links', { type: 'uses', ...ends });
  const { items } = await author.get(`/record-links?what=practice&id=${practice}`);
  const made = items.find((one: { other: { id: number } }) => one.other.id === resource);
  await author.remove(`/record-links/${made.link}`);
}

async function writeAPost(cast: Cast): Promise<void> {
  const { author, lead } = cast;
  const { memberships, organisations, person } = await author.get('/me');
  const network = organisations.find((one: { parent?: number }) => one.parent === undefined);
  const made = await author.post('/practice', { organisation: memberships[0].organisation, ...description });
  const place = `/practice/${made.id}`;
  await author.put(`${place}/description`, { ...description, contact: person });
  await author.put(`${place}/audience`, { shared_with: network.id });
  await author.post(`${place}/publish`, { review_by: reviewBy() });
  await author.get(place);
  await author.get('/practice?mine=true&sort=newest');
  await joinAsCoauthor(cast, place);
  await tryIt(cast, place);
  const { items } = await author.get('/resources?limit=1');
  await link(cast, made.id, items[0].id);
  await author.post(`${place}/confirm`, { review_by: reviewBy() });
  await lead.put(`${place}/featured`, { featured: true });
  await author.post(`${place}/withdraw`);
  await author.post(`${place}/publish`, { review_by: reviewBy() });
  await author.post(`${place}/take-down`, { reason: 'A newer one is there.' });
  await author.put(`${place}/owner`, { owner: person });
  await author.remove(place);
}

async function askAndAnswer({ author, lead }: Cast): Promise<void> {
  const { id: team } = await lead.team('Maths leads');
  const { items } = await lead.get(`/teams/${team}/channels`);
  const topic = await lead.post(`/channels/${items[0].id}/topics`, {
    title: 'Has anyone got a fractions wall?',
    text: 'For a corridor.',
    question: true,
  });
  const answer = await author.post(`/topics/${topic.id}/messages`, { text: 'I have one.' });
  expect(answer.id).toBeGreaterThan(0);
  await lead.put(`/topics/${topic.id}/answer`, { ordinal: 2 });
  await lead.remove(`/topics/${topic.id}/answer`);
}

async function keepACalendar({ administrator }: Cast): Promise<void> {
  const { memberships } = await administrator.get('/me');
  const place = `/organisations/${memberships[0].organisation}/calendar`;
  const { own } = await administrator.get(place);
  await administrator.put(place, {
    terms: own.terms,
    training_days: own.training_days,
    bank_holidays: own.bank_holidays,
    covers_until: own.covers_until,
    source: own.source,
  });
}

export async function shareExpertise(cast: Cast): Promise<void> {
  await tellAboutOneself(cast);
  await writeAPost(cast);
  await askAndAnswer(cast);
  await keepACalendar(cast);
}
