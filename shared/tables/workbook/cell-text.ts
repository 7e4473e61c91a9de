import { type CellObject, SSF } from '@e965/xlsx';

/** What stands for itself in a number format: quoted, escaped, padding, and brackets with a colour, a locale or a condition. */
const LITERALS = /"[^"]*"?|\\.|_.|\*.|\[[^[\]]*\]/gs;

/** 15 digits. */
const MAX_DIGITS = 1e15;

/**
 * What the user sees in a cell, dates in one form whatever theirs is: `YYYY-MM-DD`, with ` HH:MM` when a time is shown and
 * is not midnight; `Mar-2026` where no day is shown, as no number of a certificate is; `HH:MM` for a time alone.
 */
export function cellText(cell: CellObject, date1904: boolean): string {
  switch (cell.t) {
    case 'z':
      return '';
    case 'b':
      return cell.v === true ? 'TRUE' : 'FALSE';
    case 'e':
      return cell.w ?? '#ERROR!';
    case 'n': {
      const value = Number(cell.v);
      // Digits that a number cannot hold were lost before: it is told, and never taken for the right one.
      if (Math.abs(value) >= MAX_DIGITS) return value.toExponential(5).toUpperCase();
      const formatted = cell.w?.trim() ?? '';
      const shown = formatted === '' || /Infinity|NaN/.test(formatted) ? String(value) : formatted;
      const format = String(cell.z ?? '');
      return (SSF.is_date(format) && dateText(value, format, shown, date1904)) || shown;
    }
    default:
      return String(cell.v ?? '');
  }
}

/** Nothing where a part of a date alone is shown, or what is no date. */
function dateText(serial: number, format: string, shown: string, date1904: boolean): string | undefined {
  const at = SSF.parse_date_code(serial, { date1904 });
  if (!at || /^#+$/.test(shown)) return String(serial);
  const letters = (format.split(';')[0] ?? '').replace(LITERALS, '').toLowerCase();
  const hasTime = /[hs]/.test(letters) || /\[[hms]+\]/i.test(format);
  const time = `${two(at.H)}:${two(at.M)}`;
  const year = String(at.y).padStart(4, '0');
  if (letters.includes('d')) {
    const day = `${year}-${two(at.m)}-${two(at.d)}`;
    return hasTime && time !== '00:00' ? `${day} ${time}` : day;
  }
  if (hasTime) return time;
  return /m/.test(letters) && /[yebg]/.test(letters) ? `${months[at.m - 1]}-${year}` : undefined;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const two = (number: number) => String(number).padStart(2, '0');
