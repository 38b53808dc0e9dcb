// A purchase as its pages show it: who I am in it, what its stage asks for, and what is next. Pure.
import type {
  Award,
  Purchase,
  PurchaseDeclaration,
  PurchaseInterestState,
  PurchaseRole,
  PurchaseStage,
  SignOffOf,
  TenderPack,
} from '$generated/protocol';
import { daysFrom } from './dates';
import { routes } from './limits';
import { holdsAt, leading, signsFor, type BuyingAsker } from './roles';

/** In their order; then it is complete, or was cancelled. */
export const stages = [
  'need',
  'market_analysis',
  'sourcing_options',
  'go_to_market',
  'evaluation',
  'contract_award',
  'handover',
] as const satisfies PurchaseStage[];
export type Stage = (typeof stages)[number];

/** All weights with the price's, in basis points. */
export const wholeWeight = 10_000;
export const evaluatorsLeast = 2;
export const scaleLeast = 2;

/** Where it stands among the stages; after the last of them when it is complete, nowhere when it was cancelled. */
export const stageAt = (stage: PurchaseStage): number =>
  stage === 'complete' ? stages.length : stages.findIndex((one) => one === stage);
export const isOver = ({ stage }: Pick<Purchase, 'stage'>): boolean =>
  stage === 'complete' || stage === 'cancelled';
/** What goes to the market can still be changed. */
export const isOpen = ({ stage }: Pick<Purchase, 'stage'>): boolean =>
  stage === 'need' || stage === 'market_analysis' || stage === 'sourcing_options';

// ---- who I am in it

export interface PurchasePart {
  owner: boolean;
  chair: boolean;
  evaluator: boolean;
  price: boolean;
  /** How far my declaration is; nothing when I need not declare. */
  interest: PurchaseInterestState | undefined;
  /** A leader of its organisation who does not own it: may approve. */
  approves: boolean;
  /** A leader of its organisation. */
  leads: boolean;
  /** Those of its schools for which I sign. */
  schools: number[];
}

type PartsOf = Pick<Purchase, 'owner' | 'organisation' | 'people' | 'interests' | 'schools'>;

/** Where somebody was refused, they are nothing in it any more. */
export function isNamed(
  { people = [], interests = [] }: PartsOf,
  person: number,
  role: PurchaseRole,
): boolean {
  const refused = interests.some((one) => one.person === person && one.state === 'refused');
  return !refused && people.some((one) => one.person === person && one.role === role);
}

export function partIn(purchase: PartsOf, asker: BuyingAsker): PurchasePart {
  const { person } = asker;
  const owner = purchase.owner === person;
  const leads = holdsAt(asker, purchase.organisation, leading);
  return {
    owner,
    chair: isNamed(purchase, person, 'chair'),
    evaluator: isNamed(purchase, person, 'evaluator'),
    price: isNamed(purchase, person, 'price_evaluator'),
    interest: purchase.interests?.find((one) => one.person === person)?.state,
    approves: leads && !owner,
    leads,
    schools: (purchase.schools ?? []).map(({ school }) => school).filter((school) => signsFor(asker, school)),
  };
}

export const isCleared = ({ interest }: PurchasePart): boolean => interest === 'cleared';

export const namedAs = ({ people = [] }: Pick<Purchase, 'people'>, role: PurchaseRole): number[] =>
  people.filter((one) => one.role === role).map(({ person }) => person);

export const allCleared = ({ interests = [] }: Pick<Purchase, 'interests'>): boolean =>
  interests.every(({ state }) => state === 'cleared');

/** Schools that have not signed. */
export const unsigned = ({ schools = [] }: Pick<Purchase, 'schools'>, what: SignOffOf): number[] =>
  schools
    .filter((one) => !(what === 'tender' ? one.tender_signed : one.award_signed))
    .map((one) => one.school);

/** Who declared and waits for a decision; nobody decides on their own. */
export const toDecide = (
  declarations: readonly PurchaseDeclaration[],
  part: PurchasePart,
  me: number,
): PurchaseDeclaration[] =>
  part.owner || part.chair || part.leads
    ? declarations.filter(({ state, person }) => state === 'declared' && person !== me)
    : [];

/** As much of a hash as people compare. */
export const shortHash = (hash: string): string => hash.slice(0, 12);

// ---- what its stage asks for

export type Want =
  | 'what'
  | 'why'
  | 'value'
  | 'starts'
  | 'splitting'
  | 'notes'
  | 'related'
  | 'route'
  | 'specification'
  | 'criteria'
  | 'scale'
  | 'deadline'
  | 'people'
  | 'interests'
  | 'tender'
  | 'approval'
  | 'deadline_over';

export interface GateItem {
  want: Want;
  ok: boolean;
  /** So much of so many, where it is counted. */
  done?: number;
  of?: number;
}

