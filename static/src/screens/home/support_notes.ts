// What support has to tell a person, and where each of it leads. Changes nothing.
import type { Notification } from '$generated/protocol';
import { bring } from './bring';
import { records } from '$lib/state/records';
import { nameOf } from '$lib/state/teams';
import { home } from '$strings/home';
import { homeSupport as words } from '$strings/home_support';
import type { IconName } from '../../assets/icons';
import type { Told } from './told';

interface About {
  /** The need, in a line. */
  title: string;
  who: string;
  school: string;
  page: string;
  /** Whether it waits for this person. */
  needs: boolean;
}
type Says = (about: About) => Omit<Told, 'href'> & { href?: string };

const says =
  (icon: IconName, text: (about: About) => string, over: Pick<Told, 'why' | 'go'> = {}): Says =>
  (about) => ({ icon, text: text(about), ...(about.needs && over) });

const { wants, news } = words;
const sayings: Partial<Record<Notification['because'], Says>> = {
  support_opened: (about) =>
    about.needs
      ? {
          icon: 'support',
          text: wants.opened(about.school, about.title),
          why: wants.openedWhy,
          go: words.look,
        }
      : { icon: 'support', text: news.opened(about.title) },
  support_late: (about) =>
    about.needs
      ? { icon: 'alert', text: wants.late(about.title), why: wants.lateWhy, go: words.look }
      : { icon: 'alert', text: news.late(about.title) },
  broker_wanted: says('user-plus', ({ school }) => wants.broker(school), {
    why: wants.brokerWhy,
    go: words.look,
  }),
  support_taken: says('message', ({ who, title }) => news.taken(who, title)),
  support_declined: says('archive', ({ title }) => news.declined(title)),
  support_withdrawn: says('archive', ({ title }) => news.withdrawn(title)),
  support_handed_on: says('move', ({ title }) => news.handedOn(title)),
  hand_on_wanted: says('move', ({ title }) => wants.handOn(title), {
    why: wants.handOnWhy,
    go: words.answer,
  }),
  match_asked: says('support', ({ who, title }) => wants.asked(who, title), {
    why: wants.askedWhy,
    go: words.answer,
  }),
  match_answered: (about) => ({
    icon: 'people',
    text: wants.answered(about.title),
    ...(about.needs && { why: wants.answeredWhy, go: words.look }),
  }),
  match_ended: says('minus', () => news.matchEnded),
  release_wanted: says('school', ({ title }) => wants.release(title), {
    why: wants.releaseWhy,
    go: words.look,
  }),
  agreement_wanted: says('edit', ({ title }) => wants.agreement(title), {
    why: wants.agreementWhy,
    go: words.write,
  }),
  agreement_to_sign: says('edit', ({ title }) => wants.sign(title), { why: wants.signWhy, go: words.sign }),
  agreement_in_force: says('partner', ({ title }) => news.inForce(title)),
  agreement_ended: says('flag', ({ title }) => news.agreementEnded(title)),
  midterm_due: says('list', ({ title }) => wants.midterm(title), { why: wants.midtermWhy, go: words.answer }),
  visit_planned: says('map', ({ title }) => news.visitPlanned(title)),
  visit_changed: says('map', ({ title }) => news.visitChanged(title)),
  visit_record_due: says('edit', ({ title }) => wants.record(title), {
    why: wants.recordWhy,
    go: words.writeUp,
  }),
  visit_record_late: says('clock', ({ title }) => news.recordLate(title)),
  visit_recorded: says('map', ({ title }) => news.recorded(title), { why: wants.readWhy, go: words.read }),
  evaluation_due: says('check-circle', ({ title }) => wants.evaluation(title), {
    why: wants.evaluationWhy,
    go: words.write,
  }),
  support_evaluated: says('check-circle', ({ title }) => news.evaluated(title)),
  usefulness_due: says('help', ({ title }) => wants.usefulness(title), {
    why: wants.usefulnessWhy,
    go: words.answer,
  }),
  usefulness_rated: says('check-circle', ({ title }) => news.rated(title)),
  quality_checked: says('shield', ({ title }) => news.checked(title)),
  support_closed: says('archive', ({ title }) => news.closed(title)),
};

/** By when, as far as what it is about says so. */
function dueOf({ because, support_request: id, support_match: match, support_visit: visit }: Notification) {
  const request = id === undefined ? undefined : records.get('support_request', id);
  switch (because) {
    case 'support_opened':
    case 'support_late':
      return request?.answer_by;
    case 'match_asked':
      return match === undefined ? undefined : records.get('support_match', match)?.lapses;
    case 'agreement_wanted':
    case 'agreement_to_sign':
    case 'release_wanted':
      return request?.agreement_by;
    case 'visit_record_due':
      return visit === undefined ? undefined : records.get('support_visit', visit)?.record_by;
    default:
      return undefined;
  }
}

/** Undefined for what is not about support. */
export function note(note: Notification): Told | undefined {
  const { because, by, support_request: id, needs } = note;
  const request = id === undefined ? undefined : records.get('support_request', id);
  const page = id === undefined || because === 'match_ended' ? '/support' : `/support/${id}`;
  const said = sayings[because]?.({
    title: request?.title ?? words.aRequest,
    who: (by === undefined ? '' : nameOf(by)) || home.somebody,
    school: records.get('organisation', request?.organisation ?? 0)?.name ?? words.aSchool,
    page,
    needs,
  });
  if (!said) return undefined;
  const due = needs ? dueOf(note) : undefined;
  return {
    href: because === 'broker_wanted' && id === undefined ? '/admin' : page,
    ...said,
    ...(due && { due }),
  };
}

export function fetchFor({
  support_request: request,
  support_match: match,
  support_visit: visit,
}: Notification): void {
  if (match !== undefined) bring(`/support-matches/${match}`, () => records.get('support_match', match));
  if (visit !== undefined) bring(`/support-visits/${visit}`, () => records.get('support_visit', visit));
  if (request !== undefined)
    bring(`/support-requests/${request}`, () => records.get('support_request', request));
}
