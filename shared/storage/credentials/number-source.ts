import { createHash } from 'node:crypto';
import { CROCKFORD } from '#register/certificate-number.ts';
import type { NumberSource } from '#register/ports/register.ts';
import type { Pepper } from '#storage/secrets/pepper.ts';

export function createNumberSource(pepper: Pepper): NumberSource {
  return {
    async fingerprint(identity) {
      return (await pepper.hash('number', identity)).toString('hex').slice(0, 32);
    },

    // The fingerprint is secret (it is nowhere shown), so a plain hash of it is as good as random.
    draw(fingerprint, attempt) {
      const hash = createHash('sha256').update(`${fingerprint}#${attempt}`).digest();
      // 256 is a multiple of 32: five bits of a byte are as even as the byte.
      return [...hash.subarray(0, 7)].map((byte) => CROCKFORD.charAt(byte % 32)).join('');
    },
  };
}
