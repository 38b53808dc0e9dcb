// A hub as it is on its first day: made from the command line, with its first administrator and nobody else.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Account } from './server';
import { password, program } from './set_up';

export const founder: Account = {
  email: 'rosa.field@partnership.example',
  name: 'Rosa Field',
  role: 'administrator',
  organisation: 'Fellside and Calder Partnership',
};

export async function makeEmptyHub(data: string): Promise<void> {
  const { email, name, organisation } = founder;
  const who = ['--administrator', '--email', email, '--name', name, '--organisation', organisation];
  await promisify(execFile)(program, ['user', 'add', '--data', data, ...who], {
    env: { ...process.env, STAFFROOM_PASSWORD: password },
  });
}
