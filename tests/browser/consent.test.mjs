// An application sends a person to the consent page and gets them back.

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, test } from 'node:test';

import { asPerson, world } from './support/browser.mjs';
import { heading, press, signIn } from './support/steps.mjs';
import { isolated } from './support/words.mjs';

const NAME = 'Kerja Baik';
const SCOPES = [
  'CV',
  'CANDIDATE_READ_CURRICULUM_EXPERIENCE',
  'CANDIDATE_EDIT_CURRICULUM_EXPERIENCE',
];

/// The application's own server, to which people come back.
const back = createServer((_, response) => {
  response.setHeader('content-type', 'text/html');
  response.end('<!DOCTYPE html><html lang="en"><link rel="icon" href="data:,"><title>Back</title><h1>Back</h1>');
});
let application;

const parts = world({
  prepare: async ({ demo }) => {
    await new Promise((resolve) => back.listen(0, '127.0.0.1', resolve));
    application = await demo.addApplication(NAME, redirectUri());
  },
});
after(() => back.close());

const origin = () => `http://127.0.0.1:${back.address().port}`;
const redirectUri = () => `${origin()}/callback`;

function authorization(state) {
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: application.client_id,
    redirect_uri: redirectUri(),
    scope: SCOPES.join(' '),
    state,
  });
  return `/api/oauth/user-authorize/index.xhtml?${query}`;
}

/// Goes to the consent page, signs in, decides, and gives what the application is told.
async function consent({ decision, state, ...options }) {
  const { demo } = parts;
  return asPerson(parts, { elsewhere: [origin()], ...options }, async (page) => {
    await page.goto(authorization(state));
    await heading(page, 'en', 'sign-in-title');
    await signIn(page, demo, `${state}@example.com`);
    await heading(page, 'en', 'consent-title', { application: isolated(NAME) });
    await press(page, 'decision', decision);
    await page.getByRole('heading', { name: 'Back' }).waitFor();
    return new URL(page.url());
  });
}

async function redeem(code) {
  const { demo } = parts;
  const basic = Buffer.from(`${application.client_id}:${application.client_secret}`).toString('base64');
  const answer = await fetch(`${demo.origin}/oauth/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${basic}` },
    body: new URLSearchParams({ grant_type: 'authorization_code', code, redirect_uri: redirectUri() }),
  });
  assert.equal(answer.status, 200, await answer.clone().text());
  const { access_token } = await answer.json();
  return `Basic ${basic},Bearer ${access_token}`;
}

for (const scripts of [true, false]) {
  const how = scripts ? 'with scripts' : 'without scripts';

  test(`accepted ${how}: the application gets a code, a token, the curricula`, async () => {
    const { demo } = parts;
    const state = `accepts-${scripts}`;
    const told = await consent({ decision: 'accept', state, scripts });
    assert.equal(told.origin + told.pathname, redirectUri());
    assert.equal(told.searchParams.get('state'), state);
    assert.equal(told.searchParams.get('iss'), demo.origin);

    const authorization = await redeem(told.searchParams.get('code'));
    const answer = await fetch(`${demo.origin}/api/2/curriculum`, { headers: { authorization } });
    assert.equal(answer.status, 200);
    assert.equal((await answer.json()).length, 1, 'the curriculum of a new person');
  });

  test(`declined ${how}: the application gets access_denied and nothing else`, async () => {
    const state = `declines-${scripts}`;
    const told = await consent({ decision: 'decline', state, scripts });
    assert.equal(told.origin + told.pathname, redirectUri());
    assert.equal(told.searchParams.get('error'), 'access_denied');
    assert.equal(told.searchParams.get('state'), state);
    assert.equal(told.searchParams.get('code'), null);
  });
}

test('an application that asks for another way back is not given the person', async () => {
  await asPerson(parts, {}, async (page) => {
    const answer = await page.goto(authorization('x').replace('callback', 'elsewhere'));
    assert.equal(answer.status(), 400);
    await heading(page, 'en', 'problem-application-title');
  });
});
