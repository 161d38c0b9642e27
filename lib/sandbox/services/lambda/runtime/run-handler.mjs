/** Runs an async or callback-style handler to its result; rejects with what it threw. */
export function runHandler(handler, event, context) {
  return new Promise((resolve, reject) => {
    let settled = false;
    let held = null;
    const settle = (finish) => {
      if (settled) return;
      settled = true;
      process.off('beforeExit', onDrained);
      finish();
    };
    // a callback answers when the event loop is empty, unless the context says otherwise
    const done = (error, result) => {
      const finish = () => (error ? reject(error) : resolve(result));
      if (context.callbackWaitsForEmptyEventLoop) held ??= finish;
      else setImmediate(() => settle(finish));
    };
    const onDrained = () => settle(held ?? (() => resolve(null)));
    process.on('beforeExit', onDrained);
    context.done = done;
    context.succeed = (result) => settle(() => resolve(result));
    context.fail = (error) => settle(() => reject(error ?? new Error('handled')));
    let returned;
    try {
      returned = handler(event, context, done);
    } catch (error) {
      settle(() => reject(error));
      return;
    }
    if (typeof returned?.then === 'function') {
      returned.then(
        (result) => settle(() => resolve(result)),
        (error) => settle(() => reject(error)),
      );
    } else if (handler.length < 3 && returned !== undefined) {
      settle(() => resolve(returned));
    }
  });
}
