// The questions of a purchase, each with what is done with its answers. Fetched with the first of them.
import type { Purchase, PurchaseDeclaration, SupplierLink } from '$generated/protocol';
import { ApiError } from '$lib/api/http';
import { civilDate } from '$lib/format';
import { pounds } from '$lib/money';
import { run } from '$lib/state/hub';
import { lineage, organisationName } from '$lib/state/organisations';
import { records } from '$lib/state/records';
import { capacities } from '$strings/buying_pools';
import { routes, stageWords } from '$strings/purchases';
import { purchaseQuestions as words } from '$strings/purchases_questions';
import type { Question } from '../library/question';
import { peopleWith } from '../reviews/people';
import { who } from '../support/timeline';
import { addDays } from './dates';
import { asker, supplierName } from './held';
import { routes as routeOrder } from './limits';
import { capacityAt } from './pool_view';
import type { PurchaseAsk } from './purchase_asks';
import { detailsOf } from './purchase_form';
import { isWeekday, shortHash, stages } from './purchase_view';

const reason = { type: 'text', id: 'reason', label: words.reason, most: 1_000 } as const;
/** What others do meanwhile changes nothing about the question: it is asked of the purchase as it is now. */
const now = (purchase: Purchase) => ({
  ifMatch: records.get('purchase', purchase.id)?.version ?? purchase.version,
});

function advance(purchase: Purchase): Question {
  const market = purchase.stage === 'sourcing_options';
  const next = stageWords[stages[stages.findIndex((one) => one === purchase.stage) + 1] ?? 'complete'];
  return {
    title: market ? words.marketTitle : words.advanceTitle(next),
    body: market ? words.marketBody : words.advanceBody,
    fields: [{ ...reason, label: words.advanceNote, optional: true }],
    go: market ? words.marketGo : words.advanceGo,
    run: ({ reason: why = '' }) =>
      run('advance_purchase', { purchase: purchase.id }, { reason: why }, { ifMatch: purchase.version }),
    done: market ? words.marketDone : words.advanceDone(next),
  };
}

/** Other managers and leaders of the organisation, or of one above it. */
function handOver(purchase: Purchase): Question {
  const line = lineage(purchase.organisation, records.all('organisation')).map(({ id }) => id);
  const options = peopleWith(
    ({ organisation, role }) =>
      line.includes(organisation) && ['business_manager', 'headteacher', 'trust_leader'].includes(role),
  ).filter(({ value }) => value !== String(purchase.owner));
  return {
    title: words.handOverTitle,
    body: options.length ? words.handOverBody : words.handOverNone,
    fields: options.length ? [{ type: 'select', id: 'owner', label: words.handOverTo, options }] : [],
    go: words.handOverGo,
    run: async ({ owner }) => {
      if (owner)
        await run('hand_over_purchase', { purchase: purchase.id }, { owner: Number(owner) }, now(purchase));
    },
    ...(options.length && { done: words.handOverDone }),
  };
}

function declare(purchase: Purchase): Question {
  return {
    title: words.declareTitle,
    body: words.declareBody,
    fields: [
      {
        type: 'choice',
        id: 'nil',
        label: words.declareWhat,
        options: [
          { value: 'yes', label: words.declareNil },
          { value: 'no', label: words.declareSome },
        ],
      },
      {
        type: 'text',
        id: 'words',
        label: words.declareWords,
        help: words.declareWordsHelp,
        most: 1_000,
        optional: true,
      },
    ],
    go: words.declareGo,
    run: async ({ nil, words: said = '' }) => {
      const nothing = nil === 'yes';
      if (!nothing && !said) throw new ApiError('unprocessable', 422, words.declareNeedsWords, 'body.words');
      await run(
        'declare_for_purchase',
        { purchase: purchase.id },
        { nil: nothing, words: nothing ? '' : said },
        now(purchase),
      );
    },
    done: words.declareDone,
  };
}

function decide(what: 'clear' | 'refuse', declaration: PurchaseDeclaration): Question {
  const name = who(declaration.person);
  const to = { declaration: declaration.id };
  const seen = { ifMatch: declaration.version };
  if (what === 'clear')
    return {
      title: words.clearTitle(name),
      body: declaration.nil ? words.clearNil : words.clearBody(declaration.words),
      fields: [
        {
          ...reason,
          ...(declaration.nil ? { label: words.approveNote, optional: true } : { label: words.clearReason }),
        },
      ],
      go: words.clearGo,
      run: ({ reason: why = '' }) => run('clear_purchase_declaration', to, { reason: why }, seen),
      done: words.clearDone,
    };
  return {
    title: words.refuseTitle(name),
    body: words.refuseBody,
    fields: [reason],
    go: words.refuseGo,
    danger: true,
    run: ({ reason: why = '' }) => run('refuse_purchase_declaration', to, { reason: why }, seen),
    done: words.refuseDone,
  };
}

function route(purchase: Purchase): Question {
  return {
    title: words.routeTitle,
    body: words.routeBody(routes[purchase.asked.route]),
    fields: [
      {
        type: 'choice',
        id: 'way',
        label: words.routeWhat,
        options: routeOrder.map((value) => ({ value, label: routes[value] })),
        start: purchase.route?.route ?? purchase.asked.route,
      },
      {
        ...reason,
        label: words.routeReason,
        help: words.routeReasonHelp,
        start: purchase.route?.reason ?? '',
      },
    ],
    go: words.routeGo,
    run: ({ way, reason: why = '' }) =>
      run(
        'choose_route',
        { purchase: purchase.id },
        { way: routeOrder.find((one) => one === way) ?? purchase.asked.route, reason: why },
        { ifMatch: purchase.version },
      ),
    done: words.routeDone,
  };
}

