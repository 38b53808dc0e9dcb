// Reviews that go on beside the one that a test looks at: by the API alone, and without a hitch.
import type { Client } from './client';

export interface Quiet {
  /** "/peer-reviews/7" */
  review: string;
  host: Client;
  lead: Client;
  other: Client;
}

const idOf = async (client: Client): Promise<number> => (await client.get('/me')).person;
const partOf = (review: string, part: string) => `/${part}/${review.split('/').at(-1)}`;

/** From its draft to a submitted self-review. */
export async function prepare(
  { review, host, lead, other }: Quiet,
  organiser: Client,
  [first_day, last_day]: readonly [string, string],
): Promise<void> {
  const scope = {
    questions: ['What do pupils remember?', 'Who takes part in lessons?'],
    context: '',
    confidentiality: 'It stays with the team and the school.',
    exceptions: [],
    first_day,
    last_day,
  };
  await host.put(`${review}/scope`, scope);
  await host.post(`${review}/request`);
  await host.put(`${review}/scope`, scope);
  await organiser.put(`${review}/team`, { lead: await idOf(lead), reviewers: [await idOf(other)] });
  for (const client of [lead, other]) {
    const { id } = await client.post(`${review}/interests`, { points: [] });
    await organiser.post(`/review-interests/${id}/clear`, { reason: '' });
  }
  await host.post(`${review}/team/accept`);
  const { framework } = await host.get(partOf(review, 'review-scopes'));
  for (const heading of framework.headings.keys())
    await host.put(`${review}/self-review/${heading}`, {
      strengths: 'Plans are clear.',
      needs: 'Checks come late.',
      evidence: [],
    });
  await host.post(`${review}/self-review/submit`);
}

/** When the visit is over: the report, signed by both. */
export async function report({ review, host, lead }: Quiet): Promise<void> {
  await lead.post(`${review}/report`);
  const place = partOf(review, 'review-reports');
  const { framework } = await lead.get(place);
  const sentence = { number: 0, type: 'need', text: 'Words are met once.', notes: [], self_review: true };
  for (const heading of framework.headings.keys())
    await lead.put(`${review}/report/sections/${heading}`, { sentences: [sentence] });
  await lead.post(`${review}/report/send`);
  for (const [client, capacity] of [
    [host, 'host'],
    [lead, 'lead_reviewer'],
  ] as const) {
    const { content_hash } = await client.get(place);
    await client.post(`${review}/report/signatures`, { capacity, content_hash });
  }
}

/** A plan, and a theme that may be counted with others. */
export async function plan({ review, host }: Quiet, day: string): Promise<void> {
  await host.put(`${review}/plan`, {
    workshop_on: day,
    workshop_with: '',
    workshop_notes: '',
    no_actions: 'It stands in our plan of the year already.',
    keep_lead: false,
  });
  const themes = [{ heading: 1, strength: false, words: 'Words of the subjects' }];
  await host.put(`${review}/themes`, { shared: true, themes });
}

/** After ninety days, and after a year. */
export const check = ({ review, host }: Quiet): Promise<unknown> =>
  host.post(`${review}/checks`, { outcome: 'on_track', words: 'It has become a habit.' });
