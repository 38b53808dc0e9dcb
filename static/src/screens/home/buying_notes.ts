// What buying together has to tell a person, and where each of it leads. Changes nothing.
import type { Notification } from '$generated/protocol';
import { bring } from './bring';
import { records } from '$lib/state/records';
import { nameOf } from '$lib/state/teams';
import { home } from '$strings/home';
import { homeBuying as words } from '$strings/home_buying';
import type { IconName } from '../../assets/icons';
import type { Told } from './told';

interface About {
  /** Of the contract, the pool, the saving or the purchase; of experience the supplier's name. */
  title: string;
  who: string;
  school: string;
  /** Whether it waits for this person. */
  needs: boolean;
}
type Said = Omit<Told, 'href'>;
type Says = (about: About) => Said;

const tells =
  (icon: IconName, text: (about: About) => string): Says =>
  (about) => ({ icon, text: text(about) });

const asks =
  (icon: IconName, text: (about: About) => string, why: string, go: string): Says =>
  (about) => ({ icon, text: text(about), ...(about.needs && { why, go }) });

const { wants, news } = words;
const sayings: Partial<Record<Notification['because'], Says>> = {
  contract_notice_due: asks('clock', ({ title }) => wants.notice(title), wants.noticeWhy, words.decide),
  contract_renewed: asks('calendar', ({ title }) => wants.renewed(title), wants.renewedWhy, words.look),
  contract_exit_due: asks('leave', ({ title }) => wants.exit(title), wants.exitWhy, words.look),
  pool_opened: asks(
    'users',
    ({ school, title }) => wants.opened(school, title),
    wants.openedWhy,
    words.answer,
  ),
  pool_sign_again: asks('edit', ({ title }) => wants.signAgain(title), wants.signAgainWhy, words.sign),
  pool_signed: tells('check-circle', ({ title }) => news.signed(title)),
  pool_left: tells('leave', ({ title }) => news.left(title)),
  pool_closed: tells('lock', ({ title }) => news.closed(title)),
  pool_cancelled: tells('minus', ({ title }) => news.cancelled(title)),
  pool_too_few: asks('alert', ({ title }) => wants.tooFew(title), wants.tooFewWhy, words.decide),
  pool_passed_on: tells('user-plus', ({ title }) => news.passedOn(title)),
  experience_written: tells('message', ({ who, title }) => news.experience(who, title)),
  experience_replied: tells('reply', ({ who, title }) => news.reply(who, title)),
  saving_to_confirm: asks('scale', ({ title }) => wants.confirm(title), wants.confirmWhy, words.check),
  purchase_declare: asks('edit', ({ title }) => wants.declare(title), wants.declareWhy, words.declare),
  purchase_declared: asks(
    'scale',
    ({ who, title }) => wants.declared(who, title),
    wants.declaredWhy,
    words.lookAndDecide,
  ),
  purchase_cleared: tells('check-circle', ({ title }) => news.cleared(title)),
  purchase_to_approve: asks(
    'check-circle',
    ({ title }) => wants.approve(title),
    wants.approveWhy,
    words.approve,
  ),
  purchase_approved: tells('check-circle', ({ who, title }) => news.approved(who, title)),
  purchase_to_sign: asks('edit', ({ title }) => wants.signTender(title), wants.signTenderWhy, words.sign),
  purchase_signed: tells('check-circle', ({ title }) => news.tenderSigned(title)),
  purchase_to_open: asks('clock', ({ title }) => wants.open(title), wants.openWhy, words.open),
  purchase_to_score: asks('list', ({ title }) => wants.score(title), wants.scoreWhy, words.score),
  purchase_to_moderate: asks(
    'scale',
    ({ title }) => wants.moderate(title),
    wants.moderateWhy,
    words.moderate,
  ),
  purchase_to_award: asks('scale', ({ title }) => wants.award(title), wants.awardWhy, words.propose),
  award_to_sign: asks('edit', ({ title }) => wants.signAward(title), wants.signAwardWhy, words.sign),
  award_signed: tells('check-circle', ({ title }) => news.awardSigned(title)),
  award_refused: tells('alert', ({ title }) => news.awardRefused(title)),
  award_published: tells('check-circle', ({ title }) => news.awardPublished(title)),
  award_to_confirm: asks(
    'clock',
    ({ title }) => wants.confirmAward(title),
    wants.confirmAwardWhy,
    words.confirmAward,
  ),
  award_confirmed: tells('check-circle', ({ title }) => news.awardConfirmed(title)),
  purchase_cancelled: tells('minus', ({ title }) => news.purchaseCancelled(title)),
  purchase_complete: tells('check-circle', ({ title }) => news.purchaseComplete(title)),
  purchase_passed_on: tells('user-plus', ({ title }) => news.purchasePassedOn(title)),
};

