// Outlives the local system by a moment: when that ends without having stopped its children (SIGKILL closes this
// channel too), it ends them by their ids, and then itself.
const pids = new Set();

process.on('message', ({ watch, forget }) => {
  if (watch) pids.add(watch);
  if (forget) pids.delete(forget);
});
process.on('disconnect', () => {
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It had ended by itself.
    }
  }
  process.exit();
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {});
