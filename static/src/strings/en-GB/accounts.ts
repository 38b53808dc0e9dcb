import { count } from '$lib/format';

export const signIn = {
  title: 'Sign in',
  claim: 'One staffroom for all your schools.',
  points: [
    { icon: 'teams', title: 'Talk with your subject team', text: 'Questions, answers and what was agreed' },
    { icon: 'pin', title: 'See where others have got to', text: 'Each topic keeps its outcome at the top' },
    { icon: 'users', title: 'Find the right colleague', text: 'In your trust and its partner schools' },
  ],
  help: 'Help signing in: ask your school office.',
  email: 'School email',
  password: 'Password',
  show: 'Show password',
  hide: 'Hide password',
  shared: 'This is a shared computer. Keep nothing on it.',
  submit: 'Sign in',
  busy: 'Signing in…',
  noAccounts:
    'Nobody has an account on this hub yet. Whoever runs it makes the first one on its machine; the guide says how under “Install”:',
  newHere: 'New here? Use the link in your invitation email.',
  forgotten: 'Forgotten your password?',
  failed: 'We couldn’t sign you in',
  mismatch: 'That email and password don’t match. Check both, or set a new password below.',
  needEmail: 'Enter your school email',
  needPassword: 'Enter your password',
  ended: 'Your session has ended. Sign in again to go on. What you were writing is kept.',
  wait: (seconds: number) => `Too many tries. Wait ${count(seconds, 'second', 'seconds')} and try again.`,
} as const;
