// Signing out while something is not sent.
export const leaving = {
  title: 'Sign out?',
  body: (number: number) =>
    `${number === 1 ? '1 message has' : `${number} messages have`} not been sent yet. Signing out deletes ${number === 1 ? 'it' : 'them'} from this device.`,
  notes: (number: number) =>
    `${number === 1 ? '1 note of a visit is' : `${number} notes of a visit are`} on this device only. Signing out deletes ${number === 1 ? 'it' : 'them'}.`,
  stay: 'Stay signed in',
  leave: 'Sign out and delete',
};