function related(purchase: Purchase): Question {
  return {
    title: words.relatedTitle,
    body: words.relatedBody,
    fields: [
      {
        type: 'choice',
        id: 'related',
        label: words.relatedWhat,
        options: [
          { value: 'no', label: words.relatedNone },
          { value: 'yes', label: words.relatedSome },
        ],
        start: purchase.related?.related ? 'yes' : 'no',
      },
      {
        type: 'line',
        id: 'approval',
        label: words.approval,
        help: words.approvalHelp,
        most: 300,
        optional: true,
        start: purchase.related?.approval ?? '',
      },
    ],
    go: words.relatedGo,
    run: ({ related: found, approval = '' }) =>
      run(
        'edit_purchase',
        { purchase: purchase.id },
        {
          ...detailsOf(purchase),
          related: { related: found === 'yes', approval: found === 'yes' ? approval : '' },
        },
        { ifMatch: purchase.version },
      ),
    done: words.relatedDone,
  };
}

function splitting(purchase: Purchase): Question {
  return {
    title: words.splittingTitle,
    body: words.splittingBody,
    fields: [
      {
        type: 'text',
        id: 'splitting_answer',
        label: words.splittingAnswer,
        most: 1_000,
        start: purchase.splitting_answer,
      },
    ],
    go: words.splittingGo,
    run: ({ splitting_answer: answer = '' }) =>
      run(
        'edit_purchase',
        { purchase: purchase.id },
        { ...detailsOf(purchase), splitting_answer: answer },
        { ifMatch: purchase.version },
      ),
    done: words.splittingDone,
  };
}

function extend(purchase: Purchase): Question {
  const today = civilDate(Date.now());
  const last = purchase.extended?.at(-1)?.deadline ?? purchase.pack.deadline ?? today;
  let start = addDays(last > today ? last : today, 1);
  while (!isWeekday(start)) start = addDays(start, 1);
  return {
    title: words.extendTitle,
    body: words.extendBody,
    fields: [
      {
        type: 'date',
        id: 'deadline',
        label: words.extendTo,
        start,
        from: addDays(last, 1),
        to: addDays(last, 366),
      },
      reason,
    ],
    go: words.extendGo,
    run: ({ deadline = start, reason: why = '' }) =>
      run('extend_deadline', { purchase: purchase.id }, { deadline, reason: why }, now(purchase)),
    done: words.extendDone,
  };
}

function sign(purchase: Purchase, school: number): Question {
  const name = organisationName(school);
  const capacity = capacityAt(asker(), school);
  return {
    title: words.signTitle(name),
    body: words.signBody(capacity ? capacities[capacity] : '', shortHash(purchase.pack_hash)),
    fields: [],
    go: words.signGo,
    run: () =>
      run(
        'sign_tender',
        { purchase: purchase.id, school },
        { content_hash: purchase.pack_hash },
        now(purchase),
      ),
    done: words.signDone(name),
  };
}

function revoke(link: SupplierLink): Question {
  return {
    title: words.revokeTitle(supplierName(link.supplier)),
    body: words.revokeBody,
    fields: [],
    go: words.revokeGo,
    danger: true,
    run: () => run('revoke_supplier_link', { supplier_link: link.id }, {}, { ifMatch: link.version }),
    done: words.revokeDone,
  };
}

export function questionOf(ask: PurchaseAsk): Question {
  const { purchase } = ask;
  const to = { purchase: purchase.id };
  switch (ask.what) {
    case 'advance':
      return advance(purchase);
    case 'hand_over':
      return handOver(purchase);
    case 'declare':
      return declare(purchase);
    case 'clear':
    case 'refuse':
      return decide(ask.what, ask.declaration);
    case 'route':
      return route(purchase);
    case 'related':
      return related(purchase);
    case 'splitting':
      return splitting(purchase);
    case 'extend':
      return extend(purchase);
    case 'sign':
      return sign(purchase, ask.school);
    case 'revoke':
      return revoke(ask.link);
    case 'approve':
      return {
        title: words.approveTitle,
        body: words.approveBody(
          pounds(purchase.value.gross),
          routes[purchase.route?.route ?? purchase.asked.route],
        ),
        fields: [{ type: 'text', id: 'note', label: words.approveNote, most: 1_000, optional: true }],
        go: words.approveGo,
        run: ({ note = '' }) => run('approve_purchase', to, { note }, { ifMatch: purchase.version }),
        done: words.approveDone,
      };
    case 'open':
      return {
        title: words.openTitle,
        body: words.openBody,
        fields: [],
        go: words.openGo,
        run: () => run('open_quotes', to, {}, now(purchase)),
        done: words.openDone,
      };
    case 'return':
      return {
        title: words.returnTitle,
        body: words.returnBody,
        fields: [reason],
        go: words.returnGo,
        run: ({ reason: why = '' }) => run('return_purchase', to, { reason: why }, now(purchase)),
        done: words.returnDone,
      };
    case 'cancel':
      return {
        title: words.cancelTitle,
        body: words.cancelBody,
        fields: [reason],
        go: words.cancelGo,
        danger: true,
        run: ({ reason: why = '' }) => run('cancel_purchase', to, { reason: why }, now(purchase)),
        done: words.cancelDone,
      };
  }
}
