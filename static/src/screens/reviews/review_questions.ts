// The questions of a review's page, each with what is done with its answers.
import type { Interest, Review } from '$generated/protocol';
import { list } from '$lib/format';
import { router } from '$lib/router.svelte';
import { run } from '$lib/state/hub';
import { session } from '$lib/state/session.svelte';
import { everywhere } from '$strings/everywhere';
import { reviewQuestions as words, scopeForm } from '$strings/reviews_page';
import type { Question, QuestionField } from '../library/question';
import { who } from '../support/timeline';
import type { ReviewAsk } from './asks';
import { cycleOf } from './held';
import { peopleWith, staffOf, type PersonOption } from './people';

const longest = 1_000;
const reason = (optional = false): QuestionField => ({
  type: 'text',
  id: 'reason',
  label: words.reason,
  most: longest,
  optional,
});

function ofInterest(what: 'clear' | 'refuse', interest: Interest): Question {
  const { id, version, person, points = [], found = [] } = interest;
  const to = { interest: id };
  const name = who(person);
  const nil = !points.length && !found.length;
  if (what === 'clear')
    return {
      title: words.clear(name),
      body: nil ? words.clearNil : words.clearBody,
      fields: nil ? [] : [reason()],
      go: words.clearGo,
      run: ({ reason: why = '' }) => run('clear_interest', to, { reason: why }, { ifMatch: version }),
      done: words.clearDone,
    };
  return {
    title: words.refuse(name),
    body: words.refuseBody,
    fields: [reason()],
    go: words.refuseGo,
    danger: true,
    run: ({ reason: why = '' }) => run('refuse_interest', to, { reason: why }, { ifMatch: version }),
    done: words.refuseDone,
  };
}

/** Without anybody to choose from, the question only says so. */
function choosing(
  { id, label, options, none }: { id: string; label: string; options: PersonOption[]; none: string },
  question: Omit<Question, 'fields'>,
): Question {
  const { done, body, ...rest } = question;
  if (!options.length) return { ...rest, body: none, fields: [], run: () => Promise.resolve() };
  return {
    ...rest,
    ...(body !== undefined && { body }),
    ...(done !== undefined && { done }),
    fields: [{ type: 'select', id, label, options }],
  };
}

/** People of the visiting schools, without those who are on the team already. */
function successors({ visitors = [], host, team = [] }: Review, going?: number): PersonOption[] {
  const lead = going !== undefined && team.some(({ person, lead: leads }) => person === going && leads);
  const hosts = new Set(staffOf(host).map(({ value }) => value));
  const taken = new Set(team.map(({ person }) => person));
  return peopleWith(({ organisation }) => visitors.includes(organisation)).filter(({ value }) => {
    const person = Number(value);
    if (hosts.has(value) || person === session.person || person === going) return false;
    // Who is on the team may take the lead's place.
    return lead || !taken.has(person);
  });
}

function naming(review: Review, going?: number): Question {
  const options = successors(review, going);
  return choosing(
    { id: 'successor', label: words.nameWho, options, none: words.nameNobody },
    {
      title: going === undefined ? words.name : words.replace(who(going)),
      body: words.nameBody,
      go: words.nameGo,
      run: async ({ successor }) => {
        const person = Number(successor);
        // A place that nobody has is filled by naming them as the one who goes.
        const ids = { review: review.id, reviewer: going ?? person };
        await run('replace_reviewer', ids, { successor: person });
      },
      done: words.nameDone,
    },
  );
}

function dates(review: Review): Question {
  const phases = cycleOf(review.cycle)?.phases;
  const range = { from: phases?.visits_from ?? '2000-01-01', to: phases?.visits_to ?? '2100-12-31' };
  const day = (id: 'first_day' | 'last_day', label: string): QuestionField => ({
    type: 'date',
    id,
    label,
    ...range,
    start: review[id] ?? '',
  });
  return {
    title: words.dates,
    body: words.datesBody,
    fields: [day('first_day', scopeForm.first), day('last_day', scopeForm.last)],
    go: everywhere.save,
    run: ({ first_day: first = '', last_day: last = '' }) =>
      run(
        'set_review_dates',
        { review: review.id },
        { first_day: first, last_day: last },
        { ifMatch: review.version },
      ),
    done: words.datesDone,
  };
}

