// One instance of a Lambda function: loads the bundle the way Lambda does, then answers one invocation at a time.
import { createRequire } from 'node:module';
import { join } from 'node:path';

// Node has read it by now; a function's environment has nothing of this system's.
delete process.env.NODE_COMPILE_CACHE;
const [file, exported] = splitHandler(process.env._HANDLER);
// Ends with the local system, however that ends.
process.on('disconnect', () => process.exit());

/** Of the JSON that is handed back, base64 and escaped quotes as they are in it: 100 more than the 6 MB of Lambda's documents. */
const MAX_ANSWER_BYTES = 6_291_556;

const invoke = load();
if (invoke) {
  process.on('message', async ({ id, event, context }) => {
    process.send({ began: id });
    try {
      process.env._X_AMZN_TRACE_ID = context.trace;
      const deadline = Date.now() + context.remainingMs;
      const result = await invoke(event, {
        ...context,
        getRemainingTimeInMillis: () => deadline - Date.now(),
      });
      process.send({ id, result: withinLimit(result ?? null) });
    } catch (error) {
      console.error(error);
      process.send({ id, error: described(error) });
    }
  });
  process.send({ ready: true });
}

function load() {
  try {
    const module = createRequire(import.meta.url)(join(process.env.LAMBDA_TASK_ROOT, `${file}.js`));
    if (typeof module[exported] === 'function') return module[exported];
    throw new TypeError(`${process.env._HANDLER} is not a function`);
  } catch (error) {
    console.error(error);
    process.send({ failed: described(error) }, () => process.exit(1));
    return undefined;
  }
}

function withinLimit(result) {
  const bytes = Buffer.byteLength(JSON.stringify(result));
  if (bytes <= MAX_ANSWER_BYTES) return result;
  throw Object.assign(
    new Error(
      `Response payload size (${bytes} bytes) exceeded maximum allowed payload size (${MAX_ANSWER_BYTES} bytes).`,
    ),
    { name: 'Function.ResponseSizeTooLarge' },
  );
}

function splitHandler(handler) {
  const dot = handler.lastIndexOf('.');
  return [handler.slice(0, dot), handler.slice(dot + 1)];
}

function described(error) {
  return { errorType: error?.name ?? 'Error', errorMessage: error?.message ?? String(error) };
}
