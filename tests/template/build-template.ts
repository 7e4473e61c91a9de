import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { templateModule } from './template.ts';

/** `npm run template`: writes the workbook that providers download, as the module that the console serves it from. */
const target = join(import.meta.dirname, '../../shared/import/console/template-file.ts');
writeFileSync(target, templateModule());
