// The pages' words, from the Fluent files that the program has.

import { readFileSync } from 'node:fs';

export const LANGUAGES = ['en', 'id', 'es'];

const file = (language) => new URL(`../../../locales/${language}.ftl`, import.meta.url);
const texts = Object.fromEntries(LANGUAGES.map((language) => [language, readFileSync(file(language), 'utf8')]));

/// What others wrote, as it stands inside a sentence: isolated (UAX #9).
export const isolated = (text) => `\u2068${text}\u2069`;

/// A message of one line, with its arguments.
export function message(language, id, values = {}) {
  const line = texts[language].split('\n').find((text) => text.startsWith(`${id} = `));
  if (!line) throw new Error(`no message ${id} of one line in ${language}`);
  return line.slice(`${id} = `.length).replace(/\{ \$([a-z]+) \}/g, (_, name) => values[name]);
}
