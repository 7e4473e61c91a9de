/** One line a request and one an error. Nothing that a person sent stands in either: no path, query, header or body. */
export type LogLine =
  | { level: 'INFO'; requestId: string; method: string; route: string; status: number; ms: number }
  | {
      level: 'ERROR';
      requestId: string;
      method: string;
      route: string;
      error: { name: string; message: string; stack: string | undefined };
    };

export type Log = (line: LogLine) => void;
