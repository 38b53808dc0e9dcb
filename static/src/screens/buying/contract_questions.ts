// The questions of a contract, each with what is done with its answers. Fetched with the first of them.
import type { Contract } from '$generated/protocol';
import { civilDate } from '$lib/format';
import { run } from '$lib/state/hub';
import { contractPage, contractQuestions as words } from '$strings/buying_contracts';
import type { Question, QuestionField } from '../library/question';
import type { ContractAsk } from './contract_asks';
import { addMonths, longDay } from './dates';
import { shareChoices } from './sharing';

const reasonMost = 1_000;

function notice(contract: Contract, today: string): Question {
  const { ends, starts } = contract.details;
  const late = today > contract.notice_by;
  const reason: QuestionField = {
    type: 'text',
    id: 'reason',
    label: late ? words.noticeReason : words.noticeNote,
    most: reasonMost,
    // An earlier day may be written down late: then none is needed, and the hub says so.
    optional: true,
  };
  return {
    title: words.noticeTitle,
    body: late
      ? words.noticeLateBody(longDay(contract.notice_by), longDay(ends))
      : words.noticeBody(longDay(ends)),
    fields: [
      {
        type: 'date',
        id: 'given',
        label: words.given,
        start: today < ends ? today : ends,
        from: starts < today ? starts : today,
        to: today < ends ? today : ends,
      },
      reason,
    ],
    go: words.noticeGo,
    run: ({ given = today, reason: why = '' }) =>
      run('give_notice', { contract: contract.id }, { given, reason: why }, { ifMatch: contract.version }),
    done: words.noticeDone,
  };
}

function extend(contract: Contract): Question {
  const { ends, extension_months: months, extensions_left: left } = contract.details;
  return {
    title: words.extendTitle,
    body: words.extendBody(longDay(addMonths(ends, months)), left - 1),
    fields: [],
    go: words.extendGo,
    run: () => run('extend_contract', { contract: contract.id }, {}, { ifMatch: contract.version }),
    done: words.extendDone,
  };
}

function end(contract: Contract, today: string): Question {
  const { starts, ends } = contract.details;
  return {
    title: words.endTitle,
    body: words.endBody,
    fields: [
      {
        type: 'date',
        id: 'ends',
        label: words.ends,
        start: today >= starts && today <= ends ? today : ends,
        from: starts,
        to: ends,
      },
      { type: 'text', id: 'reason', label: words.reason, most: reasonMost },
    ],
    go: words.endGo,
    danger: true,
    run: ({ ends: last = ends, reason = '' }) =>
      run('end_contract', { contract: contract.id }, { ends: last, reason }, { ifMatch: contract.version }),
    done: words.endDone,
  };
}

function share(contract: Contract): Question {
  const { options, capped } = shareChoices(contract.organisation, contract.shared_with);
  return {
    title: words.shareTitle,
    body: words.shareBody,
    fields: [
      {
        type: 'select',
        id: 'shared_with',
        label: words.shareWith,
        options,
        // With nobody else is an answer, too.
        optional: true,
        start: String(contract.shared_with ?? ''),
        ...(capped && { help: words.cap }),
      },
      {
        type: 'check',
        id: 'money_shared',
        label: words.shareMoney,
        help: contractPage.moneyHelp,
        start: contract.money_shared ? 'yes' : '',
      },
    ],
    go: words.shareGo,
    run: ({ shared_with: chosen = '', money_shared: money = '' }) =>
      run(
        'share_contract',
        { contract: contract.id },
        {
          ...(chosen && { shared_with: Number(chosen) }),
          money_shared: Boolean(chosen) && money === 'yes',
        },
        { ifMatch: contract.version },
      ),
    done: words.shareDone,
  };
}

export function questionOf({ what, contract }: ContractAsk): Question {
  const today = civilDate(Date.now());
  switch (what) {
    case 'notice':
      return notice(contract, today);
    case 'extend':
      return extend(contract);
    case 'end':
      return end(contract, today);
    case 'share':
      return share(contract);
    case 'void':
      return {
        title: words.voidTitle,
        body: words.voidBody,
        fields: [{ type: 'text', id: 'reason', label: words.reason, most: reasonMost }],
        go: words.voidGo,
        danger: true,
        run: ({ reason = '' }) =>
          run('void_contract', { contract: contract.id }, { reason }, { ifMatch: contract.version }),
        done: words.voidDone,
      };
  }
}
