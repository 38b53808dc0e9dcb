// What the page of a contract can ask; the questions themselves are fetched when the first is asked.
import type { Contract } from '$generated/protocol';

export interface ContractAsk {
  what: 'notice' | 'extend' | 'end' | 'void' | 'share';
  contract: Contract;
}
