// A mail server that keeps what it is given: each mail as a mail program reads it.
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { until } from './until';

export interface Mail {
  to: string;
  subject: string;
  text: string;
  html: string;
  /** By their names in small letters. */
  headers: Map<string, string>;
}

const mailOf = (to: string, parsed: Email): Mail => ({
  to,
  subject: parsed.subject ?? '',
  text: parsed.text ?? '',
  html: parsed.html ?? '',
  headers: new Map(parsed.headers.map(({ key, value }) => [key, value])),
});

export class MailServer {
  readonly mails: Mail[] = [];
  #server = new SMTPServer({
    authOptional: true,
    // Each connection would wait for the name of this machine.
    disableReverseLookup: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData: (stream, session, done) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        void PostalMime.parse(Buffer.concat(parts)).then(
          (parsed) => {
            for (const { address } of session.envelope.rcptTo) this.mails.push(mailOf(address, parsed));
            done();
          },
          (error: unknown) => done(error as Error),
        );
      });
    },
  });

  async start(): Promise<void> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server.server, 'listening');
  }

  get port(): number {
    return (this.#server.server.address() as AddressInfo).port;
  }

  stop(): Promise<void> {
    return new Promise((resolve) => this.#server.close(resolve));
  }

  to = (address: string): Mail[] => this.mails.filter((mail) => mail.to === address);

  /** The mails for an address, once there are so many of them. */
  whenSome = (address: string, number: number): Promise<Mail[]> =>
    until(
      async () => this.to(address),
      (found) => found.length >= number,
    );
}
