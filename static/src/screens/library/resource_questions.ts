// The questions of a resource's page, each with what is done with its answers.
import type {
  Approval,
  CollectionItem,
  CollectionItems,
  ReportReason,
  Resource,
  ResourceReport,
  ResourceUse,
  ResourceVersion,
} from '$generated/protocol';
import { ApiError, request } from '$lib/api/http';
import { civilDate } from '$lib/format';
import { router } from '$lib/router.svelte';
import { page, run } from '$lib/state/hub';
import { records } from '$lib/state/records';
import { session } from '$lib/state/session.svelte';
import { questions as words } from '$strings/library_questions';
import { everywhere } from '$strings/everywhere';
import { reportsWords, usesWords } from '$strings/library_resource';
import type { Ask } from './asks';
import type { Question, QuestionField } from './question';
import { copyPlaces, schoolsOfMine, type Asker } from './rights';
import { sayUse } from './uses';

const longest = 1_000;
const reviewYears = 3;
const day = 86_400_000;

const text = (id: string, label: string, over: Partial<QuestionField> = {}): QuestionField =>
  ({ type: 'text', id, label, most: longest, ...over }) as QuestionField;
const places = (all: readonly { id: number; name: string }[]) =>
  all.map(({ id, name }) => ({ value: String(id), label: name }));

/** The team does not matter where schools are chosen. */
const asMyself = (): Asker | undefined =>
  session.me && { me: session.me, organisations: records.all('organisation'), inTeam: 'outsider' };

/** One year on, as people mostly want it. */
export const nextReview = (now = Date.now()): string => civilDate(now + 365 * day);

function confirm({ id }: Resource): Question {
  const from = civilDate(Date.now() + day);
  const to = civilDate(Date.now() + reviewYears * 365 * day);
  return {
    title: words.confirm,
    body: words.confirmBody,
    fields: [{ type: 'date', id: 'review_by', label: words.confirmDate, from, to, start: nextReview() }],
    go: words.confirmGo,
    run: ({ review_by = '' }) => run('confirm_resource', { resource: id }, { review_by }),
    done: words.confirmDone,
  };
}

const simple = (
  title: string,
  body: string,
  go: string,
  done: string,
  act: () => Promise<unknown>,
): Question => ({
  title,
  body,
  fields: [],
  go,
  danger: true,
  run: act,
  done,
});

function transfer({ id, owner }: Resource): Question {
  const options = [
    { value: 'person', label: words.transferPerson },
    { value: 'seat', label: words.transferSeat },
  ];
  return {
    title: words.transfer,
    body: words.transferBody,
    fields: [
      {
        type: 'choice',
        id: 'to',
        label: words.transferTo,
        options,
        start: owner === undefined ? 'person' : 'seat',
      },
      { type: 'person', id: 'owner', label: words.person, optional: true },
    ],
    go: words.transferGo,
    run: async ({ to, owner: person = '' }) => {
      if (to === 'person' && !person) throw new ApiError('unprocessable', 0, words.needPerson, 'body.owner');
      await run('transfer_resource', { resource: id }, to === 'person' ? { owner: Number(person) } : {});
    },
    done: words.transferDone,
  };
}

function copy(resource: Resource): Question {
  const me = asMyself();
  const options = places(me ? copyPlaces(me, resource) : []);
  return {
    title: words.copy,
    body: words.copyBody,
    fields: [{ type: 'select', id: 'organisation', label: words.copyWhere, options }],
    go: words.copyGo,
    run: async ({ organisation }) => {
      const made = await run(
        'copy_resource',
        { resource: resource.id },
        { organisation: Number(organisation) },
      );
      if (made) router.go(`/library/${made.id}`);
    },
    done: words.copyDone,
  };
}

/** My schools that have not said it yet. */
function schoolsToSay(resource: number) {
  const said = new Set(
    records
      .all('resource_use')
      .filter((use) => use.resource === resource)
      .map((use) => use.organisation),
  );
  const me = asMyself();
  return me ? schoolsOfMine(me).filter(({ id }) => !said.has(id)) : [];
}

function use({ id }: Resource): Question {
  return {
    title: words.use,
    body: words.useBody,
    fields: [
      { type: 'select', id: 'organisation', label: words.useWhere, options: places(schoolsToSay(id)) },
    ],
    go: words.useGo,
    run: ({ organisation }) => sayUse(id, Number(organisation)),
  };
}

