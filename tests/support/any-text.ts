import fc from 'fast-check';

const SURROGATES = { first: 0xd800, count: 0x800 };

/** fast-check's own unit for this takes a second and a half to be made. */
const unit = fc
  .integer({ min: 0, max: 0x10_ffff - SURROGATES.count })
  .map((point) => String.fromCodePoint(point < SURROGATES.first ? point : point + SURROGATES.count));

/** Text of any characters that there are. */
export const anyText = (length: { minLength?: number; maxLength?: number } = {}) =>
  fc.string({ ...length, unit });