/** What others do; the owner can but wait for it. */
const ofOthers: readonly Want[] = ['interests', 'tender', 'approval', 'deadline_over'];

export const weightOf = ({ criteria = [], price_weight: price }: TenderPack): number =>
  criteria.reduce((total, { weight }) => total + weight, price);

/** Monday to Friday; bank holidays are the hub's to know. */
export function isWeekday(date: string): boolean {
  const day = new Date(`${date}T12:00:00Z`).getUTCDay();
  return day !== 0 && day !== 6;
}

const said = (text: string) => text.trim() !== '';

export function peopleComplete(purchase: Pick<Purchase, 'people'>): boolean {
  return (
    namedAs(purchase, 'chair').length === 1 &&
    namedAs(purchase, 'evaluator').length >= evaluatorsLeast &&
    namedAs(purchase, 'price_evaluator').length >= 1
  );
}

/** Chosen, and not for less than what is asked by now, unless that was kept as a deviation. */
function routeHolds({ route, asked }: Purchase): boolean {
  if (!route) return false;
  return route.deviates || routes.indexOf(route.route) >= routes.indexOf(asked.route);
}

const item = (want: Want, ok: boolean, counts: Pick<GateItem, 'done' | 'of'> = {}): GateItem => ({
  want,
  ok,
  ...counts,
});

function needWants(purchase: Purchase): GateItem[] {
  return [
    item('what', said(purchase.what)),
    item('why', said(purchase.why)),
    item('starts', purchase.starts !== undefined),
    item('value', (purchase.value.lines ?? []).length > 0),
    ...(purchase.splitting ? [item('splitting', said(purchase.splitting_answer))] : []),
  ];
}
function marketWants(purchase: Purchase): GateItem[] {
  return [
    item('notes', said(purchase.market_notes)),
    item('value', (purchase.value.lines ?? []).length > 0),
    item('related', purchase.related !== undefined),
  ];
}
function packWants({ pack }: Purchase, today: string): GateItem[] {
  const { deadline, scale = [], criteria = [] } = pack;
  return [
    item('specification', said(pack.specification)),
    item('criteria', criteria.length > 0 && weightOf(pack) === wholeWeight),
    item('scale', scale.length >= scaleLeast),
    item('deadline', deadline !== undefined && daysFrom(today, deadline) > 0 && isWeekday(deadline)),
  ];
}
function interestWants({ interests = [] }: Purchase): GateItem {
  const cleared = interests.filter(({ state }) => state === 'cleared').length;
  return item('interests', interests.length > 0 && cleared === interests.length, {
    done: cleared,
    of: interests.length,
  });
}
function consentWants({ schools = [], approval }: Purchase): GateItem[] {
  const signed = schools.filter((one) => one.tender_signed).length;
  return [
    ...(schools.length
      ? [item('tender', signed === schools.length, { done: signed, of: schools.length })]
      : []),
    item('approval', approval !== undefined),
  ];
}

/** Of an earlier stage only what is wanting again: what was there may have been taken out since. */
const wanting = (items: readonly GateItem[], besides: readonly GateItem[]) =>
  items.filter(({ want, ok }) => !ok && !besides.some((one) => one.want === want));

function wantsOf(purchase: Purchase, today: string, over: boolean): GateItem[] {
  const market = marketWants(purchase);
  switch (purchase.stage) {
    case 'need':
      return needWants(purchase);
    case 'market_analysis':
      return [...wanting(needWants(purchase), market), ...market];
    case 'sourcing_options':
      return [
        ...wanting(needWants(purchase), []),
        ...wanting(market, needWants(purchase)),
        item('route', routeHolds(purchase)),
        ...packWants(purchase, today),
        item('people', peopleComplete(purchase)),
        interestWants(purchase),
        ...consentWants(purchase),
      ];
    case 'go_to_market':
      return [item('deadline_over', over), interestWants(purchase)];
    default:
      return [];
  }
}

/** Quotes can be opened. Our clock may be behind the hub's, which says so once it has told the owner. */
export const isDeadlineOver = (
  { deadline_at: at, deadline_told: told }: Pick<Purchase, 'deadline_at' | 'deadline_told'>,
  now: number,
): boolean => at !== undefined && (told || now >= at);

/** What has to be true before the next stage; of later stages nothing: their pages say it. */
export const gateOf = (purchase: Purchase, today: string, now: number): GateItem[] =>
  wantsOf(purchase, today, isDeadlineOver(purchase, now));

/** Everything that is signed and approved is there. */
export const isPackComplete = (purchase: Purchase, today: string): boolean =>
  purchase.stage === 'sourcing_options' &&
  (purchase.value.lines ?? []).length > 0 &&
  packWants(purchase, today).every(({ ok }) => ok);

// ---- what is next

