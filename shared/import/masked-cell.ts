import {
  hasIdentityNumber,
  IDENTITY_MASK,
  isIdentityForNumber,
  readEmail,
} from '#register/names/holder-input.ts';
import type { CellColumn } from '#tables/headings/map-headings.ts';

/**
 * A cell as it may be queued and stored: one with an identity number is masked, and its row refused for it later. Where the
 * reader of the column takes what only looks like one (an address, a serial), the cell stays.
 */
export function maskedCell(column: CellColumn, cell: string): string {
  const isOne =
    column === 'number'
      ? isIdentityForNumber(cell)
      : hasIdentityNumber(cell) && !(column === 'email' && readEmail(cell));
  return isOne ? IDENTITY_MASK : cell;
}
