/** One figure of the benchmark. Without a goal it is there to be read with the others. */
export interface Figure {
  what: string;
  value: number;
  unit: string;
  goal?: { atMost: number } | { atLeast: number };
  /** Its place in a plot: a point, at so many, of a line. */
  plot?: { of: string; line: string; at: number };
}

export const verdictOf = ({ value, goal }: Figure): 'met' | 'missed' | undefined => {
  if (!goal) return undefined;
  return ('atMost' in goal ? value <= goal.atMost : value >= goal.atLeast) ? 'met' : 'missed';
};

/** A plain table, one figure a line. */
export function tableOf(figures: Figure[]): string {
  const lines = figures.map((figure) => [
    figure.what,
    `${rounded(figure.value)} ${figure.unit}`,
    goalText(figure),
    verdictOf(figure) ?? '',
  ]);
  const header = ['', 'measured', 'goal', ''];
  const widths = header.map((_, i) => Math.max(...[header, ...lines].map((line) => line[i]?.length ?? 0)));
  const row = (line: string[]) =>
    line
      .map((cell, i) => (i === 1 ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0)))
      .join('  ')
      .trimEnd();
  return [header, ...lines].map(row).join('\n');
}

export function goalText({ goal }: Figure): string {
  if (!goal) return '';
  return 'atMost' in goal ? `<= ${goal.atMost}` : `>= ${goal.atLeast}`;
}

export const rounded = (value: number) => (value >= 100 ? value.toFixed(0) : value.toFixed(2));
