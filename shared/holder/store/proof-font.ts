import { readFileSync } from 'node:fs';

/** The font of the proofs, read when the first is made. */
export function createProofFont(file: string): () => Uint8Array {
  let font: Uint8Array | undefined;
  return () => {
    font ??= readFileSync(file);
    return font;
  };
}
