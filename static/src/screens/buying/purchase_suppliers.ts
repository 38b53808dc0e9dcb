// A supplier that somebody names: of the network's list, or new in it.
import { run } from '$lib/state/hub';
import { findSuppliers } from './held';

/** One that is new goes into the list first; what was refused then finds it there. Errors: ApiError. */
export async function supplierIn(supplier: number, named: string, organisation: number): Promise<number> {
  if (supplier) return supplier;
  const name = named.trim();
  const folded = (text: string) => text.toLocaleLowerCase('en-GB');
  const known = (await findSuppliers(name)).find((one) => folded(one.name) === folded(name));
  const blank = { company_number: '', sme: false, website: '', note: '' };
  const made = known ?? (await run('create_supplier', {}, { organisation, supplier_name: name, ...blank }));
  return made?.kind === 'supplier' ? made.id : 0;
}
