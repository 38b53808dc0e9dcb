// The questions of a case, each with what is done with its answers.
import type {
  Confidentiality,
  Funding,
  OutcomesMet,
  SigningCapacity,
  SupportAgreement,
  SupportEvaluation,
  SupportMatch,
  SupportRequest,
  SupportVisit,
  VisitKind,
} from '$generated/protocol';
import { ApiError } from '$lib/api/http';
import { civilDate, fullDate } from '$lib/format';
import { router } from '$lib/router.svelte';
import { run } from '$lib/state/hub';
import { records } from '$lib/state/records';
import { session } from '$lib/state/session.svelte';
import { myTeams } from '$lib/state/teams';
import { everywhere } from '$strings/everywhere';
import {
  capacityWords,
  confidentialityWords,
  days as daysWords,
  fundingWords,
  outcomeWords,
  visitKinds,
} from '$strings/support';
import { caseQuestions as words, supportCase } from '$strings/support_case';
import type { Question, QuestionField } from '../library/question';
import type { Ask } from './asks';
import { myLines } from './case_view';
import { minutesOf, timeOf, weekdayFrom } from './dates';
import { asker } from './held';
import { mostDays } from './request_form';
import { partIn } from './roles';

const longest = 1_000;
const most = 4_000;
const lastDay = '2100-12-31';
const text = (id: string, label: string, over: Partial<QuestionField> = {}): QuestionField =>
  ({ type: 'text', id, label, most: longest, ...over }) as QuestionField;
const reason = text('reason', words.reason, { help: words.reasonHelp });
const choices = <T extends string>(all: Record<T, string>) =>
  (Object.entries(all) as [T, string][]).map(([value, label]) => ({ value, label }));
const guarded = (body: Record<string, string>) =>
  body.not_pupil_data ? { not_pupil_data: body.not_pupil_data } : {};
const fault = (field: string, said: string) => new ApiError('unprocessable', 0, said, `body.${field}`);

function ofMatch(what: 'accept' | 'decline' | 'hand_on_match', { id, days }: SupportMatch): Question {
  const to = { support_match: id };
  if (what === 'accept')
    return {
      title: words.accept,
      body: words.acceptBody(daysWords(days)),
      fields: [],
      go: words.acceptGo,
      run: () => run('accept_match', to, {}),
      done: words.acceptDone,
    };
  if (what === 'decline')
    return {
      title: words.decline,
      body: words.declineBody,
      fields: [text('reason', words.reason)],
      go: words.declineGo,
      run: async ({ reason: why = '' }) => {
        await run('decline_match', to, { reason: why });
        router.go('/support', { replace: true });
      },
      done: words.declineDone,
    };
  return {
    title: words.handOnMatch,
    body: words.handOnMatchBody,
    fields: [{ type: 'person', id: 'person', label: words.person }, text('reason', words.reason)],
    go: words.handOnMatchGo,
    run: async ({ person, reason: why = '' }) => {
      await run('hand_on_match', to, { person: Number(person), reason: why });
      router.go('/support', { replace: true });
    },
    done: words.handOnMatchDone,
  };
}

/** Where brokers can be. */
function nodesFor(request: SupportRequest) {
  return records
    .all('organisation')
    .filter(({ id, state }) => state === 'joined' && id !== request.broker_node)
    .filter(({ type }) => type === 'trust' || type === 'network')
    .sort((one, other) => one.name.localeCompare(other.name, 'en-GB'))
    .map(({ id, name }) => ({ value: String(id), label: name }));
}

