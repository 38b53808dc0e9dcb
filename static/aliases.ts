// Import paths shared by the build and the tests. tsconfig.json names the same ones for the type checker.
import { fileURLToPath } from 'node:url';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export const aliases = {
  $lib: at('./src/lib'),
  $components: at('./src/components'),
  $strings: at('./src/strings/en-GB'),
  $generated: at('./src/generated'),
};
