import type { Child } from 'hono/jsx';

/** What may be wider or longer than the page, reachable by keyboard; `tall` keeps the table's head in sight. */
export function Scroll({ label, tall, children }: { label: string; tall?: boolean; children: Child }) {
  return (
    <section class={tall ? 'scroll tall' : 'scroll'} tabindex={0} aria-label={label}>
      {children}
    </section>
  );
}
