// What the page of a case can ask; the questions themselves are fetched when the first is asked.
import type {
  SupportAgreement,
  SupportEvaluation,
  SupportMatch,
  SupportRequest,
  SupportVisit,
} from '$generated/protocol';

export type Ask =
  | {
      what: 'decline_case' | 'hand_on' | 'withdraw' | 'confidentiality' | 'evaluate' | 'close';
      request: SupportRequest;
    }
  | { what: 'agreement'; request: SupportRequest; agreement?: SupportAgreement }
  | { what: 'accept' | 'decline' | 'hand_on_match'; match: SupportMatch }
  | { what: 'sign'; agreement: SupportAgreement; request: SupportRequest }
  | { what: 'plan' | 'midterm' | 'end'; agreement: SupportAgreement }
  | { what: 'edit_visit' | 'cancel_visit' | 'write'; visit: SupportVisit; agreement?: SupportAgreement }
  | { what: 'rate' | 'check'; evaluation: SupportEvaluation };
