// Writes a .br and a .gz beside every text file of the build, so that the server never compresses at run time.
// A file that does not get smaller is left alone: the server then sends it as it is.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const dist = new URL('../dist/', import.meta.url);
const compressible = /\.(html|js|css|svg|json|webmanifest|txt)$/;

const files = readdirSync(dist, { recursive: true }).filter(
  (name) => compressible.test(name) && !name.startsWith('.vite'),
);
for (const name of files) {
  const file = new URL(name, dist);
  const plain = readFileSync(file);
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_SIZE_HINT]: plain.length,
  };
  const packed = { br: brotliCompressSync(plain, { params }), gz: gzipSync(plain, { level: 9 }) };
  for (const [ending, bytes] of Object.entries(packed)) {
    if (bytes.length < plain.length) writeFileSync(new URL(`${name}.${ending}`, dist), bytes);
  }
}
console.log(`compress: ${files.length} files`);
