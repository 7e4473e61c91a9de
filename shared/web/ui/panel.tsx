import type { Child } from 'hono/jsx';
import { StatusIcon } from './icons.tsx';

type Tone = { tone: 'valid' | 'soon' | 'stop' | 'plain'; icon: Parameters<typeof StatusIcon>[0]['status'] };

const looks = {
  good: { tone: 'valid', icon: 'valid' },
  paused: { tone: 'plain', icon: 'suspended' },
  waiting: { tone: 'soon', icon: 'expiringSoon' },
  wrong: { tone: 'stop', icon: 'revoked' },
  lost: { tone: 'plain', icon: 'notFound' },
} as const satisfies Record<string, Tone>;

/** What holds now, or what was just done, before everything else. `done` is told to a screen reader. */
export function Panel(props: { look: keyof typeof looks; title: string; children?: Child; done?: boolean }) {
  const { look, title, children, done } = props;
  const { tone, icon } = looks[look];
  return (
    <div class={`panel ${tone}`} role={done ? 'status' : undefined}>
      <StatusIcon status={icon} />
      <div>
        <h1>{title}</h1>
        {children}
      </div>
    </div>
  );
}
