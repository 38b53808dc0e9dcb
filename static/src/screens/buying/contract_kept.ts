// What the device kept of a contract that was being written. Fetched when something was kept.
import * as v from 'valibot';
import { emptyForm, type ContractForm } from './contract_form';
import { moneyShape as money } from './kept_money';

const text = v.string();
const whole = v.pipe(v.number(), v.integer());
const shape = v.object({
  organisation: text,
  title: text,
  description: text,
  supplier: whole,
  newSupplier: text,
  category: text,
  reference: text,
  method: text,
  framework: text,
  cfr: text,
  starts: text,
  ends: text,
  notice: text,
  noticeUnit: v.picklist(['days', 'months']),
  renewal: text,
  extensions: text,
  extensionMonths: text,
  trigger: text,
  sites: v.array(whole),
  seat: text,
  annual: money,
  total: money,
  earlyTermination: text,
  exitPlan: text,
  dataProtection: text,
  sharedWith: text,
  moneyShared: v.boolean(),
});

/** Every field that a form has, and no other. */
export function contractIn(value: unknown): ContractForm | undefined {
  const found = v.safeParse(shape, value);
  return found.success ? ({ ...emptyForm(0, 0), ...found.output } as ContractForm) : undefined;
}