function confidentiality(request: SupportRequest): Question {
  const teams = myTeams(session.person).map(({ id, name }) => ({ value: String(id), label: name }));
  const options = Object.entries(confidentialityWords).map(([value, { name }]) => ({ value, label: name }));
  return {
    title: words.confidentiality,
    body: words.confidentialityBody,
    fields: [
      {
        type: 'choice',
        id: 'confidentiality',
        label: supportCase.sees,
        options,
        start: request.confidentiality,
      },
      {
        type: 'select',
        id: 'team',
        label: words.team,
        options: [{ value: '', label: words.noTeam }, ...teams],
        optional: true,
        start: request.team === undefined ? '' : String(request.team),
      },
    ],
    go: everywhere.save,
    run: ({ confidentiality: chosen, team }) =>
      run(
        'set_confidentiality',
        { support_request: request.id },
        {
          confidentiality: chosen as Confidentiality,
          ...(chosen === 'team' && team && { team: Number(team) }),
        },
      ),
    done: words.confidentialityDone,
  };
}

function evaluate({ id }: SupportRequest): Question {
  return {
    title: words.evaluate,
    body: words.evaluateBody,
    fields: [
      {
        type: 'choice',
        id: 'outcomes',
        label: words.outcomes,
        options: choices(outcomeWords),
        start: 'mostly',
      },
      text('changed', words.changed, { most } as Partial<QuestionField>),
      text('next', words.evaluateNext, { most, optional: true } as Partial<QuestionField>),
      { type: 'check', id: 'may_be_told', label: words.told, help: words.toldHelp },
    ],
    go: words.evaluateGo,
    guarded: true,
    run: (given) =>
      run(
        'submit_evaluation',
        { support_request: id },
        {
          outcomes: given.outcomes as OutcomesMet,
          changed: given.changed ?? '',
          next: given.next ?? '',
          may_be_told: given.may_be_told === 'yes',
          ...guarded(given),
        },
      ),
    done: words.evaluateDone,
  };
}

type OfRequest = 'decline_case' | 'hand_on' | 'withdraw' | 'confidentiality' | 'evaluate' | 'close';

function ofRequest(what: OfRequest, request: SupportRequest): Question {
  const to = { support_request: request.id };
  switch (what) {
    case 'decline_case':
      return {
        title: words.declineCase,
        body: words.declineCaseBody,
        fields: [reason],
        go: words.declineCaseGo,
        danger: true,
        run: ({ reason: why = '' }) => run('decline_support_request', to, { reason: why }),
        done: words.declineCaseDone,
      };
    case 'hand_on':
      return {
        title: words.handOn,
        body: words.handOnBody,
        fields: [
          { type: 'select', id: 'broker_node', label: words.handOnWhere, options: nodesFor(request) },
          reason,
        ],
        go: words.handOnGo,
        run: ({ broker_node: node, reason: why = '' }) =>
          run('hand_on_support_request', to, { broker_node: Number(node), reason: why }),
        done: words.handOnDone,
      };
    case 'withdraw':
      return {
        title: words.withdraw,
        body: words.withdrawBody,
        fields: [reason],
        go: words.withdrawGo,
        danger: true,
        run: ({ reason: why = '' }) => run('withdraw_support_request', to, { reason: why }),
        done: words.withdrawDone,
      };
    case 'confidentiality':
      return confidentiality(request);
    case 'evaluate':
      return evaluate(request);
    case 'close':
      return {
        title: words.close,
        body: words.closeBody,
        fields: [],
        go: words.closeGo,
        run: () => run('close_support_request', to, {}),
        done: words.closeDone,
      };
  }
}

/** What the form starts from: what stands there, or what the request and the asking said. */
function termsOf(request: SupportRequest, held: SupportAgreement | undefined) {
  const matched = records.get('support_match', request.match ?? 0);
  const today = civilDate(Date.now());
  const wanted = request.wanted_from && request.wanted_from > today ? request.wanted_from : today;
  return {
    aims: held?.aims ?? request.outcomes,
    days: String(held?.days ?? matched?.days ?? request.days),
    funding: held?.funding ?? 'none',
    pounds: String((held?.pence_a_day ?? 0) / 100),
    note: held?.funding_note ?? '',
    starts: held?.starts ?? wanted,
    ends: held?.ends ?? request.wanted_to ?? '',
    exit: held?.exit ?? '',
  };
}

