import { describe, expect, it } from 'vitest';
import { appSetUp, stepOf } from '#provider/colleagues/codes/totp.ts';
import { addSeconds, instant } from '#register/civil-date.ts';

/** RFC 6238, appendix B (SHA-1): the last six of the eight digits. */
const SECRET = Buffer.from('12345678901234567890');
const at = (seconds: number) => addSeconds(instant.parse('1970-01-01T00:00:00.000Z'), seconds);

describe('a code of an app', () => {
  it.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ])('is that of the standard after %s seconds', (seconds, code) => {
    expect(stepOf(SECRET, code, at(seconds))).toBe(Math.floor(seconds / 30));
  });

  it('is good for a clock that is half a minute off, and no more', () => {
    for (const [seconds, step] of [
      [29, 1],
      [60, 1],
      [89, 1],
    ] as const)
      expect(stepOf(SECRET, '287082', at(seconds)), `${seconds}`).toBe(step);
    expect(stepOf(SECRET, '287082', at(90))).toBeUndefined();
  });

  it('is read as people type it, and nothing else is', () => {
    expect(stepOf(SECRET, ' 287 082 ', at(59))).toBe(1);
    expect(stepOf(SECRET, '２８７０８２', at(59))).toBe(1);
    for (const typed of ['', '28708', '2870820', 'abcdef', '-87082', '94287082'])
      expect(stepOf(SECRET, typed, at(59))).toBeUndefined();
  });

  it('is set up with what apps read', () => {
    const { address, secret } = appSetUp(SECRET, 'mei@mine.example (MINE)');
    expect(secret).toBe('GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ');
    expect(address).toMatch(/^otpauth:\/\/totp\/Certkeeper:mei%40mine\.example%20.*secret=GEZDGNBV/);
  });
});
