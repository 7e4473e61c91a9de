/** One line a request and one an error; `correlationId` is what the caller has in `x-request-id`. Nothing that a person sent stands in either: no path, query, header or body. */
export type LogLine =
  | { level: 'INFO'; correlationId: string; method: string; route: string; status: number; ms: number }
  | {
      level: 'ERROR';
      correlationId: string;
      method: string;
      route: string;
      error: { name: string; message: string; stack: string | undefined };
    };

export type Log = (line: LogLine) => void;