export type Todo =
  | { what: 'declare' | 'refused' | 'decide' | 'approve' | 'open' | 'advance' | 'invite' }
  | { what: 'sign'; school: number }
  /** The owner's: the first thing that is not there. */
  | { what: 'missing'; want: Want }
  /** For others, or for a day. */
  | { what: 'wait'; want: Want }
  | { what: 'standstill'; until: string }
  | { what: 'score' | 'price' | 'moderate' | 'award' | 'handover' | 'over' };

export interface TodoContext {
  part: PurchasePart;
  today: string;
  now: number;
  /** Declarations that wait for my decision. */
  deciding: number;
  /** Suppliers that are asked; unknown to all but the owner. */
  asked?: number;
  /** My scores are in. */
  scored?: boolean;
  /** Everybody's are: they can be read and agreed. */
  moderated?: boolean;
  /** Where it was fetched. */
  award?: Pick<Award, 'state' | 'standstill_ends'> | undefined;
}

/** What somebody else than its reader does next, or what is waited for. */
function general(purchase: Purchase, gate: readonly GateItem[]): Todo {
  const open = gate.find(({ ok }) => !ok);
  switch (purchase.stage) {
    case 'evaluation':
      return { what: 'score' };
    case 'contract_award':
      return { what: 'award' };
    case 'handover':
      return { what: 'handover' };
    case 'complete':
    case 'cancelled':
      return { what: 'over' };
    default:
      return open
        ? { what: 'wait', want: open.want }
        : { what: purchase.stage === 'go_to_market' ? 'open' : 'advance' };
  }
}

/** What is mine to do, the most pressing first; else what is waited for, alone. `mine` says which. */
export function todosOf(
  purchase: Purchase,
  { part, today, now, deciding, asked, scored = false, moderated = false, award }: TodoContext,
): { mine: boolean; todos: Todo[] } {
  const gate = gateOf(purchase, today, now);
  const found: Todo[] = [];
  const early = !isOver(purchase) && stageAt(purchase.stage) < stageAt('handover');
  // Its owner writes the need first: interests are wanted before it goes to the market.
  const later = part.owner && (purchase.stage === 'need' || purchase.stage === 'market_analysis');
  const declares = early && part.interest === 'asked';
  if (declares && !later) found.push({ what: 'declare' });
  if (early && deciding > 0) found.push({ what: 'decide' });
  if (early && part.owner && purchase.interests?.some(({ state }) => state === 'refused'))
    found.push({ what: 'refused' });
  if (purchase.stage === 'sourcing_options' && isPackComplete(purchase, today)) {
    for (const school of unsigned(purchase, 'tender'))
      if (part.schools.includes(school)) found.push({ what: 'sign', school });
    if (part.approves && !purchase.approval) found.push({ what: 'approve' });
  }
  if (part.owner && isOpen(purchase)) {
    const missing = gate.find(({ ok, want }) => !ok && !ofOthers.includes(want));
    if (missing) found.push({ what: 'missing', want: missing.want });
    else if (gate.every(({ ok }) => ok)) found.push({ what: 'advance' });
  }
  if (declares && later) found.push({ what: 'declare' });
  if (purchase.stage === 'go_to_market') {
    const over = isDeadlineOver(purchase, now);
    if (part.owner && !over && asked === 0) found.push({ what: 'invite' });
    if (over && (part.owner || part.chair) && isCleared(part) && allCleared(purchase))
      found.push({ what: 'open' });
  }
  if (purchase.stage === 'evaluation' && isCleared(part)) {
    if (!moderated && part.evaluator && !scored) found.push({ what: 'score' });
    if (!moderated && part.price) found.push({ what: 'price' });
    if (moderated && part.chair) found.push({ what: 'moderate' });
  }
  const until = award?.state === 'published' ? award.standstill_ends : undefined;
  if (purchase.stage === 'contract_award' && until !== undefined && today <= until)
    return { mine: false, todos: [{ what: 'standstill', until }] };
  if (part.owner && purchase.stage === 'contract_award') found.push({ what: 'award' });
  if (part.owner && purchase.stage === 'handover') found.push({ what: 'handover' });
  return found.length ? { mine: true, todos: found } : { mine: false, todos: [general(purchase, gate)] };
}

/** Newest first: where something is mine to do, then what is going on, then what is over. */
export function purchaseGroups(
  purchases: readonly Purchase[],
  asker: BuyingAsker,
  today: string,
  now: number,
) {
  const newest = [...purchases].sort((one, other) => other.id - one.id);
  const wanted = (purchase: Purchase) =>
    todosOf(purchase, { part: partIn(purchase, asker), today, now, deciding: 0 }).mine;
  const live = newest.filter((one) => !isOver(one));
  return {
    wanted: live.filter(wanted),
    now: live.filter((one) => !wanted(one)),
    past: newest.filter(isOver),
  };
}
