// The questions of a post's page, each with what is done with its answers.
import type { Adoption, PracticePost } from '$generated/protocol';
import { ApiError } from '$lib/api/http';
import { civilDate } from '$lib/format';
import { router } from '$lib/router.svelte';
import { run } from '$lib/state/hub';
import { organisationName } from '$lib/state/organisations';
import { toasts } from '$lib/toasts.svelte';
import { questions } from '$strings/library_questions';
import { practiceQuestions as words, trail } from '$strings/practice';
import type { Question, QuestionField } from '../library/question';
import { nextReview } from '../library/resource_questions';
import type { Ask } from './asks';
import { schoolsToTry } from './schools';

const longest = 1_000;
const reviewYears = 3;
const day = 86_400_000;

const text = (id: string, label: string, over: Partial<QuestionField> = {}): QuestionField =>
  ({ type: 'text', id, label, most: longest, ...over }) as QuestionField;

function attemptTry({ id }: PracticePost): Question {
  const options = schoolsToTry(id).map(({ id: school, name }) => ({ value: String(school), label: name }));
  return {
    title: words.tryTitle,
    body: words.tryBody,
    fields: [{ type: 'select', id: 'organisation', label: words.trySchool, options }],
    go: words.tryGo,
    run: async ({ organisation }) => {
      const school = Number(organisation);
      await run('try_practice', { practice: id }, { organisation: school });
      toasts.show(words.tried(organisationName(school)));
    },
  };
}

function comment({ id }: PracticePost): Question {
  return {
    title: words.comment,
    body: words.commentBody,
    fields: [
      { type: 'line', id: 'title', label: words.commentTitle, most: 160 },
      { type: 'text', id: 'text', label: words.commentText, most: 10_000 },
    ],
    go: words.commentGo,
    run: async ({ title = '', text: said = '', not_pupil_data }) => {
      const body = { title, text: said, mentions: [], ...(not_pupil_data && { not_pupil_data }) };
      const made = await run('ask_about_practice', { practice: id }, body);
      if (made) router.go(`/topics/${made.id}`);
    },
  };
}

function confirm({ id }: PracticePost): Question {
  const from = civilDate(Date.now() + day);
  const to = civilDate(Date.now() + reviewYears * 365 * day);
  return {
    title: questions.confirm,
    body: questions.confirmBody,
    fields: [{ type: 'date', id: 'review_by', label: questions.confirmDate, from, to, start: nextReview() }],
    go: questions.confirmGo,
    run: ({ review_by = '' }) => run('confirm_practice', { practice: id }, { review_by }),
    done: questions.confirmDone,
  };
}

const danger = (
  title: string,
  body: string,
  go: string,
  done: string,
  act: Question['run'],
  fields: QuestionField[] = [],
): Question => ({ title, body, fields, go, danger: true, run: act, done });

function transfer({ id, owner }: PracticePost): Question {
  return {
    title: questions.transfer,
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
      await run('transfer_practice', { practice: id }, to === 'person' ? { owner: Number(person) } : {});
    },
    done: questions.transferDone,
  };
}

function aboutPost(what: Extract<Ask, { post: PracticePost }>['what'], post: PracticePost): Question {
  const practice = post.id;
  switch (what) {
    case 'try':
      return attemptTry(post);
    case 'comment':
      return comment(post);
    case 'confirm':
      return confirm(post);
    case 'transfer':
      return transfer(post);
    case 'withdraw':
      return danger(words.withdraw, words.withdrawBody, words.withdrawGo, words.withdrawDone, () =>
        run('withdraw_practice', { practice }, {}),
      );
    case 'take_down':
      return danger(
        words.takeDown,
        words.takeDownBody,
        questions.takeDownGo,
        questions.takeDownDone,
        ({ reason = '' }) => run('take_down_practice', { practice }, { reason }),
        [text('reason', questions.takeDownWhy)],
      );
    case 'remove':
      return danger(words.remove, words.removeBody, questions.removeGo, words.removeDone, async () => {
        await run('delete_practice', { practice }, {});
        router.go('/practice/mine', { replace: true });
      });
    case 'leave':
      return danger(questions.leave, questions.leaveBody, questions.leaveGo, questions.leaveDone, () =>
        run('leave_practice_coauthorship', { practice }, {}),
      );
    case 'coauthor':
      return {
        title: questions.coauthor,
        body: words.coauthorBody,
        fields: [{ type: 'person', id: 'person', label: questions.person }],
        go: questions.coauthorGo,
        run: ({ person }) => run('invite_practice_coauthor', { practice }, { person: Number(person) }),
        done: questions.coauthorDone,
      };
  }
}

function tell({ id, follow_ups: asked = [] }: Adoption, week: number): Question {
  const held = asked.find((one) => one.week === week);
  const start = (said: string | undefined) => (said ? { start: said } : {});
  return {
    title: words.tell(trail.weeks[week] ?? ''),
    body: words.tellBody,
    fields: [
      text('happened', words.happened, { help: words.happenedHelp, ...start(held?.happened) }),
      text('with_whom', words.withWhom, {
        help: words.withWhomHelp,
        optional: true,
        ...start(held?.with_whom),
      }),
      text('changed', words.changed, { optional: true, ...start(held?.changed) }),
    ],
    go: words.tellGo,
    run: ({ with_whom = '', changed = '', happened = '', not_pupil_data }) =>
      run(
        'tell_adoption',
        { adoption: id },
        { week, with_whom, changed, happened, ...(not_pupil_data && { not_pupil_data }) },
      ),
    done: words.told,
  };
}

export function questionOf(ask: Ask): Question {
  switch (ask.what) {
    case 'tell':
      return tell(ask.adoption, ask.week);
    case 'adopt': {
      const { id, organisation } = ask.adoption;
      return {
        title: words.adopt,
        body: words.adoptBody,
        fields: [],
        go: words.adoptGo,
        run: () => run('set_adoption', { adoption: id }, { state: 'adopted', reason: '' }),
        done: trail.adopted(organisationName(organisation)),
      };
    }
    case 'stop': {
      const { id } = ask.adoption;
      return {
        title: words.stop,
        body: words.stopBody,
        fields: [text('reason', words.stopWhy)],
        go: words.stopGo,
        run: ({ reason = '' }) => run('set_adoption', { adoption: id }, { state: 'stopped', reason }),
        done: words.stopped,
      };
    }
    default:
      return aboutPost(ask.what, ask.post);
  }
}
