// Peer review made by the API alone, as far as a test or a screen wants it: a cycle of three schools of one trust, and
// the review of the first of them. The server's time must be a working day (see `meetWorkingDay`).
import type { Stage } from './stage';

/** Leads the trust. */
export const organiser = 'Susan Blakey';
/** The school that is reviewed, its head, and colleagues. */
export const hostSchool = 'Ellerwick CE Primary School';
export const host = 'Helen Marsden';
export const colleague = 'Ruth Fell';
/** They come from the school that visits it. */
export const leadReviewer = 'Martin Hobbs';
export const reviewer = 'Ben Wrigley';
export const visitingSchool = 'Kirkstow Minster CE Primary School';
export const visitingHead = 'Grace Adewale';
const thirdSchool = 'Harrowgill CE Primary School';
const thirdHead = 'Sally Raine';
/** Head of a school of the same trust that takes no part, and an administrator of the trust. */
export const otherHead = 'Abena Mensah';
export const trustAdministrator = 'Kwame Osei';
/** May read a report only by a grant. */
export const governor = 'Gordon Pickering';

const dayMs = 86_400_000;
const questions = [
  'How well do pupils talk about their reading in every subject?',
  'Do teaching assistants help pupils to become more independent?',
];

export const reviewStates = [
  'draft',
  'requested',
  'scoped',
  'team_proposed',
  'interests_declared',
  'confirmed',
  'self_review_submitted',
  'visiting',
  'draft_report',
  'factual_check',
  'final',
  'action_plan',
] as const;
export type StageState = (typeof reviewStates)[number];

