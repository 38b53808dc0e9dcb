// Whether the tray at the foot of the app has anything to show. Kept so small because everybody loads it; what the tray
// does comes only when it is wanted.
import { records } from './state/records';

const uploadsKey = 'staffroom.uploads';
const downloadsKey = 'staffroom.downloads';

class Trays {
  /** Uploads that this page knows of. */
  uploads = $state(0);
  /** Something was under way when this page was opened. */
  #left = $state(localStorage.getItem(uploadsKey) !== null || localStorage.getItem(downloadsKey) !== null);

  get wanted(): boolean {
    return this.#left || this.uploads > 0 || records.all('download').length > 0;
  }

  /** Remembers on this device that a download was asked for, so that the tray comes back after a reload. */
  keepDownloads(): void {
    localStorage.setItem(downloadsKey, 'yes');
  }

  /** Nothing is under way any more. */
  settle(): void {
    this.#left = false;
    localStorage.removeItem(downloadsKey);
  }

  /** Which upload belongs to which draft, and the addresses by which they go on: nothing of it stays after signing out. */
  forget(): void {
    this.uploads = 0;
    this.settle();
    for (const key of Object.keys(localStorage))
      if (key === uploadsKey || key.startsWith('tus::')) localStorage.removeItem(key);
  }
}

export const trays = new Trays();
export { uploadsKey };
