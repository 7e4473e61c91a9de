import * as z from 'zod';

const formAction = z.object({
  action: z.enum(['stop', 'resume']),
  scope: z.enum(['certificate', 'type', 'all']),
});

/** What a button says; undefined for what no button of ours does. */
export function readFormAction(form: Record<string, string>): z.infer<typeof formAction> | undefined {
  return formAction.safeParse(form).data;
}
