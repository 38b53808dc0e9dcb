export const fresh = {
  title: 'Enter your password again',
  body: 'This changes what people can do or see, so we check that it’s really you. You won’t be asked again for ten minutes.',
  password: 'Your password',
  go: 'Continue',
  wrong: 'That isn’t your password. Check it and try again.',
  need: 'Enter your password',
  cancelled: 'Nothing was changed.',
};
