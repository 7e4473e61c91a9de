import * as z from 'zod';

const wish = z.object({ action: z.enum(['stop', 'resume']), scope: z.enum(['certificate', 'type', 'all']) });

/** What a button says; undefined for what no button of ours does. */
export function wishOf(form: Record<string, string>): z.infer<typeof wish> | undefined {
  return wish.safeParse(form).data;
}