function score({ id }: Resource): Question {
  const mine = records
    .all('rubric_score')
    .find((one) => one.resource === id && one.person === session.person);
  const scale = (name: 'clear' | 'accurate' | 'adaptable' | 'inclusive', label: string): QuestionField => ({
    type: 'scale',
    id: name,
    label,
    ...(mine && { start: String(mine[name]) }),
  });
  return {
    title: words.score,
    body: words.scoreBody,
    fields: [
      scale('clear', words.scoreAsked.clear),
      scale('accurate', words.scoreAsked.accurate),
      scale('adaptable', words.scoreAsked.adaptable),
      scale('inclusive', words.scoreAsked.inclusive),
    ],
    go: words.scoreGo,
    run: ({ clear, accurate, adaptable, inclusive }) =>
      run(
        'score_resource',
        { resource: id },
        {
          clear: Number(clear),
          accurate: Number(accurate),
          adaptable: Number(adaptable),
          inclusive: Number(inclusive),
        },
      ),
  };
}

function question({ id }: Resource): Question {
  return {
    title: words.ask,
    body: words.askBody,
    fields: [
      { type: 'line', id: 'title', label: words.askTitle, most: 160 },
      { type: 'text', id: 'text', label: words.askText, most: 10_000 },
    ],
    go: words.askGo,
    run: async ({ title = '', text: said = '', not_pupil_data }) => {
      const body = { title, text: said, ...(not_pupil_data && { not_pupil_data }) };
      const made = await run('ask_about_resource', { resource: id }, body);
      if (made) router.go(`/topics/${made.id}`);
    },
  };
}

/** Puts a resource at the end of a collection. Errors: ApiError. */
async function collectInto(collection: number, resource: number, note: string): Promise<void> {
  const { data } = await request<CollectionItems>('GET', `/collections/${collection}/items`);
  const items: CollectionItem[] = data.items ?? [];
  if (items.some((item) => item.resource === resource))
    throw new ApiError('conflict', 0, words.collectHas, 'body.collection');
  await run(
    'arrange_collection',
    { collection },
    { items: [...items, { resource, note }] },
    { ifMatch: data.version },
  );
}

function collect({ id }: Resource): Question {
  const mine = records
    .all('collection')
    .filter(({ author, owner, state }) => [author, owner].includes(session.person) && state !== 'deleted')
    .sort((one, other) => one.title.localeCompare(other.title, 'en-GB'));
  const options = mine.map(({ id: value, title }) => ({ value: String(value), label: title }));
  if (!options.length)
    return {
      title: words.collect,
      body: words.collectNone,
      fields: [],
      go: everywhere.close,
      run: () => Promise.resolve(),
    };
  return {
    title: words.collect,
    fields: [
      { type: 'select', id: 'collection', label: words.collectWhere, options },
      text('note', words.collectNote, { optional: true }),
    ],
    go: words.collectGo,
    run: ({ collection, note = '' }) => collectInto(Number(collection), id, note),
    done: words.collectDone,
  };
}

function report({ id }: Resource): Question {
  const options = Object.entries(reportsWords.reasons).map(([value, label]) => ({ value, label }));
  return {
    title: words.report,
    body: words.reportBody,
    fields: [
      { type: 'choice', id: 'reason', label: words.reportReason, options, start: 'mistake' },
      text('text', words.reportText),
    ],
    go: words.reportGo,
    run: ({ reason, text: said = '' }) =>
      run('report_resource', { resource: id }, { reason: reason as ReportReason, text: said }),
    done: words.reportDone,
  };
}

