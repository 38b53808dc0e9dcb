// The fields that say what somebody is at an organisation: used for a new person, an invitation and one more role.
import type { FormError } from '$components/ErrorSummary.svelte';
import type { Role } from '$generated/protocol';
import { personForm as words } from '$strings/admin';
import { given, listed } from './roles';

export interface RoleForm {
  organisation: number;
  role: Role;
  title: string;
  subjects: string;
  starts: string;
  ends: string;
}

export function emptyRole(organisation: number): RoleForm {
  return { organisation, role: 'staff', title: '', subjects: '', starts: '', ends: '' };
}

export function faultsOfRole({ role, subjects, starts, ends }: RoleForm): FormError[] {
  const faults: FormError[] = [];
  if (role === 'subject_lead' && listed(subjects).length === 0)
    faults.push({ id: 'subjects', text: words.needSubjects });
  if (starts && ends && ends < starts) faults.push({ id: 'ends', text: words.datesWrong });
  return faults;
}

/** As a command wants it. */
export function roleBody({ role, title, subjects }: RoleForm) {
  return {
    role,
    title: given(title),
    subjects: role === 'subject_lead' ? listed(subjects) : undefined,
  };
}
