import type { Instant } from '#domain/civil-date';

export type Clock = () => Instant;
