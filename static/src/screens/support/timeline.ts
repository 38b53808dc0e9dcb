// What happened in a case, and what is coming up, as entries of its time line. Draws nothing.
import type { SupportAgreement, SupportVisit } from '$generated/protocol';
import { machineTime } from '$lib/format';
import { records } from '$lib/state/records';
import { nameOf } from '$lib/state/teams';
import { home } from '$strings/home';
import { days, duration, outcomeWords, visitKinds } from '$strings/support';
import { supportCase as words } from '$strings/support_case';
import type { Ask } from './asks';
import { hasEnded, liveAgreement, type Case } from './case_view';
import { dayOf, dayWords, noonOf, timeOf } from './dates';
import type { Entry } from './Timeline.svelte';

const { events } = words;
export const who = (person: number | undefined): string =>
  (person === undefined ? '' : nameOf(person)) || home.somebody;

interface Dated extends Entry {
  at: number;
}
const at = (
  ms: number,
  key: string,
  icon: Entry['icon'],
  title: string,
  over: Partial<Entry> = {},
): Dated => ({
  at: ms,
  key,
  icon,
  title,
  when: dayOf(ms),
  iso: machineTime(ms),
  ...over,
});

function readBy({ requester_head_read: asked, supporter_head_read: helps }: SupportVisit): string {
  const { readBy: said } = words;
  if (asked) return helps ? said.both : said.requester;
  return helps ? said.supporter : said.none;
}

const title = (visit: SupportVisit) =>
  visit.place ? `${visitKinds[visit.type]}, ${visit.place}` : visitKinds[visit.type];

/** A visit that took place. */
function recorded(
  visit: SupportVisit,
  view: Case,
  ask: (wanted: Ask) => void,
  acknowledge: (visit: number) => void,
): Dated {
  const { record, date, purpose } = visit;
  const of = words.ofVisit(dayWords(date));
  if (!record) {
    const mine = view.part.supporter || view.part.requester;
    const actions = mine ? [{ label: words.writeUp, of, run: () => ask({ what: 'write', visit }) }] : [];
    return at(noonOf(date), `visit${visit.id}`, 'map', title(visit), { text: purpose, iso: date, actions });
  }
  const { part } = view;
  const unread =
    (part.requesterHead && !visit.requester_head_read) || (part.supporterHead && !visit.supporter_head_read);
  return at(noonOf(date), `visit${visit.id}`, 'map', title(visit), {
    iso: date,
    rows: [
      [words.record.happened, record.happened],
      [words.record.next, record.next],
      [words.record.time, record.full_day ? words.fullDay : words.halfDay],
      [words.record.readBy, readBy(visit)],
    ],
    ...(record.late && { tag: words.lateRecord }),
    actions:
      unread && visit.state === 'recorded'
        ? [{ label: words.haveRead, of, run: () => acknowledge(visit.id) }]
        : [],
  });
}

function ofMatches({ matches }: Case): Dated[] {
  return matches.flatMap((match) => {
    const name = who(match.person);
    const key = `match${match.id}`;
    const found = [
      at(match.asked, key, 'user-plus', events.asked(name), {
        text: events.askedBy(who(match.author), days(match.days)),
      }),
    ];
    if (match.state === 'asked' || match.answered === undefined) return found;
    const reason = records.get('match_answer', match.id)?.reason;
    const title = events[match.state](name);
    found.push(
      at(match.answered, `${key}/end`, match.state === 'accepted' ? 'check' : 'minus', title, {
        ...(match.handed_to !== undefined && { text: events.handedTo(who(match.handed_to)) }),
        ...(reason && { quote: home.quote(reason) }),
      }),
    );
    return found;
  });
}

function ofAgreement(agreement: SupportAgreement): Dated[] {
  const key = `agreement${agreement.id}`;
  const found: Dated[] = [];
  if (agreement.in_force !== undefined)
    found.push(at(agreement.in_force, key, 'partner', events.inForce, { text: events.inForceText }));
  for (const { person, at: when, capacity, hash } of agreement.signatures ?? [])
    if (agreement.in_force === undefined && hash === agreement.content_hash)
      found.push(at(when, `${key}/${capacity}`, 'edit', events.signed(who(person))));
  for (const { capacity, working, change, at: when } of agreement.midterm ?? []) {
    const by = capacity === 'requester' ? agreement.requester : agreement.supporter;
    found.push(
      at(when, `${key}/midterm/${capacity}`, 'list', events.midterm(who(by)), {
        text: working ? events.midtermYes : events.midtermNo,
        ...(change && { quote: home.quote(change) }),
      }),
    );
  }
  if (agreement.ended !== undefined)
    found.push(
      at(agreement.ended, `${key}/end`, 'flag', events.agreementEnded, {
        ...(agreement.end_reason && { quote: home.quote(agreement.end_reason) }),
      }),
    );
  return found;
}

