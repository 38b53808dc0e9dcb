// The mail that would have been sent, read from the page that shows it to developers.
const waitMs = 10_000;

/** Each mail's text, newest first. */
async function mails(url: string): Promise<string[]> {
  const page = await (await fetch(`${url}/spool`)).text();
  return page.split('<article').slice(1);
}

/** Mails that tell of something may be stopped: their link opens no account. They come whenever their time has come. */
const isNotice = (mail: string) => mail.includes('/settings/mail');

async function newest(url: string, email: string, fits: (mail: string) => boolean): Promise<string> {
  for (const deadline = Date.now() + waitMs; Date.now() < deadline;) {
    const found = (await mails(url)).find((mail) => mail.includes(`<p>To ${email},`) && fits(mail));
    const path = found?.match(/\/link\/[\w-]+/)?.[0];
    if (path) return path;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`No mail with a link came for ${email}.`);
}

/** An invitation's link, or one of the person's account. */
export const linkTo = (url: string, email: string) => newest(url, email, (mail) => !isNotice(mail));
/** The link in a mail by which such mails are stopped. */
export const stopLinkTo = (url: string, email: string) => newest(url, email, isNotice);

/** The path of a supplier's own link, in the newest mail with one; meanwhile the hub's time goes on by `wait`. */
export async function supplierLinkTo(url: string, email: string, wait: () => Promise<void>): Promise<string> {
  for (const deadline = Date.now() + waitMs; Date.now() < deadline;) {
    const found = (await mails(url)).find(
      (mail) => mail.includes(`<p>To ${email},`) && mail.includes('/supplier/'),
    );
    const path = found?.match(/\/supplier\/[\w.~-]+/)?.[0];
    if (path) return path;
    await wait();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`No mail with a supplier's link came for ${email}.`);
}
/** Everything that was mailed to this address, newest first. */
export const mailsTo = async (url: string, email: string): Promise<string[]> =>
  (await mails(url)).filter((mail) => mail.includes(`<p>To ${email},`));
