// Which roles an organisation of each kind has (POLICY §2), and which duties.
import type { Duty, OrganisationType, Role } from '$generated/protocol';

const byType: Record<OrganisationType, Role[]> = {
  school: ['staff', 'subject_lead', 'business_manager', 'headteacher', 'administrator'],
  trust: ['staff', 'subject_lead', 'business_manager', 'trust_leader', 'governor', 'administrator'],
  network: ['staff', 'subject_lead', 'business_manager', 'trust_leader', 'governor', 'administrator'],
  partner: ['partner', 'administrator'],
};

export function rolesAt(type: OrganisationType | undefined): Role[] {
  return byType[type ?? 'school'];
}

/** Those that somebody who leads, but does not administer, may give: of a rank below their own. */
export function rolesBelow(roles: readonly Role[]): Role[] {
  return roles.filter((role) => !['headteacher', 'trust_leader', 'administrator'].includes(role));
}

export const duties: Duty[] = ['broker', 'hub_manager', 'signatory'];

/** "maths, physics" as a list; empty parts are nothing. */
export function listed(words: string): string[] {
  return words
    .split(',')
    .map((word) => word.trim())
    .filter(Boolean);
}

/** An empty field means that nothing is said. */
export function given(word: string): string | undefined {
  return word.trim() || undefined;
}