function ofEvaluation({ evaluation }: Case): Dated[] {
  if (!evaluation) return [];
  const rows: [string, string][] = [
    [words.evaluationRows.outcomes, outcomeWords[evaluation.outcomes]],
    [words.evaluationRows.changed, evaluation.changed],
    ...(evaluation.next ? [[words.evaluationRows.next, evaluation.next] as [string, string]] : []),
  ];
  const found = [at(evaluation.created, 'evaluation', 'check-circle', events.evaluation, { rows })];
  const later = evaluation.created + 1;
  if (evaluation.usefulness !== undefined)
    found.push({
      ...at(Math.max(later, noonOf(evaluation.usefulness_on)), 'useful', 'check-circle', events.useful),
      text: events.usefulText(evaluation.usefulness),
      ...(evaluation.usefulness_note && { quote: home.quote(evaluation.usefulness_note) }),
    });
  if (evaluation.checked_by !== undefined)
    found.push({
      ...at(later, 'checked', 'shield', events.checked(who(evaluation.checked_by))),
      when: '',
      quote: home.quote(evaluation.check_note),
    });
  return found;
}

function ofRequest({ request, evaluation }: Case): Dated[] {
  const found: Dated[] = [];
  const { opened, first_response: first, broker, ended, state, reason } = request;
  if (opened !== undefined)
    found.push(at(opened, 'sent', 'support', events.sent, { text: home.quote(request.title) }));
  if (first !== undefined && opened !== undefined)
    found.push(
      at(first, 'took', 'message', events.took, {
        text: events.tookAfter(who(broker), duration(first - opened)),
      }),
    );
  if (ended !== undefined && hasEnded(request)) {
    const titles = {
      closed: events.closed,
      declined: events.declinedCase,
      withdrawn: events.withdrawnCase,
      handed_on: events.handedOnCase,
    };
    const unrated = state === 'closed' && evaluation && evaluation.usefulness === undefined;
    found.push(
      at(ended, 'ended', 'archive', titles[state as keyof typeof titles], {
        ...(unrated && { text: events.notRated }),
        ...(reason && { quote: home.quote(reason) }),
      }),
    );
  }
  return found;
}

/** Newest first. */
export function soFar(view: Case, ask: (wanted: Ask) => void, acknowledge: (visit: number) => void): Entry[] {
  const visited = view.visits.filter(
    ({ state, date }) => state !== 'cancelled' && (state !== 'planned' || date <= view.today),
  );
  const all = [
    ...ofRequest(view),
    ...ofMatches(view),
    ...view.agreements.flatMap(ofAgreement),
    ...visited.map((visit) => recorded(visit, view, ask, acknowledge)),
    ...ofEvaluation(view),
  ];
  return all.sort((one, other) => other.at - one.at);
}

/** The next thing first. */
export function comingUp(view: Case, ask: (wanted: Ask) => void): Entry[] {
  const { part, today, evaluation } = view;
  const agreement = liveAgreement(view);
  const plan = (
    date: string,
    key: string,
    icon: Entry['icon'],
    title: string,
    over: Partial<Entry> = {},
  ): Dated => ({
    ...at(noonOf(date), key, icon, title, over),
    when: dayWords(date),
    iso: date,
    state: 'plan',
  });
  const mayChange = part.requester || part.supporter;
  const found: Dated[] = view.visits
    .filter(({ state, date }) => state === 'planned' && date > today)
    .map((visit) => {
      const of = words.ofVisit(dayWords(visit.date));
      const times = words.between(timeOf(visit.starts), timeOf(visit.ends));
      return plan(visit.date, `visit${visit.id}`, 'map', title(visit), {
        text: `${times}. ${visit.purpose}`,
        actions: mayChange
          ? [
              {
                label: words.change,
                of,
                run: () => ask({ what: 'edit_visit', visit, ...(agreement && { agreement }) }),
              },
              { label: words.cancelVisit, of, run: () => ask({ what: 'cancel_visit', visit }) },
            ]
          : [],
      });
    });
  if (agreement) {
    if (agreement.starts > today) found.push(plan(agreement.starts, 'starts', 'flag', events.started));
    if (!agreement.midterm_asked && agreement.midterm_on > today)
      found.push(
        plan(agreement.midterm_on, 'midterm', 'list', events.midtermPlanned, {
          text: events.midtermPlannedText,
        }),
      );
    if (agreement.ends >= today)
      found.push(
        plan(agreement.ends, 'ends', 'flag', events.evaluationPlanned, {
          text: events.evaluationPlannedText,
        }),
      );
  }
  if (
    evaluation &&
    !evaluation.usefulness_asked &&
    evaluation.usefulness_on > today &&
    !hasEnded(view.request)
  )
    found.push(plan(evaluation.usefulness_on, 'useful', 'help', events.usefulPlanned));
  return found.sort((one, other) => one.at - other.at);
}
