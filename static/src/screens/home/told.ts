// What a note of the library, of best practice or of support says, and where it leads.
import type { IconName } from '../../assets/icons';

export interface Told {
  icon: IconName;
  text: string;
  href: string;
  /** Why it matters, and what the button says, when it asks for something. */
  why?: string;
  go?: string;
  /** The day on which it is late, as the server writes dates. */
  due?: string | undefined;
  /** Where it was said. */
  place?: string;
  /** Instead of a way there: yes or no, and what is said then. Without `no` there is only one thing to do. */
  answers?: {
    yes: string;
    no?: string;
    saidYes: string;
    saidNo?: string;
    accept: () => Promise<unknown>;
    refuse?: () => Promise<unknown>;
  };
}
