// At 320 px, which is 1280 px at 400 % zoom, nothing scrolls sideways; nor when the window is 256 px high as well, nor
// with wider letters, words and lines (WCAG 1.4.10, 1.4.12).
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import type { Visitor } from './browser';
import { everyScreen, inTwoLanes, type Screen } from './screens';
import { useStage } from './stage';

const stage = useStage();
const narrow = { width: 320, height: 568 };
const low = { width: 320, height: 256 };

/** What is wider than the place it has; code and tables may scroll by themselves. */
function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const root = document.documentElement;
    const name = (element: Element) => `${element.tagName.toLowerCase()}.${element.className}`;
    /** The innermost of those that stick out: that is where the fault lies. */
    const culprit = (pane: Element) => {
      const edge = pane.getBoundingClientRect().left + pane.clientWidth + 1;
      const out = [...pane.querySelectorAll('*')].filter(
        (element) => element.getBoundingClientRect().right > edge && !element.closest('.vh'),
      );
      return out.length ? name(out[out.length - 1] as Element) : 'nothing inside';
    };
    const found = [...document.querySelectorAll('body *')]
      .filter((element) => !element.closest('pre, table, .vh') && element.clientWidth > 0)
      .filter((element) => /auto|scroll/.test(getComputedStyle(element).overflowX))
      .filter((element) => element.scrollWidth > element.clientWidth + 1)
      .map((element) => `${name(element)} by ${culprit(element)}`);
    if (root.scrollWidth > innerWidth) found.push(`the page, ${root.scrollWidth} px`);
    return found;
  });
}

/** As the success criterion names them. A constructed sheet, because the policy allows no style element. */
function spaceOut(page: Page): Promise<void> {
  return page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
      word-spacing: 0.16em !important } p { margin-bottom: 2em !important }`);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  });
}

async function look(chosen: Screen[]): Promise<string[]> {
  const found: string[] = [];
  const visitors = new Map<string | undefined, Visitor>();
  for (const screen of chosen) {
    const visitor =
      visitors.get(screen.as) ??
      (await (screen.as ? stage.visit(screen.as, '/help', narrow) : stage.stranger(narrow)));
    visitors.set(screen.as, visitor);
    const { page, context } = visitor;
    await page.setViewportSize(narrow);
    await page.goto(stage.server.url + screen.path);
    try {
      await screen.open(page);
      const note = async (how: string) =>
        found.push(...(await tooWide(page)).map((what) => `${screen.name}, ${how}: ${what}`));
      await note('320 px');
      await page.setViewportSize(low);
      await note('320 × 256');
      await page.setViewportSize(narrow);
      await spaceOut(page);
      await note('spaced out');
    } catch (error) {
      found.push(`${screen.name} is not reached: ${String(error)}`);
    }
    await context.setOffline(false);
  }
  return found;
}

it('never scrolls sideways', { timeout: 240_000 }, async () => {
  expect(await inTwoLanes(await everyScreen(stage), look)).toEqual([]);
});
