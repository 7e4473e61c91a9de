import type { LeftOut } from '#lists/check-list.ts';
import type { Language } from '#register/certificate/credential.ts';

export function hiddenRowsText(count: number, language: Language): string {
  const rows = count.toLocaleString('en');
  if (language === 'zh-HK') return `活頁簿中有${rows}列被隱藏、篩選或劃上刪除線，未有核實。`;
  return count === 1
    ? 'One row is hidden, filtered out or struck through in the workbook, and was not checked.'
    : `${rows} rows are hidden, filtered out or struck through in the workbook, and were not checked.`;
}

export function sheetNotReadText({ name, because }: LeftOut['sheets'][number], language: Language): string {
  if (language === 'zh-HK')
    return because === 'hidden'
      ? `工作表「${name}」已隱藏，未有核實。`
      : `工作表「${name}」沒有證書編號一欄，未有核實。`;
  return because === 'hidden'
    ? `The sheet “${name}” is hidden, and was not checked.`
    : `The sheet “${name}” has no column of certificate numbers, and was not checked.`;
}
