// Light, dark, or as the device says. Kept per device: a shared projector and a phone want different ones.
export type Theme = 'system' | 'light' | 'dark';
const key = 'staffroom.theme';

function stored(): Theme {
  const value = localStorage.getItem(key);
  return value === 'light' || value === 'dark' ? value : 'system';
}

class ThemeChoice {
  value = $state<Theme>('system');

  /** Call before the first paint. */
  start(): void {
    this.choose(stored());
  }

  choose(theme: Theme): void {
    this.value = theme;
    if (theme === 'system') {
      delete document.documentElement.dataset.theme;
      localStorage.removeItem(key);
    } else {
      document.documentElement.dataset.theme = theme;
      localStorage.setItem(key, theme);
    }
  }
}

export const theme = new ThemeChoice();