function agreementFields(start: ReturnType<typeof termsOf>): QuestionField[] {
  const day = (id: 'starts' | 'ends', label: string): QuestionField => ({
    type: 'date',
    id,
    label,
    from: '2000-01-01',
    to: lastDay,
    start: start[id],
  });
  const money: QuestionField[] = [
    {
      type: 'select',
      id: 'funding',
      label: words.funding,
      options: choices(fundingWords),
      start: start.funding,
    },
    {
      type: 'number',
      id: 'pence_a_day',
      label: words.pounds,
      help: words.poundsHelp,
      from: 0,
      to: 10_000,
      start: start.pounds,
    },
    {
      type: 'line',
      id: 'funding_note',
      label: words.fundingNote,
      help: words.fundingNoteHelp,
      most: 200,
      optional: true,
      start: start.note,
    },
  ];
  return [
    text('aims', words.aims, { most, start: start.aims } as Partial<QuestionField>),
    { type: 'number', id: 'days', label: words.days, from: 1, to: mostDays, start: start.days },
    day('starts', words.starts),
    day('ends', words.ends),
    ...money,
    text('exit', words.exit, { help: words.exitHelp, start: start.exit }),
  ];
}

function agreementOf(request: SupportRequest, held: SupportAgreement | undefined): Question {
  return {
    title: held ? words.editAgreement : words.agreement,
    ...(held?.signatures?.length && { body: words.editAgreementBody }),
    fields: agreementFields(termsOf(request, held)),
    go: words.agreementGo,
    run: (given) => {
      const body = {
        aims: given.aims ?? '',
        days: Number(given.days),
        funding: given.funding as Funding,
        pence_a_day: Math.round(Number(given.pence_a_day) * 100),
        funding_note: given.funding_note ?? '',
        starts: given.starts ?? '',
        ends: given.ends ?? '',
        exit: given.exit ?? '',
      };
      if (body.ends < body.starts) return Promise.reject(fault('ends', words.order));
      return held
        ? run('edit_agreement', { support_agreement: held.id }, body, { ifMatch: held.version })
        : run('create_agreement', { support_request: request.id }, body);
    },
    done: words.agreementDone,
  };
}

function sign(agreement: SupportAgreement, request: SupportRequest): Question {
  const lines = myLines(agreement, partIn(asker(), request));
  const options = lines.map((value) => ({ value, label: capacityWords[value] }));
  const { id, content_hash: hash, aims, exit, starts, ends } = agreement;
  const dates = supportCase.period(fullDate(starts), fullDate(ends));
  return {
    title: words.sign,
    body: `${words.signBody(daysWords(agreement.days), dates)} ${aims} ${exit}`,
    fields: [{ type: 'choice', id: 'capacity', label: words.signAs, options }],
    go: words.signGo,
    run: ({ capacity }) =>
      run(
        'sign_agreement',
        { support_agreement: id },
        { capacity: capacity as SigningCapacity, content_hash: hash },
      ),
    done: words.signDone,
  };
}

function visitOf(agreement: SupportAgreement | undefined, visit?: SupportVisit): Question {
  const today = civilDate(Date.now());
  const opening = weekdayFrom(agreement && agreement.starts > today ? agreement.starts : today);
  return {
    title: visit ? words.editVisit : words.plan,
    fields: [
      {
        type: 'date',
        id: 'date',
        label: words.date,
        from: agreement?.starts ?? today,
        to: agreement?.ends ?? lastDay,
        start: visit?.date ?? opening,
      },
      { type: 'time', id: 'starts', label: words.from, start: timeOf(visit?.starts ?? 540) },
      { type: 'time', id: 'ends', label: words.to, start: timeOf(visit?.ends ?? 900) },
      {
        type: 'select',
        id: 'type',
        label: words.type,
        options: choices(visitKinds),
        start: visit?.type ?? 'visit',
      },
      {
        type: 'line',
        id: 'place',
        label: words.place,
        help: words.placeHelp,
        most: 200,
        start: visit?.place ?? '',
      },
      text('purpose', words.purpose, { start: visit?.purpose ?? '' }),
    ],
    go: visit ? everywhere.save : words.planGo,
    run: (given) => {
      const body = {
        date: given.date ?? '',
        starts: minutesOf(given.starts ?? ''),
        ends: minutesOf(given.ends ?? ''),
        type: given.type as VisitKind,
        place: given.place ?? '',
        purpose: given.purpose ?? '',
      };
      if (body.ends <= body.starts) return Promise.reject(fault('ends', words.order));
      return visit
        ? run('edit_visit', { support_visit: visit.id }, body, { ifMatch: visit.version })
        : run('create_visit', { support_agreement: agreement?.id ?? 0 }, body);
    },
    done: visit ? words.changeDone : words.planDone,
  };
}

