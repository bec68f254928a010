// Every test in a line, what failed in full, and how many passed and failed.

const lines = (text, indent) => text.split('\n').map((line) => `${indent}${line}`).join('\n');

const reason = (error) => {
  const cause = error?.cause ?? error;
  return cause?.stack ?? String(cause);
};

export default async function* report(events) {
  let passed = 0;
  let failed = 0;
  for await (const { type, data } of events) {
    if (type === 'test:stderr' || type === 'test:stdout') yield data.message;
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    const indent = '  '.repeat(data.nesting);
    const seconds = (data.details.duration_ms / 1000).toFixed(1);
    const good = type === 'test:pass';
    yield `${indent}${good ? 'ok' : 'FAILED'} ${data.name} (${seconds} s)\n`;
    if (good) {
      passed += 1;
      continue;
    }
    // A test whose parts failed is counted by its parts.
    if (data.details.error?.failureType === 'subtestsFailed') continue;
    failed += 1;
    yield `${lines(reason(data.details.error), `${indent}  `)}\n`;
  }
  yield `${passed} passed, ${failed} failed\n`;
}
