// The questions of a purchase's later stages, each with what is done with its answers. Fetched with the first of them.
import type { Award, Purchase } from '$generated/protocol';
import { pounds } from '$lib/money';
import { run } from '$lib/state/hub';
import { organisationName } from '$lib/state/organisations';
import { capacities } from '$strings/buying_pools';
import { awardQuestions as words } from '$strings/purchase_award';
import { late, moderation, scoring } from '$strings/purchase_evaluation';
import type { Question } from '../library/question';
import { asker, supplierName } from './held';
import { capacityAt } from './pool_view';
import { awardOf, lettersOf, moderationOf } from './purchase_held';
import { quoteName } from './purchase_quotes';
import { shortHash } from './purchase_view';
import type { StageAsk } from './stage_asks';

const most = 1_000;
const reason = { type: 'text', id: 'reason', label: words.reason, most } as const;
/** Asked of the award as it is now: what the schools do meanwhile changes nothing about the question. */
const awardNow = (award: Award) => ({ ifMatch: awardOf(award.id)?.version ?? award.version });

function judge(ask: Extract<StageAsk, { what: 'admit' | 'reject' }>): Question {
  const { quote, purchase } = ask;
  const name = quoteName(purchase.id, quote.id);
  const admits = ask.what === 'admit';
  const field = { ...reason, label: late.reason };
  return {
    title: admits ? late.admitTitle(name) : late.rejectTitle(name),
    body: admits ? late.admitBody : late.rejectBody,
    fields: [field],
    go: admits ? late.admitGo : late.rejectGo,
    danger: !admits,
    run: ({ reason: why = '' }) =>
      run(
        admits ? 'admit_late_quote' : 'reject_quote',
        { quote: quote.id },
        { reason: why },
        { ifMatch: quote.version },
      ),
    done: admits ? late.admitDone : late.rejectDone,
  };
}

function close({ purchase, tied }: Extract<StageAsk, { what: 'close' }>): Question {
  const options = tied.map((id) => ({ value: String(id), label: quoteName(purchase.id, id) }));
  const tie = options.length > 0;
  return {
    title: moderation.closeTitle,
    body: tie ? moderation.closeTie : moderation.closeBody,
    fields: [
      ...(tie ? [{ type: 'choice' as const, id: 'winner', label: moderation.winner, options }] : []),
      {
        ...reason,
        label: tie ? moderation.tieReason : moderation.closeReason,
        ...(!tie && { optional: true }),
      },
    ],
    go: moderation.closeGo,
    run: ({ winner, reason: why = '' }) => {
      const version = moderationOf(purchase.id)?.version;
      return run(
        'close_moderation',
        { purchase: purchase.id },
        { reason: why, ...(winner && { winner: Number(winner) }) },
        version === undefined ? {} : { ifMatch: version },
      );
    },
    done: moderation.closeDone,
  };
}

function dissent({ purchase, text }: Extract<StageAsk, { what: 'dissent' }>): Question {
  return {
    title: moderation.dissentTitle,
    body: moderation.dissentBody,
    fields: [
      { type: 'text', id: 'text', label: moderation.dissentText, most, start: text, optional: text !== '' },
    ],
    go: moderation.dissentGo,
    run: ({ text: said = '' }) => run('dissent_from_scores', { purchase: purchase.id }, { text: said }),
    done: moderation.dissentDone,
  };
}

function sign(purchase: Purchase, award: Award, school: number): Question {
  const name = organisationName(school);
  const share = pounds(award.shares?.find((one) => one.school === school)?.pence ?? 0);
  const capacity = capacityAt(asker(), school);
  const supplier = supplierName(award.supplier);
  const hash = shortHash(award.content_hash);
  return {
    title: words.signTitle(name),
    body: capacity
      ? words.signBody(share, supplier, hash, capacities[capacity])
      : words.signBodyPlain(share, supplier, hash),
    fields: [],
    go: words.signGo,
    run: () => run('sign_award', { purchase: purchase.id, school }, { content_hash: award.content_hash }),
    done: words.signDone(name),
  };
}

