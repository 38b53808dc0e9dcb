// Names of whom a report is open to.
import type { ReportReader } from '$generated/protocol';
import { organisationName } from '$lib/state/organisations';
import { seatAt } from '$strings/reviews_report';
import { who } from '../support/timeline';

export const readerName = ({ person, seat, organisation }: ReportReader): string =>
  seat === undefined ? who(person) : seatAt(seat, organisationName(organisation));
