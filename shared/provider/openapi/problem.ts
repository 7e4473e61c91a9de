import * as z from 'zod';
import { rowCodes } from '#register/certificate/cell.ts';
import { fieldWords, problemWords } from '#web/messages/problems.ts';

const codesOf = <Code extends string>(words: Record<Code, unknown>) => Object.keys(words) as Code[];

const fieldError = z
  .object({
    path: z.string(),
    code: z.enum([...codesOf(fieldWords), ...rowCodes]),
    message: z.string(),
  })
  .meta({ id: 'FieldError' });

/** RFC 9457, with a code of our own. */
export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.enum(codesOf(problemWords)),
    errors: z.array(fieldError).optional(),
  })
  .meta({ id: 'Problem' });
