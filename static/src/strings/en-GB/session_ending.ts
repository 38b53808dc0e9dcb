// The session is about to end.
export const sessionEnding = {
  title: 'Are you still there?',
  body: (minutes: number) =>
    `You’ll be signed out in ${minutes <= 1 ? 'about a minute' : `${minutes} minutes`}. What you’ve written is kept on this device.`,
  final: (minutes: number) =>
    `For safety everyone signs in again once a week. You’ll be signed out in ${minutes <= 1 ? 'about a minute' : `${minutes} minutes`}. What you’ve written is kept on this device.`,
  extend: 'Stay signed in',
  signOut: 'Sign out',
  ok: 'OK',
};
