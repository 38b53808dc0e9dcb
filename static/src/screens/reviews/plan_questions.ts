// The questions of the plan page and of my own actions, each with what is done with its answers.
import type { CheckOutcome, Review, ReviewAction, ReviewActionState, ReviewPlan } from '$generated/protocol';
import { ApiError } from '$lib/api/http';
import { civilDate } from '$lib/format';
import { run } from '$lib/state/hub';
import { records } from '$lib/state/records';
import { nameOf } from '$lib/state/teams';
import { everywhere } from '$strings/everywhere';
import { actionStates, outcomes, planQuestions as words } from '$strings/reviews_plan';
import type { Question, QuestionField } from '../library/question';
import { ownersAt, type Cited } from './plan_view';

export type PlanAsk =
  | { what: 'plan'; review: Review; plan: ReviewPlan | undefined }
  | { what: 'add'; review: Review; sentence?: Cited }
  | { what: 'change'; action: ReviewAction }
  | { what: 'tell'; action: ReviewAction }
  | { what: 'check'; review: Review }
  | { what: 'close'; review: Review };

const titleMost = 160;
const nameMost = 120;
const lineMost = 300;
const noteMost = 1_000;
const summaryMost = 2_000;
const longMost = 10_000;
const lastDay = '2100-12-31';

const choices = <T extends string>(all: Record<T, string>) =>
  (Object.entries(all) as [T, string][]).map(([value, label]) => ({ value, label }));

/** Of the field of a measure that the hub refuses: its dialog calls it by its own name. */
async function named<T>(doing: Promise<T>): Promise<T> {
  try {
    return await doing;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const [, field] = /^body\.measure\.(\w+)/.exec(error.path) ?? [];
    if (!field) throw error;
    const name = field === 'what' ? 'measure' : field;
    throw new ApiError(error.code, error.status, error.detail, `body.${name}`);
  }
}

function planOf(review: Review, plan: ReviewPlan | undefined): Question {
  return {
    title: words.plan,
    body: words.planBody,
    fields: [
      {
        type: 'date',
        id: 'workshop_on',
        label: words.workshopOn,
        from: '2000-01-01',
        to: lastDay,
        start: plan?.workshop_on ?? civilDate(Date.now()),
      },
      {
        type: 'line',
        id: 'workshop_with',
        label: words.workshopWith,
        help: words.workshopWithHelp,
        most: noteMost,
        optional: true,
        start: plan?.workshop_with ?? '',
      },
      {
        type: 'text',
        id: 'workshop_notes',
        label: words.notes,
        most: longMost,
        optional: true,
        start: plan?.workshop_notes ?? '',
      },
      {
        type: 'text',
        id: 'no_actions',
        label: words.noActions,
        help: words.noActionsHelp,
        most: noteMost,
        optional: true,
        start: plan?.no_actions ?? '',
      },
      {
        type: 'check',
        id: 'keep_lead',
        label: words.keepLead,
        help: words.keepLeadHelp,
        start: review.lead_kept ? 'yes' : '',
      },
    ],
    go: everywhere.save,
    run: (given) =>
      run(
        'write_review_plan',
        { review: review.id },
        {
          workshop_on: given.workshop_on ?? '',
          workshop_with: given.workshop_with ?? '',
          workshop_notes: given.workshop_notes ?? '',
          no_actions: given.no_actions ?? '',
          keep_lead: given.keep_lead === 'yes',
        },
        { ifMatch: (plan ?? review).version },
      ),
    done: words.planDone,
  };
}

/** Everybody who may own it; of a change also who owns it now. */
function owners(host: number, held?: number): { value: string; label: string }[] {
  const known = ownersAt(host, records.all('membership'), records.all('organisation'));
  const people = held === undefined || known.includes(held) ? known : [held, ...known];
  const options = people.map((person) => {
    const { name = nameOf(person), label = '' } = records.name(person) ?? {};
    return { value: String(person), label: label ? `${name}, ${label}` : name };
  });
  return [{ value: '', label: words.choose }, ...options];
}

