import * as z from 'zod';
import { rowCodes } from '#register/certificate/cell.ts';
import { fieldMessages, problemMessages } from '#web/messages/problems.ts';

const listCodes = <Code extends string>(messages: Record<Code, unknown>) => Object.keys(messages) as Code[];

const fieldError = z
  .object({
    path: z.string(),
    code: z.enum([...listCodes(fieldMessages), ...rowCodes]),
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
    code: z.enum(listCodes(problemMessages)),
    errors: z.array(fieldError).optional(),
  })
  .meta({ id: 'Problem' });
