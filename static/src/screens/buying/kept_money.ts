// An amount that was being typed, as the device keeps it.
import * as v from 'valibot';

export const moneyShape = v.object({
  text: v.string(),
  basis: v.picklist(['net', 'gross']),
  vat: v.picklist(['standard', 'reduced', 'zero', 'exempt', 'outside']),
});