function write({ id }: SupportVisit): Question {
  const options = choices({ full: words.full, half: words.half });
  return {
    title: words.write,
    body: words.writeBody,
    fields: [
      text('happened', words.happened),
      text('next', words.next),
      { type: 'choice', id: 'long', label: words.long, options },
    ],
    go: words.writeGo,
    guarded: true,
    run: (given) =>
      run(
        'record_visit',
        { support_visit: id },
        {
          happened: given.happened ?? '',
          next: given.next ?? '',
          full_day: given.long === 'full',
          ...guarded(given),
        },
      ),
    done: words.writeDone,
  };
}

const cancelVisit = ({ id }: SupportVisit): Question => ({
  title: words.cancelVisit,
  body: words.cancelVisitBody,
  fields: [],
  go: words.cancelVisitGo,
  danger: true,
  run: () => run('cancel_visit', { support_visit: id }, {}),
  done: words.cancelVisitDone,
});

function midterm({ id }: SupportAgreement): Question {
  const options = choices({ yes: words.yes, no: words.no });
  return {
    title: words.midterm,
    fields: [
      { type: 'choice', id: 'working', label: words.working, options },
      text('change', words.change, { optional: true }),
    ],
    go: words.midtermGo,
    run: ({ working, change = '' }) =>
      run('answer_midterm', { support_agreement: id }, { working: working === 'yes', change }),
    done: words.midtermDone,
  };
}

const end = ({ id }: SupportAgreement): Question => ({
  title: words.end,
  body: words.endBody,
  fields: [reason],
  go: words.endGo,
  danger: true,
  run: ({ reason: why = '' }) => run('end_agreement', { support_agreement: id }, { reason: why }),
  done: words.endDone,
});

function ofEvaluation(what: 'rate' | 'check', { id }: SupportEvaluation): Question {
  if (what === 'check')
    return {
      title: words.check,
      body: words.checkBody,
      fields: [text('note', words.checkNote)],
      go: words.checkGo,
      run: ({ note = '' }) => run('check_quality', { support_evaluation: id }, { note }),
      done: words.checkDone,
    };
  return {
    title: words.rate,
    fields: [
      { type: 'scale', id: 'usefulness', label: words.rateScale },
      text('note', words.rateNote, { optional: true }),
    ],
    go: words.rateGo,
    run: ({ usefulness, note = '' }) =>
      run('rate_usefulness', { support_evaluation: id }, { usefulness: Number(usefulness), note }),
    done: words.rateDone,
  };
}

export function questionOf(ask: Ask): Question {
  switch (ask.what) {
    case 'accept':
    case 'decline':
    case 'hand_on_match':
      return ofMatch(ask.what, ask.match);
    case 'agreement':
      return agreementOf(ask.request, ask.agreement);
    case 'sign':
      return sign(ask.agreement, ask.request);
    case 'plan':
      return visitOf(ask.agreement);
    case 'edit_visit':
      return visitOf(ask.agreement, ask.visit);
    case 'cancel_visit':
      return cancelVisit(ask.visit);
    case 'write':
      return write(ask.visit);
    case 'midterm':
      return midterm(ask.agreement);
    case 'end':
      return end(ask.agreement);
    case 'rate':
    case 'check':
      return ofEvaluation(ask.what, ask.evaluation);
    default:
      return ofRequest(ask.what, ask.request);
  }
}
