// The mail that would have been sent, read from the page that shows it to developers.
const waitMs = 10_000;

/** Each mail's text, newest first. */
async function mails(url: string): Promise<string[]> {
  const page = await (await fetch(`${url}/spool`)).text();
  return page.split('<article').slice(1);
}

export async function linkTo(url: string, email: string): Promise<string> {
  for (const deadline = Date.now() + waitMs; Date.now() < deadline;) {
    const found = (await mails(url)).find((mail) => mail.includes(`<p>To ${email},`));
    const path = found?.match(/\/link\/[\w-]+/)?.[0];
    if (path) return path;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`No mail with a link came for ${email}.`);
}
