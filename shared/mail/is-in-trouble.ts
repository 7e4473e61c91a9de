import type { MailStates } from './ports.ts';

/** Whether no mail to this address would reach anybody. */
export async function isInTrouble(
  { mailStates }: { mailStates: Pick<MailStates, 'stateOf'> },
  address: string,
): Promise<boolean> {
  return (await mailStates.stateOf(address)).trouble !== undefined;
}
