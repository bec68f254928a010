// openid-client, as it comes, against a running `tenure demo`: code + PKCE, refresh, introspection, revocation.
//
//   node client.mjs demo.json public.json transcript.txt
//
// demo.json is what the demo wrote, public.json what `tenure client add application --public --json` printed.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as client from 'openid-client';

import { Person } from './person.mjs';
import { Transcript } from './transcript.mjs';

const [demoFile, publicFile, transcriptFile] = process.argv.slice(2);
const demo = JSON.parse(readFileSync(demoFile, 'utf8'));
const native = JSON.parse(readFileSync(publicFile, 'utf8'));
const library = JSON.parse(readFileSync(new URL('node_modules/openid-client/package.json', import.meta.url), 'utf8'));

const transcript = new Transcript(transcriptFile, `openid-client ${library.version} on Node ${process.versions.node}`);
const person = new Person(transcript.fetch, demo.base_url, demo.person.email);

const SCOPE = 'cv candidate_read_curriculum_experience';
const AT_ONCE = 50;

// Who asks: with which library settings, and how the InfoJobs contract's operations see it.
const { client_id: id, client_secret: secret, redirect_uri } = demo.application;
const confidential = (authentication) => ({ id, secret, authentication, redirectUri: redirect_uri });
const basic = confidential(client.ClientSecretBasic(secret));
const post = confidential(client.ClientSecretPost(secret));
// A native app listens on a port of the moment (RFC 8252 §7.3).
const [registered] = native.redirect_uris;
const portOfTheMoment = registered.replace('127.0.0.1', '127.0.0.1:51004');
const withoutSecret = { id: native.client_id, secret: '', authentication: client.None(), redirectUri: portOfTheMoment };

async function discover({ id, authentication }) {
  transcript.step('discovery');
  return client.discovery(new URL(demo.base_url), id, undefined, authentication, {
    algorithm: 'oauth2',
    execute: [client.allowInsecureRequests], // the demo is plain http, on loopback alone
    [client.customFetch]: transcript.fetch,
  });
}

// Sends the person to the server, and gives the way back with what the library must check there.
async function ask(config, { redirectUri }, decision) {
  transcript.step(`the person is asked, and chooses to ${decision}`);
  const pkceCodeVerifier = client.randomPKCECodeVerifier();
  const expectedState = client.randomState();
  const request = client.buildAuthorizationUrl(config, {
    redirect_uri: redirectUri,
    scope: SCOPE,
    state: expectedState,
    code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: 'S256',
  });
  return [await person.decide(request, decision), { pkceCodeVerifier, expectedState }];
}

async function granted(config, application) {
  const [back, checks] = await ask(config, application, 'accept');
  transcript.step('the code is redeemed');
  return client.authorizationCodeGrant(config, back, checks);
}

async function opensCurricula({ id, secret }, { access_token: token }) {
  const authorization = `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')},Bearer ${token}`;
  const response = await transcript.fetch(`${demo.base_url}/api/2/curriculum`, { headers: { authorization } });
  return response.status === 200 && (await response.json())[0].code === demo.person.curriculum_id;
}

async function refused(promise, status, error) {
  await assert.rejects(promise, (thrown) => thrown.status === status && thrown.error === error);
}

async function whole(application) {
  const config = await discover(application);
  const first = await granted(config, application);
  assert.equal(first.scope, SCOPE);
  transcript.step('the access token is used');
  assert.ok(await opensCurricula(application, first));

  transcript.step('refresh, retry, and use');
  const second = await client.refreshTokenGrant(config, first.refresh_token);
  assert.notEqual(second.refresh_token, first.refresh_token);
  const retried = await client.refreshTokenGrant(config, first.refresh_token);
  assert.equal(retried.refresh_token, second.refresh_token, 'a retry gets the same successor');
  assert.ok(await opensCurricula(application, second));

  transcript.step('introspection');
  const look = (token) => client.tokenIntrospection(config, token);
  if (application.secret) {
    const active = await look(second.access_token);
    assert.deepEqual([active.active, active.client_id, active.scope], [true, application.id, SCOPE]);
    assert.equal((await look(first.refresh_token)).active, false, 'rotated');
  } else {
    // 401 comes with a challenge, which the library tells in the place of the error.
    await refused(look(second.access_token), 401, undefined);
  }

  transcript.step('revocation, after which nothing works');
  await client.tokenRevocation(config, second.refresh_token);
  assert.ok(!(await opensCurricula(application, second)), 'access tokens end with their grant');
  await refused(client.refreshTokenGrant(config, second.refresh_token), 400, 'invalid_grant');
  if (application.secret) {
    assert.equal((await look(second.access_token)).active, false);
  }
}

const scenarios = {
  'code, PKCE, refresh, introspection and revocation with client_secret_basic': () => whole(basic),
  'code, PKCE, refresh, introspection and revocation with client_secret_post': () => whole(post),
  'code, PKCE, refresh and revocation without a secret, on a port of the moment': () => whole(withoutSecret),

  'a person who declines': async () => {
    const config = await discover(basic);
    const [back, checks] = await ask(config, basic, 'decline');
    await refused(client.authorizationCodeGrant(config, back, checks), undefined, 'access_denied');
  },

  'a code that another way back brings is refused': async () => {
    const config = await discover(basic);
    const [stolen] = await ask(config, basic, 'accept');
    const [back, checks] = await ask(config, basic, 'accept');
    back.searchParams.set('code', stolen.searchParams.get('code'));
    transcript.step('the code of the first is redeemed as that of the second');
    await refused(client.authorizationCodeGrant(config, back, checks), 400, 'invalid_grant');
  },

  [`${AT_ONCE} refreshes of one token at once`]: async () => {
    const config = await discover(basic);
    const first = await granted(config, basic);
    transcript.step('the race');
    const answers = await transcript.quietly(() =>
      Promise.all(Array.from({ length: AT_ONCE }, () => client.refreshTokenGrant(config, first.refresh_token))),
    );
    const successors = new Set(answers.map((answer) => answer.refresh_token));
    const access = new Set(answers.map((answer) => answer.access_token));
    transcript.say(`    ${AT_ONCE} x POST /oauth/token grant_type=refresh_token refresh_token=${first.refresh_token}`);
    transcript.say(`        -> ${answers.length} x 200, ${successors.size} refresh_token, ${access.size} access_token`);
    assert.deepEqual([answers.length, successors.size, access.size], [AT_ONCE, 1, 1]);
    transcript.step('nobody is logged out, and the family goes on');
    assert.ok(await opensCurricula(basic, first));
    assert.ok(await opensCurricula(basic, answers[0]));
    const next = await client.refreshTokenGrant(config, answers[0].refresh_token);
    assert.ok(await opensCurricula(basic, next));
  },
};

let failed = 0;
for (const [name, run] of Object.entries(scenarios)) {
  transcript.say(`\n${name}`);
  try {
    await run();
    transcript.say(`PASS ${name}`);
  } catch (error) {
    failed += 1;
    transcript.say(`${error.stack}${error.cause ? `\n${error.cause}` : ''}`);
    transcript.say(`FAIL ${name}`);
  }
}
process.exitCode = failed === 0 ? 0 : 1;
