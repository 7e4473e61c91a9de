import type { MailStates } from './ports.ts';

/** Whether no mail to this address would reach anybody. */
export async function isUndeliverable(
  { mailStates }: { mailStates: Pick<MailStates, 'find'> },
  address: string,
): Promise<boolean> {
  return (await mailStates.find(address)).trouble !== undefined;
}
