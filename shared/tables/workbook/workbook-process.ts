import { convertWorkbook } from './convert-workbook.ts';

/*
 * `node workbook-process FILE` writes the rows of each sheet beside the file, and says on standard output what it found. A process
 * of its own: a workbook is a stranger's input to a large library.
 */

const [, , path = ''] = process.argv;
void convertWorkbook(path).then((answer) => process.stdout.write(JSON.stringify(answer)));
