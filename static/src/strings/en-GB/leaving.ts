// Signing out while something is not sent.
export const leaving = {
  title: 'Sign out?',
  body: (number: number) =>
    `${number === 1 ? '1 message has' : `${number} messages have`} not been sent yet. Signing out deletes ${number === 1 ? 'it' : 'them'} from this device.`,
  stay: 'Stay signed in',
  leave: 'Sign out and delete',
};
