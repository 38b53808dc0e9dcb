// Short notes about what the person has just done. What others do never makes a toast.
export interface Toast {
  id: number;
  text: string;
  action?: { label: string; run: () => void };
}

const shownFor = 6_000;

class Toasts {
  items = $state.raw<Toast[]>([]);
  #next = 1;
  #timers = new Map<number, ReturnType<typeof setTimeout>>();

  show(text: string, action?: Toast['action']): void {
    const toast: Toast = { id: this.#next++, text, ...(action && { action }) };
    // One note at a time; one that offers something stays beside the next.
    this.items = [...this.items.filter((shown) => shown.action).slice(-1), toast];
    this.resume(toast.id);
  }

  clear(): void {
    this.items = [];
  }

  dismiss(id: number): void {
    this.pause(id);
    this.items = this.items.filter((toast) => toast.id !== id);
  }

  /** While the pointer or the focus is on it, a toast stays. */
  pause(id: number): void {
    clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
  }

  resume(id: number): void {
    this.pause(id);
    this.#timers.set(
      id,
      setTimeout(() => this.dismiss(id), shownFor),
    );
  }
}

export const toasts = new Toasts();
