import type { Instant } from '#register/civil-date.ts';
import { type ApplyDeps, applyPage } from './apply-extension.ts';
import type { OrderStep } from './extension-order.ts';
import { type UndoExtensionDeps, undoExtensionPage } from './undo-extensions.ts';

/** One message of an order's job. What is not to be done any more, or was announced and never stored, is passed over. */
export async function runOrderStep(
  deps: ApplyDeps & UndoExtensionDeps,
  message: OrderStep,
  clock: () => Instant,
): Promise<void> {
  const order = await deps.orders.get(message.provider, message.orderId);
  if (message.step === 'apply' && order?.state === 'applying') await applyPage(deps, order, message, clock);
  if (message.step === 'withdraw' && order?.state === 'withdrawing')
    await undoExtensionPage(deps, order, message, clock);
}
