// The questions of collections, each with what is done with its answers.
import type { Collection } from '$generated/protocol';
import { ApiError } from '$lib/api/http';
import { router } from '$lib/router.svelte';
import { run } from '$lib/state/hub';
import { lineage } from '$lib/state/organisations';
import { records } from '$lib/state/records';
import { session } from '$lib/state/session.svelte';
import { myTeams, standingIn } from '$lib/state/teams';
import { subjects } from '$lib/vocabulary';
import { collectionQuestions as words } from '$strings/collections';
import { everywhere } from '$strings/everywhere';
import { questions } from '$strings/library_questions';
import type { Question, QuestionField } from '../library/question';
import { workplaces } from '../library/rights';
import type { CollectionAsk } from './asks';

const noSubject = { value: 'none', label: words.noSubject };

function described(collection?: Collection): QuestionField[] {
  const start = (text: string | undefined) => (text ? { start: text } : {});
  return [
    { type: 'line', id: 'title', label: words.titleLabel, most: 160, ...start(collection?.title) },
    {
      type: 'text',
      id: 'summary',
      label: words.summary,
      help: words.summaryHelp,
      most: 2_000,
      optional: true,
      ...start(collection?.summary),
    },
    {
      type: 'select',
      id: 'subject',
      label: words.subject,
      options: [noSubject, ...subjects.map((subject) => ({ value: subject, label: subject }))],
      ...start(collection?.subject),
    },
  ];
}

const bodyOf = ({ title = '', summary = '', subject }: Record<string, string>) => ({
  title,
  summary,
  ...(subject && subject !== noSubject.value && { subject }),
});

function make(): Question {
  const places = session.me
    ? workplaces({ me: session.me, organisations: records.all('organisation') }).map(({ id, name }) => ({
        value: String(id),
        label: name,
      }))
    : [];
  const where: QuestionField = { type: 'select', id: 'organisation', label: words.where, options: places };
  return {
    title: words.make,
    fields: [...described(), ...(places.length > 1 ? [where] : [])],
    go: words.makeGo,
    run: async (answers) => {
      const organisation = Number(answers.organisation ?? places[0]?.value);
      const made = await run('create_collection', {}, { organisation, ...bodyOf(answers) });
      if (made) router.go(`/collections/${made.id}`);
    },
  };
}

function edit(collection: Collection): Question {
  return {
    title: words.edit,
    fields: described(collection),
    go: everywhere.save,
    run: (answers) =>
      run(
        'edit_collection',
        { collection: collection.id },
        { ...bodyOf(answers), stages: collection.stages ?? [], years: collection.years ?? [] },
        { ifMatch: collection.version },
      ),
  };
}

/** Those that I may write in, and its organisation with everything above it. */
function audiences(collection: Collection): { value: string; label: string }[] {
  const teams = myTeams(session.person)
    .filter((team) => team.state === 'active' && standingIn(team.id, session.person) !== 'guest')
    .map((team) => ({ value: `team/${team.id}`, label: words.team(team.name) }));
  const places = lineage(collection.organisation, records.all('organisation')).map((place) => ({
    value: `organisation/${place.id}`,
    label: `${words.organisation[place.type]} ${place.name}`,
  }));
  return [...places, ...teams];
}

function audience(collection: Collection): Question {
  const { team, shared_with, id } = collection;
  const start = team === undefined ? shared_with && `organisation/${shared_with}` : `team/${team}`;
  return {
    title: words.audience,
    body: words.audienceBody,
    fields: [
      {
        type: 'select',
        id: 'with',
        label: words.audience,
        options: audiences(collection),
        ...(start && { start }),
      },
    ],
    go: words.audienceGo,
    run: async ({ with: wanted = '' }) => {
      const [kind, number] = wanted.split('/');
      const to = kind === 'team' ? { team: Number(number) } : { shared_with: Number(number) };
      await run('share_collection', { collection: id }, to);
      if (collection.state !== 'published') await run('publish_collection', { collection: id }, {});
    },
    done: words.audienceDone,
  };
}

function transfer({ id, owner }: Collection): Question {
  return {
    title: words.transfer,
    body: questions.transferBody,
    fields: [
      {
        type: 'choice',
        id: 'to',
        label: questions.transferTo,
        options: [
          { value: 'person', label: questions.transferPerson },
          { value: 'seat', label: questions.transferSeat },
        ],
        start: owner === undefined ? 'person' : 'seat',
      },
      { type: 'person', id: 'owner', label: questions.person, optional: true },
    ],
    go: questions.transferGo,
    run: async ({ to, owner: person = '' }) => {
      if (to === 'person' && !person)
        throw new ApiError('unprocessable', 0, questions.needPerson, 'body.owner');
      await run('transfer_collection', { collection: id }, to === 'person' ? { owner: Number(person) } : {});
    },
    done: questions.transferDone,
  };
}

export function questionOf(ask: CollectionAsk): Question {
  switch (ask.what) {
    case 'make':
      return make();
    case 'edit':
      return edit(ask.collection);
    case 'audience':
      return audience(ask.collection);
    case 'transfer':
      return transfer(ask.collection);
    case 'withdraw':
      return {
        title: words.withdrawTitle,
        body: words.withdrawBody,
        fields: [],
        go: words.withdraw,
        danger: true,
        run: () => run('withdraw_collection', { collection: ask.collection.id }, {}),
        done: words.withdrawDone,
      };
    case 'take_down':
      return {
        title: words.takeDownTitle,
        body: words.takeDownBody,
        fields: [{ type: 'text', id: 'reason', label: words.takeDownWhy, most: 1_000 }],
        go: words.takeDown,
        danger: true,
        run: ({ reason = '' }) => run('take_down_collection', { collection: ask.collection.id }, { reason }),
        done: words.takeDownDone,
      };
    case 'remove':
      return {
        title: words.removeTitle,
        body: words.removeBody,
        fields: [],
        go: words.removeGo,
        danger: true,
        run: async () => {
          await run('delete_collection', { collection: ask.collection.id }, {});
          router.go('/collections', { replace: true });
        },
        done: words.removeDone,
      };
  }
}