const held = {
  contract: (id: number | undefined) => (id === undefined ? undefined : records.get('contract', id)),
  pool: (id: number | undefined) => (id === undefined ? undefined : records.get('pool', id)),
  supplier: (id: number | undefined) => (id === undefined ? undefined : records.get('supplier', id)),
  saving: (id: number | undefined) => (id === undefined ? undefined : records.get('saving', id)),
  purchase: (id: number | undefined) => (id === undefined ? undefined : records.get('purchase', id)),
};

/** Whose contract, pool or purchase it is. */
const ownerOf = ({ contract, pool, purchase }: Notification): number | undefined =>
  (held.contract(contract) ?? held.pool(pool) ?? held.purchase(purchase))?.organisation;

function titleOf({ because, contract, pool, supplier, saving, purchase }: Notification): string {
  if (/^(purchase|award)_/.test(because)) return held.purchase(purchase)?.title ?? words.aPurchase;
  if (because.startsWith('experience_')) return held.supplier(supplier)?.name ?? words.aSupplier;
  if (because.startsWith('saving_')) return held.saving(saving)?.title ?? words.aSaving;
  if (because.startsWith('pool_')) return held.pool(pool)?.terms.title ?? words.aPool;
  return held.contract(contract)?.details.title ?? words.aContract;
}

/** By when, as far as what it is about says so. */
function dueOf({ because, contract, pool, purchase }: Notification): string | undefined {
  switch (because) {
    case 'contract_notice_due':
      return held.contract(contract)?.notice_by;
    case 'contract_exit_due':
      return held.contract(contract)?.details.ends;
    case 'pool_opened':
    case 'pool_sign_again':
      return held.pool(pool)?.terms.join_by;
    case 'purchase_declare':
    case 'purchase_to_approve':
    case 'purchase_to_sign':
      return held.purchase(purchase)?.market_on ?? held.purchase(purchase)?.pack.deadline;
    default:
      return undefined;
  }
}

function pageOf({ contract, pool, supplier, saving, purchase }: Notification): string {
  if (purchase !== undefined) return `/buying/purchases/${purchase}`;
  if (contract !== undefined) return `/buying/contracts/${contract}`;
  if (pool !== undefined) return `/buying/pools/${pool}`;
  if (saving !== undefined) return `/buying/savings/${saving}`;
  return supplier === undefined ? '/buying' : `/buying/suppliers/${supplier}`;
}

const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** Undefined for what is not about buying together. */
export function note(note: Notification): Told | undefined {
  const { because, by, needs } = note;
  const said = sayings[because]?.({
    title: titleOf(note),
    who: (by === undefined ? '' : nameOf(by)) || home.somebody,
    school: records.get('organisation', ownerOf(note) ?? 0)?.name ?? words.aSchool,
    needs,
  });
  if (!said) return undefined;
  const due = needs ? dueOf(note) : undefined;
  return { href: pageOf(note), ...said, text: sentence(said.text), ...(due && { due }) };
}

/** Brings what it is about, as far as the person may read it. */
export function fetchFor(note: Notification): void {
  const { contract, pool, supplier, saving, purchase } = note;
  if (contract !== undefined) bring(`/contracts/${contract}`, () => held.contract(contract));
  if (pool !== undefined) bring(`/pools/${pool}`, () => held.pool(pool));
  if (supplier !== undefined) bring(`/suppliers/${supplier}`, () => held.supplier(supplier));
  if (saving !== undefined) bring(`/savings/${saving}`, () => held.saving(saving));
  if (purchase !== undefined) bring(`/purchases/${purchase}`, () => held.purchase(purchase));
  // Once it is known whose it is.
  const owner = ownerOf(note);
  if (owner !== undefined) bring(`/organisations/${owner}`, () => records.get('organisation', owner));
}