function refuse(purchase: Purchase, school: number): Question {
  const name = organisationName(school);
  return {
    title: words.refuseTitle(name),
    body: words.refuseBody,
    fields: [reason],
    go: words.refuseGo,
    danger: true,
    run: ({ reason: why = '' }) => run('refuse_award', { purchase: purchase.id, school }, { reason: why }),
    done: words.refuseDone(name),
  };
}

function abandon(purchase: Purchase, award: Award): Question {
  return {
    title: words.abandonTitle,
    body: words.abandonBody,
    fields: [
      {
        type: 'choice',
        id: 'then',
        label: words.abandonTo,
        options: [
          { value: 'back', label: words.abandonBack },
          { value: 'cancel', label: words.abandonCancel },
        ],
      },
      reason,
    ],
    go: words.abandonGo,
    danger: true,
    run: ({ then, reason: why = '' }) =>
      run(
        'abandon_award',
        { purchase: purchase.id },
        { reason: why, cancel: then === 'cancel' },
        awardNow(award),
      ),
    done: words.abandonDone,
  };
}

/** What its owner does with an award that is there. */
function course(
  ask: Extract<StageAsk, { what: 'publish' | 'challenge' | 'resolve' | 'confirm' | 'abandon' }>,
): Question {
  const { purchase, award } = ask;
  const to = { purchase: purchase.id };
  switch (ask.what) {
    case 'publish':
      return {
        title: words.publishTitle,
        body: words.publishBody(lettersOf(purchase.id)?.letters?.length ?? 0),
        fields: [],
        go: words.publishGo,
        run: () => run('publish_award', to, {}, awardNow(award)),
        done: words.publishDone,
      };
    case 'challenge':
      return {
        title: words.challengeTitle,
        body: words.challengeBody,
        fields: [{ type: 'text', id: 'what', label: words.challengeWhat, most }],
        go: words.challengeGo,
        run: ({ what = '' }) => run('record_challenge', to, { what }, awardNow(award)),
        done: words.challengeDone,
      };
    case 'resolve':
      return {
        title: words.resolveTitle,
        fields: [{ type: 'text', id: 'answer', label: words.resolveAnswer, most }],
        go: words.resolveGo,
        run: ({ answer = '' }) => run('resolve_challenge', to, { answer }, awardNow(award)),
        done: words.resolveDone,
      };
    case 'confirm':
      return {
        title: words.confirmTitle,
        body: words.confirmBody,
        fields: [],
        go: words.confirmGo,
        run: () => run('confirm_award', to, {}, awardNow(award)),
        done: words.confirmDone,
      };
    case 'abandon':
      return abandon(purchase, award);
  }
}

export function questionOf(ask: StageAsk): Question {
  switch (ask.what) {
    case 'admit':
    case 'reject':
      return judge(ask);
    case 'submit_scores':
      return {
        title: scoring.submitTitle,
        body: scoring.submitBody,
        fields: [],
        go: scoring.submitGo,
        run: async () => {
          await ask.before();
          await run('submit_scores', { purchase: ask.purchase.id }, {});
        },
        done: scoring.submitDone,
      };
    case 'close':
      return close(ask);
    case 'dissent':
      return dissent(ask);
    case 'propose':
      return {
        title: words.proposeTitle(quoteName(ask.purchase.id, ask.winner)),
        body: words.proposeBody,
        fields: [{ type: 'text', id: 'reasons', label: words.proposeReasons, most }],
        go: words.proposeGo,
        run: ({ reasons = '' }) => run('propose_award', { purchase: ask.purchase.id }, { reasons }),
        done: words.proposeDone,
      };
    case 'sign_award':
      return sign(ask.purchase, ask.award, ask.school);
    case 'refuse_award':
      return refuse(ask.purchase, ask.school);
    default:
      return course(ask);
  }
}
