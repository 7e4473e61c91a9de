import type { Instant } from '#register/civil-date.ts';

export type Clock = () => Instant;