const londonDate = (ms: number) => new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' }).format(ms);
const isWorkingDay = (date: string) => {
  const weekday = new Date(`${date}T12:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !/-12-(2[4-9]|3\d)$|-01-0[12]$/.test(date);
};

/**
 * Brings a manual clock to the browsers' time and on to a working day. Whoever was signed in is so no more.
 * Bank holidays other than those at Christmas are not looked for: then the hub says what it has against the day.
 */
export async function meetWorkingDay(stage: Stage): Promise<void> {
  const { server_time: time } = await (await stage.as('Femi Adeyemi')).get('/me');
  let wanted = Math.max(Date.now(), time);
  while (!isWorkingDay(londonDate(wanted))) wanted += dayMs;
  if (wanted > time) await stage.server.advance(wanted - time);
}

/** So many days from now, as the server has it. */
async function inDays(stage: Stage, days: number): Promise<string> {
  const { server_time: time } = await (await stage.as(organiser)).get('/me');
  return londonDate(time + days * dayMs);
}

export async function organisationIds(stage: Stage): Promise<Record<string, number>> {
  const { items } = await (await stage.as(organiser)).get('/organisations?limit=200');
  return Object.fromEntries(items.map(({ id, name }: { id: number; name: string }) => [name, id]));
}
export const personId = async (stage: Stage, name: string): Promise<number> =>
  (await (await stage.as(name)).get('/me')).person;

export const framework = {
  name: 'Three headings',
  headings: [
    { title: 'Leadership at all levels', prompt: 'How leaders know what works.' },
    { title: 'Quality of provision', prompt: 'What pupils do and say.' },
    { title: 'Pupils who need more', prompt: 'How support reaches them.' },
  ],
  grades: ['Leading', 'Effective', 'Working towards effective', 'Ineffective'],
  excellence: true,
};

/** A running cycle; answers its id and the review of the host school. */
export async function runCycle(stage: Stage, title: string): Promise<{ cycle: number; review: number }> {
  const susan = await stage.as(organiser);
  const ids = await organisationIds(stage);
  const at = (name: string) => ids[name] ?? 0;
  const schools = [hostSchool, visitingSchool, thirdSchool];
  const { id: cycle } = await susan.post('/review-cycles', {
    organisation: at('Lanternhill Church of England Academies Trust'),
    title,
    school_year: 2026,
    framework,
    phases: {
      join_by: await inDays(stage, 0),
      visits_from: await inDays(stage, 0),
      visits_to: await inDays(stage, 60),
      reports_by: await inDays(stage, 90),
      checks_by: await inDays(stage, 500),
    },
    visit_days: 2,
    travel_km: 40,
    invited: schools.map(at),
  });
  await susan.post(`/review-cycles/${cycle}/open`);
  for (const [school, head] of [
    [hostSchool, host],
    [visitingSchool, visitingHead],
    [thirdSchool, thirdHead],
  ] as const) {
    const place = `/review-cycles/${cycle}/schools/${at(school)}`;
    await (await stage.as(head)).put(place, { days_given: 8, interests_why: '' });
  }
  const pairs = schools.map((name, index) => ({
    host: at(name),
    visitor: at(schools[(index + 1) % schools.length] ?? ''),
    reason: '',
  }));
  await susan.put(`/review-cycles/${cycle}/rota`, { pairs });
  await susan.post(`/review-cycles/${cycle}/start`);
  const { items } = await susan.get(`/peer-reviews?cycle=${cycle}&limit=50`);
  const mine = items.find((one: { host: number }) => one.host === at(hostSchool));
  return { cycle, review: mine.id };
}

/** The visit is on one day: the present one. */
async function scopeOf(stage: Stage) {
  const day = await inDays(stage, 0);
  const ids = await organisationIds(stage);
  return {
    questions,
    context: 'We have worked on talk for two years.',
    confidentiality: 'The report is ours. We share it with our governors.',
    exceptions: [
      {
        reader: { seat: 'governor', organisation: ids[hostSchool] },
        reason: 'They asked for the review with us.',
      },
    ],
    first_day: day,
    last_day: day,
  };
}

async function declareAll(stage: Stage, review: number): Promise<void> {
  const susan = await stage.as(organiser);
  for (const name of [leadReviewer, reviewer]) {
    const { id } = await (await stage.as(name)).post(`/peer-reviews/${review}/interests`, { points: [] });
    await susan.post(`/review-interests/${id}/clear`, { reason: '' });
  }
}

async function submitSelfReview(stage: Stage, review: number): Promise<void> {
  const helen = await stage.as(host);
  for (const heading of framework.headings.keys())
    await helen.put(`/peer-reviews/${review}/self-review/${heading}`, {
      grade: 1,
      strengths: 'Staff describe good talk in the same words.',
      needs: 'New words in history and science are not always taught first.',
      evidence: [{ type: 'said', words: 'Year 4 books' }],
    });
  await helen.post(`/peer-reviews/${review}/self-review/submit`);
}

export async function planVisit(stage: Stage, review: number): Promise<void> {
  const helen = await stage.as(host);
  const activities = [
    ['Reading lessons, Years 3 and 4', 'Room 4', 555, 615, leadReviewer, 0],
    ['Pupils talk about books', 'Library', 640, 685, reviewer, 1],
  ] as const;
  for (const [what, place, starts, ends, name, question] of activities)
    await helen.post(`/peer-reviews/${review}/activities`, {
      date: await inDays(stage, 0),
      starts,
      ends,
      what,
      place,
      reviewer: await personId(stage, name),
      colleague: await personId(stage, colleague),
      question,
    });
}

export async function writeNote(stage: Stage, review: number, name: string, text: string): Promise<number> {
  const made = await (await stage.as(name)).post(`/peer-reviews/${review}/notes`, { text, questions: [0] });
  return made.id;
}

async function writeReport(stage: Stage, review: number): Promise<void> {
  const martin = await stage.as(leadReviewer);
  const seen = await writeNote(stage, review, leadReviewer, 'All six groups used the talk prompts.');
  await martin.post(`/peer-reviews/${review}/visit/end`);
  await martin.post(`/peer-reviews/${review}/report`);
  const said = [
    ['strength', 'Leaders know what they want reading talk to sound like.'],
    ['need', 'Pupils are less sure with history and science texts.'],
    ['finding', 'Pupils with additional needs say that they belong.'],
  ] as const;
  for (const [heading, [type, text]] of said.entries())
    await martin.put(`/peer-reviews/${review}/report/sections/${heading}`, {
      grade: 1,
      sentences: [
        { number: 0, type, text, notes: [seen], self_review: false },
        { number: 0, type: 'finding', text: 'Staff say the same of themselves.', self_review: true },
      ],
    });
  const summary = 'A school that knows itself. Talk is strong; words of the subjects come next.';
  await martin.put(`/peer-reviews/${review}/report/summary`, { summary });
}

async function sign(stage: Stage, review: number): Promise<void> {
  for (const [capacity, name] of [
    ['host', host],
    ['lead_reviewer', leadReviewer],
  ] as const) {
    const client = await stage.as(name);
    const { content_hash } = await client.get(`/review-reports/${review}`);
    await client.post(`/peer-reviews/${review}/report/signatures`, { capacity, content_hash });
  }
}

async function writePlan(stage: Stage, review: number): Promise<void> {
  const helen = await stage.as(host);
  await helen.post(`/peer-reviews/${review}/actions`, {
    title: 'Teach the words of a topic first',
    owner: await personId(stage, colleague),
    due: await inDays(stage, 60),
    measure: { what: 'Classes that do', start: '2 of 6', now: '2 of 6', aim: '6 of 6' },
  });
  await helen.put(`/peer-reviews/${review}/plan`, {
    workshop_on: await inDays(stage, 0),
    workshop_with: 'All teachers',
    workshop_notes: 'We read the report together.',
    no_actions: '',
    keep_lead: false,
  });
}

/** What brings a review from a state to the next. */
const steps: Record<StageState, (stage: Stage, review: number) => Promise<unknown>> = {
  draft: async (stage, review) => {
    const helen = await stage.as(host);
    await helen.put(`/peer-reviews/${review}/scope`, await scopeOf(stage));
    await helen.post(`/peer-reviews/${review}/request`);
  },
  requested: async (stage, review) =>
    (await stage.as(host)).put(`/peer-reviews/${review}/scope`, await scopeOf(stage)),
  scoped: async (stage, review) =>
    (await stage.as(organiser)).put(`/peer-reviews/${review}/team`, {
      lead: await personId(stage, leadReviewer),
      reviewers: [await personId(stage, reviewer)],
    }),
  team_proposed: declareAll,
  interests_declared: async (stage, review) =>
    (await stage.as(host)).post(`/peer-reviews/${review}/team/accept`),
  confirmed: submitSelfReview,
  self_review_submitted: async (stage, review) => {
    await planVisit(stage, review);
    const helen = await stage.as(host);
    // On its first day it begins by itself.
    const { state } = await helen.get(`/peer-reviews/${review}`);
    if (state !== 'visiting') await helen.post(`/peer-reviews/${review}/visit/start`, { reason: '' });
  },
  visiting: writeReport,
  draft_report: async (stage, review) =>
    (await stage.as(leadReviewer)).post(`/peer-reviews/${review}/report/send`),
  factual_check: sign,
  final: writePlan,
  action_plan: async () => {},
};

/** The review of the host school, brought into this state. */
export async function reviewAt(stage: Stage, title: string, state: StageState): Promise<number> {
  const { review } = await runCycle(stage, title);
  for (const from of reviewStates) {
    if (from === state) break;
    await steps[from](stage, review);
  }
  return review;
}