type OfHost = 'accept' | 'delegate' | 'undelegate' | 'colleague' | 'withdraw';

function ofHost(what: OfHost, review: Review): Question {
  const to = { review: review.id };
  const ifMatch = review.version;
  const { team = [], colleagues = [] } = review;
  const staff = () =>
    staffOf(review.host).filter(
      ({ value }) =>
        Number(value) !== session.person && !colleagues.some(({ person }) => String(person) === value),
    );
  switch (what) {
    case 'accept':
      return {
        title: words.accept,
        body: words.acceptBody(list(team.map(({ person }) => who(person)))),
        fields: [],
        go: words.acceptGo,
        run: () => run('accept_team', to, {}, { ifMatch }),
        done: words.acceptDone,
      };
    case 'delegate':
      return choosing(
        {
          id: 'delegate',
          label: words.delegateWho,
          options: staffOf(review.host).filter(({ value }) => Number(value) !== session.person),
          none: words.noColleague,
        },
        {
          title: words.delegate,
          body: words.delegateBody,
          go: words.delegateGo,
          run: ({ delegate }) => run('delegate_review', to, { delegate: Number(delegate) }),
          done: words.delegateDone,
        },
      );
    case 'undelegate':
      return {
        title: words.undelegate,
        fields: [],
        go: words.undelegateGo,
        run: () => run('delegate_review', to, {}),
        done: words.undelegateDone,
      };
    case 'colleague':
      return choosing(
        { id: 'colleague', label: words.colleagueWho, options: staff(), none: words.noColleague },
        {
          title: words.colleague,
          body: words.colleagueBody,
          go: words.colleagueGo,
          run: ({ colleague }) =>
            run('name_colleague', { ...to, colleague: Number(colleague) }, { report: false, here: true }),
          done: words.colleagueDone,
        },
      );
    case 'withdraw':
      return {
        title: words.withdraw,
        body: words.withdrawBody,
        fields: [reason()],
        go: words.withdrawGo,
        danger: true,
        run: async ({ reason: why = '' }) => {
          await run('withdraw_review', to, { reason: why });
          router.go('/reviews', { replace: true });
        },
        done: words.withdrawDone,
      };
  }
}

type OfTeam = 'step_down' | 'start' | 'start_without' | 'end';

function ofTeam(what: OfTeam, review: Review): Question {
  const to = { review: review.id };
  switch (what) {
    case 'step_down':
      return {
        title: words.stepDown,
        body: words.stepDownBody,
        fields: [reason(true)],
        go: words.stepDownGo,
        danger: true,
        run: async ({ reason: why = '' }) => {
          await run('step_down', to, { reason: why });
          router.go('/reviews', { replace: true });
        },
        done: words.stepDownDone,
      };
    case 'start':
      return {
        title: words.start,
        body: words.startBody,
        fields: [],
        go: words.startGo,
        run: () => run('start_visit', to, { reason: '' }),
        done: words.startDone,
      };
    case 'start_without':
      return {
        title: words.startWithout,
        body: words.startWithoutBody,
        fields: [reason()],
        go: words.startGo,
        run: ({ reason: why = '' }) => run('start_visit', to, { reason: why }),
        done: words.startDone,
      };
    case 'end':
      return {
        title: words.end,
        body: words.endBody,
        fields: [],
        go: words.endGo,
        run: () => run('end_visit', to, {}),
        done: words.endDone,
      };
  }
}

const release = (review: Review, person: number): Question => ({
  title: words.release(who(person)),
  body: words.releaseBody,
  fields: [reason(true)],
  go: words.releaseGo,
  danger: true,
  run: ({ reason: why = '' }) =>
    run('release_reviewer', { review: review.id, reviewer: person }, { reason: why }),
  done: words.releaseDone,
});

export function questionOf(ask: ReviewAsk): Question {
  switch (ask.what) {
    case 'clear':
    case 'refuse':
      return ofInterest(ask.what, ask.interest);
    case 'replace':
      return naming(ask.review, ask.person);
    case 'release':
      return release(ask.review, ask.person);
    case 'name':
      return naming(ask.review);
    case 'dates':
      return dates(ask.review);
    case 'step_down':
    case 'start':
    case 'start_without':
    case 'end':
      return ofTeam(ask.what, ask.review);
    default:
      return ofHost(ask.what, ask.review);
  }
}