function aboutResource(what: Extract<Ask, { resource: Resource }>['what'], resource: Resource): Question {
  const { id } = resource;
  switch (what) {
    case 'confirm':
      return confirm(resource);
    case 'withdraw':
      return simple(words.withdraw, words.withdrawBody, words.withdrawGo, words.withdrawDone, () =>
        run('withdraw_resource', { resource: id }, {}),
      );
    case 'take_down':
      return {
        ...simple(words.takeDown, words.takeDownBody, words.takeDownGo, words.takeDownDone, () =>
          Promise.resolve(),
        ),
        fields: [text('reason', words.takeDownWhy)],
        run: ({ reason = '' }) => run('take_down_resource', { resource: id }, { reason }),
      };
    case 'remove':
      return simple(words.remove, words.removeBody, words.removeGo, words.removeDone, async () => {
        await run('delete_resource', { resource: id }, {});
        router.go('/library/mine', { replace: true });
      });
    case 'leave':
      return simple(words.leave, words.leaveBody, words.leaveGo, words.leaveDone, () =>
        run('leave_coauthorship', { resource: id }, {}),
      );
    case 'coauthor':
      return {
        title: words.coauthor,
        body: words.coauthorBody,
        fields: [{ type: 'person', id: 'person', label: words.person }],
        go: words.coauthorGo,
        run: ({ person }) => run('invite_coauthor', { resource: id }, { person: Number(person) }),
        done: words.coauthorDone,
      };
    case 'transfer':
      return transfer(resource);
    case 'copy':
      return copy(resource);
    case 'use':
      return use(resource);
    case 'score':
      return score(resource);
    case 'question':
      return question(resource);
    case 'collect':
      return collect(resource);
    case 'report':
      return report(resource);
  }
}

/** What a question needs to be asked at all. Errors: ApiError. */
export async function prepare(ask: Ask): Promise<void> {
  if (ask.what === 'collect') await page('/collections', { mine: 'true', limit: 200 });
}

function aboutApproval(what: 'refuse' | 'unapprove', { id }: Approval): Question {
  const reason = text('reason', words.refuseWhy, { help: words.refuseHelp });
  return what === 'refuse'
    ? {
        title: words.refuse,
        fields: [reason],
        go: words.refuseGo,
        run: ({ reason: why = '' }) => run('refuse_approval', { approval: id }, { reason: why }),
        done: words.refuseDone,
      }
    : {
        title: words.unapprove,
        fields: [reason],
        go: words.unapproveGo,
        danger: true,
        run: ({ reason: why = '' }) => run('withdraw_approval', { approval: id }, { reason: why }),
        done: words.unapproveDone,
      };
}

function restore({ id, number }: ResourceVersion): Question {
  return {
    title: words.restore(number),
    body: words.restoreBody,
    fields: [text('note', words.restoreNote)],
    go: words.restoreGo,
    run: ({ note = '' }) => run('restore_version', { resource_version: id }, { note }),
    done: words.restoreDone,
  };
}

function label({ id, number, label: held = '' }: ResourceVersion): Question {
  return {
    title: words.label(number),
    fields: [
      {
        type: 'line',
        id: 'label',
        label: words.labelText,
        help: words.labelHelp,
        most: 120,
        optional: true,
        start: held,
      },
    ],
    go: everywhere.save,
    run: ({ label: given = '' }) => run('label_version', { resource_version: id }, { label: given }),
    done: words.labelDone,
  };
}

function story({ id, story: held }: ResourceUse): Question {
  const start = (said: string | undefined) => (said ? { start: said } : {});
  return {
    title: words.story,
    body: words.storyBody,
    fields: [
      text('what', words.storyWhat, start(held?.what)),
      text('with_whom', words.storyWhom, { help: words.storyWhomHelp, ...start(held?.with_whom) }),
      text('changed', words.storyChanged, { optional: true, ...start(held?.changed) }),
      text('happened', words.storyHappened, start(held?.happened)),
    ],
    go: words.storyGo,
    run: ({ what = '', with_whom = '', changed = '', happened = '' }) =>
      run('tell_use', { resource_use: id }, { what, with_whom, changed, happened }),
    done: usesWords.told,
  };
}

function resolve({ id, text: said }: ResourceReport): Question {
  return {
    title: words.resolve,
    body: said,
    fields: [text('answer', words.resolveText)],
    go: words.resolveGo,
    run: ({ answer = '' }) => run('resolve_report', { resource_report: id }, { answer }),
    done: words.resolveDone,
  };
}

export function questionOf(ask: Ask): Question {
  switch (ask.what) {
    case 'refuse':
    case 'unapprove':
      return aboutApproval(ask.what, ask.approval);
    case 'restore':
      return restore(ask.version);
    case 'label':
      return label(ask.version);
    case 'remove_version':
      return simple(
        words.removeVersion(ask.version.number),
        words.removeVersionBody,
        words.removeVersionGo,
        words.removeVersionDone,
        () => run('delete_version', { resource_version: ask.version.id }, {}),
      );
    case 'story':
      return story(ask.use);
    case 'resolve':
      return resolve(ask.report);
    default:
      return aboutResource(ask.what, ask.resource);
  }
}
