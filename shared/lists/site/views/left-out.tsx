import type { LeftOut } from '#lists/check-list.ts';
import { hiddenRowsText, sheetNotReadText } from '#lists/messages/left-out.ts';
import type { Language } from '#register/certificate/credential.ts';

/** What of a workbook was not looked at, so that nobody takes it for checked. */
export function LeftOutNote({ leftOut, language }: { leftOut: LeftOut; language: Language }) {
  return (
    <ul>
      {leftOut.hiddenRows > 0 && <li>{hiddenRowsText(leftOut.hiddenRows, language)}</li>}
      {leftOut.sheets.map((sheet) => (
        <li>{sheetNotReadText(sheet, language)}</li>
      ))}
    </ul>
  );
}
