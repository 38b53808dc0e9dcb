// A request and its agreement as labels and words.
import type { SupportAgreement, SupportRequest } from '$generated/protocol';
import { fullDate, list } from '$lib/format';
import { organisationName, trustOf } from '$lib/state/organisations';
import { records } from '$lib/state/records';
import { nameOf } from '$lib/state/teams';
import { sendWords } from '$strings/expertise';
import { confidentialityWords, days, fundingWords, wayWords } from '$strings/support';
import { supportCase as words } from '$strings/support_case';
import { match } from '$strings/support_match';
import { boardWords, stageWords } from '$strings/vocabulary';
import { daysUsed, signedNow } from './case_view';

type Facts = [label: string, said: string][];

/** "Scarthwaite High, Ellwood Church Schools Trust" */
export function placeOf(organisation: number): string {
  const trust = trustOf(organisation, records.all('organisation'));
  const above = trust && trust.id !== organisation ? trust.name : '';
  return [organisationName(organisation), above].filter(Boolean).join(', ');
}

export function periodOf(from: string | undefined, to: string | undefined): string {
  if (from && to) return words.period(fullDate(from), fullDate(to));
  if (from) return words.fromOn(fullDate(from));
  return to ? words.until(fullDate(to)) : '';
}

export function sees(request: SupportRequest): string {
  const team = request.team === undefined ? undefined : records.get('team', request.team)?.name;
  return request.confidentiality === 'team' && team
    ? team
    : confidentialityWords[request.confidentiality].short;
}

export function factsOfRequest(request: SupportRequest): Facts {
  const { facts } = words;
  const { stages = [], ways = [], send_needs: send = [], exam_board: board, wanted } = request;
  const how = ways.map((way, at) => (at ? wayWords[way].name.toLowerCase() : wayWords[way].name));
  return [
    [match.from, placeOf(request.organisation)],
    [facts.need, request.need],
    [facts.outcomes, request.outcomes],
    [facts.subject, request.subject ?? ''],
    [facts.phase, list(stages.map((stage) => stageWords[stage]))],
    [facts.board, board === undefined ? '' : boardWords[board]],
    [facts.send, list(send.map((one) => sendWords[one]))],
    [facts.how, [list(how), days(request.days)].filter(Boolean).join(', about ')],
    [facts.when, periodOf(request.wanted_from, request.wanted_to)],
    [facts.priority, request.priority],
    [facts.wanted, wanted === undefined ? '' : nameOf(wanted)],
    [words.sees, sees(request)],
  ];
}

const pounds = new Intl.NumberFormat('en-GB', {
  style: 'currency',
  currency: 'GBP',
  minimumFractionDigits: 0,
});

export function factsOfAgreement(agreement: SupportAgreement): Facts {
  const { facts } = words;
  const { state, funding, pence_a_day: pence, funding_note: note } = agreement;
  const paid = [fundingWords[funding], pence ? words.aDay(pounds.format(pence / 100)) : '', note];
  const used = daysUsed(agreement).toLocaleString('en-GB');
  const inForce = agreement.in_force !== undefined;
  return [
    [facts.days, inForce ? facts.used(used, String(agreement.days)) : days(agreement.days)],
    [facts.dates, periodOf(agreement.starts, agreement.ends)],
    [facts.aims, agreement.aims],
    [facts.paid, paid.filter(Boolean).join(', ')],
    [facts.exit, agreement.exit],
    [facts.signed, state === 'ended' ? '' : facts.signedLines(signedNow(agreement).length)],
    [facts.ended, agreement.end_reason],
  ];
}
