// No screen breaks a rule that a machine can check (WCAG 2.2 A and AA, and good practice). In the normal run each screen
// is looked at once, with theme and size in rotation; STAFFROOM_AXE=full looks at every screen in each of them.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import type { View, Visitor } from './browser';
import { everyScreen, inTwoLanes, type Screen } from './screens';
import { useStage } from './stage';

const stage = useStage();
const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const desktop = { width: 1280, height: 800 };
const phone = { width: 390, height: 844 };
const views: View[] = [
  { ...desktop, theme: 'light' },
  { ...phone, theme: 'dark' },
  { ...desktop, theme: 'dark' },
  { ...phone, theme: 'light' },
];

async function faults(page: Page): Promise<string[]> {
  await page.evaluate(source);
  const found = await page.evaluate(async (values) => {
    const { axe } = window as unknown as { axe: { run(options: object): Promise<AxeResults> } };
    return (await axe.run({ runOnly: { type: 'tag', values }, resultTypes: ['violations'] })).violations;
  }, rules);
  return found.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')}: ${node.failureSummary?.split('\n')[1]?.trim()}`),
  );
}

let screens: Screen[] = [];
beforeAll(async () => {
  screens = await everyScreen(stage);
});

async function look(view: View, chosen: Screen[]): Promise<string[]> {
  const found: string[] = [];
  const visitors = new Map<string | undefined, Visitor>();
  for (const screen of chosen) {
    const visitor =
      visitors.get(screen.as) ??
      (await (screen.as ? stage.visit(screen.as, '/help', view) : stage.stranger(view)));
    visitors.set(screen.as, visitor);
    await visitor.page.goto(stage.server.url + screen.path);
    try {
      await screen.open(visitor.page);
      found.push(...(await faults(visitor.page)).map((fault) => `${screen.name}: ${fault}`));
    } catch (error) {
      found.push(`${screen.name} is not reached: ${String(error)}`);
    }
    await visitor.context.setOffline(false);
  }
  return found;
}

for (const [at, view] of views.entries()) {
  const everything = process.env.STAFFROOM_AXE === 'full';
  it(`finds nothing at ${view.width} × ${view.height}, ${view.theme}`, { timeout: 240_000 }, async () => {
    const chosen = screens.filter((_, index) => everything || index % views.length === at);
    expect(await inTwoLanes(chosen, (lane) => look(view, lane))).toEqual([]);
  });
}