function actionFields(host: number, action?: ReviewAction, title = ''): QuestionField[] {
  const line = (id: string, label: string, most: number, start: string, help?: string): QuestionField => ({
    type: 'line',
    id,
    label,
    most,
    start,
    ...(help && { help }),
  });
  const { what = '', start = '', now = '', aim = '' } = action?.measure ?? {};
  return [
    line('title', words.what, titleMost, action?.title ?? title, words.whatHelp),
    {
      type: 'select',
      id: 'owner',
      label: words.owner,
      help: words.ownerHelp,
      options: owners(host, action?.owner),
      start: action ? String(action.owner) : '',
    },
    {
      type: 'date',
      id: 'due',
      label: words.due,
      from: action?.due ?? civilDate(Date.now()),
      to: lastDay,
      start: action?.due ?? '',
    },
    line('measure', words.measure, lineMost, what, words.measureHelp),
    line('start', words.start, nameMost, start, words.numberHelp),
    ...(action ? [line('now', words.now, nameMost, now)] : []),
    line('aim', words.aim, nameMost, aim),
  ];
}

const bodyOf = (given: Record<string, string>) => ({
  title: given.title ?? '',
  owner: Number(given.owner),
  due: given.due ?? '',
  measure: {
    what: given.measure ?? '',
    start: given.start ?? '',
    now: given.now ?? given.start ?? '',
    aim: given.aim ?? '',
  },
});

function addOf(review: Review, sentence: Cited | undefined): Question {
  const title = sentence ? [...sentence.text].slice(0, titleMost).join('') : '';
  return {
    title: words.action,
    ...(sentence && { body: sentence.text }),
    fields: actionFields(review.host, undefined, sentence?.type === 'need' ? '' : title),
    go: words.addGo,
    run: (given) =>
      named(
        run(
          'create_review_action',
          { review: review.id },
          { ...bodyOf(given), ...(sentence && { sentence: sentence.number }) },
        ),
      ),
    done: words.added,
  };
}

const changeOf = (action: ReviewAction): Question => ({
  title: words.editAction,
  fields: actionFields(action.host, action),
  go: everywhere.save,
  run: (given) =>
    named(
      run('edit_review_action', { review_action: action.id }, bodyOf(given), { ifMatch: action.version }),
    ),
  done: words.changed,
});

const tellOf = (action: ReviewAction): Question => ({
  title: words.tell,
  body: action.title,
  fields: [
    {
      type: 'choice',
      id: 'state',
      label: words.status,
      options: choices(actionStates),
      start: action.state === 'not_started' ? 'on_track' : action.state,
    },
    { type: 'line', id: 'now', label: words.now, most: nameMost, start: action.measure.now },
    {
      type: 'text',
      id: 'progress',
      label: words.progress,
      most: noteMost,
      optional: true,
      start: action.progress,
    },
  ],
  go: everywhere.save,
  run: ({ state, now = '', progress = '' }) =>
    run(
      'tell_review_action',
      { review_action: action.id },
      { state: state as ReviewActionState, now, progress },
      { ifMatch: action.version },
    ),
  done: words.tellDone,
});

function checkOf(review: Review): Question {
  const last = review.ninety_days_checked;
  return {
    title: last ? words.year : words.ninety,
    ...(last && { body: words.yearBody }),
    fields: [
      { type: 'choice', id: 'outcome', label: words.outcome, options: choices(outcomes) },
      { type: 'text', id: 'words', label: words.words, help: words.wordsHelp, most: summaryMost },
    ],
    go: words.checkGo,
    run: ({ outcome, words: said = '' }) =>
      run(
        'check_impact',
        { review: review.id },
        { outcome: outcome as CheckOutcome, words: said },
        { ifMatch: review.version },
      ),
    done: last ? words.yearDone : words.checkDone,
  };
}

const closeOf = (review: Review): Question => ({
  title: words.close,
  body: words.closeBody,
  fields: [],
  go: words.closeGo,
  danger: true,
  run: () => run('close_review', { review: review.id }, {}, { ifMatch: review.version }),
  done: words.closeDone,
});

export function planQuestion(ask: PlanAsk): Question {
  switch (ask.what) {
    case 'plan':
      return planOf(ask.review, ask.plan);
    case 'add':
      return addOf(ask.review, ask.sentence);
    case 'change':
      return changeOf(ask.action);
    case 'tell':
      return tellOf(ask.action);
    case 'check':
      return checkOf(ask.review);
    case 'close':
      return closeOf(ask.review);
  }
}
