/** What the operator can correct; its message is shown as it is. */
export class Misuse extends Error {
  override name = 'Misuse';
}
