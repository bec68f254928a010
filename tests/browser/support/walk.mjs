// Every kind of page, one after the other, as people come upon them.

import { asPerson } from './browser.mjs';
import { Partner, pathOf } from './partner.mjs';
import { askForCode, enterCode, heading, openLink, press, signIn } from './steps.mjs';
import { isolated } from './words.mjs';

const SENDER = { client: isolated('Demo Payroll') };
const UNKNOWN = '00000000-0000-4000-8000-000000000000';

/// The consent page of the demo's application, with everything that it may ask for.
function authorization({ credentials: { application } }) {
  const scopes = ['CV', ...['READ', 'EDIT', 'DELETE'].map((what) => `CANDIDATE_${what}_CURRICULUM_EXPERIENCE`)];
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: application.client_id,
    redirect_uri: application.redirect_uri,
    scope: scopes.join(' '),
  });
  return `/api/oauth/user-authorize/index.xhtml?${query}`;
}

/// Calls `look(name, page)` on each page.
export async function everyPage(parts, language, look) {
  // The clock is moved on the way, so each walk begins with a new token.
  const partner = await Partner.of(parts.demo);
  await asPerson(parts, { language }, (page) => newcomer({ ...parts, partner }, language, page, look));
  await asPerson(parts, { language, storageState: parts.candidate }, (page) => candidate(parts, language, page, look));
}

/// The demo's own person, whose record has something of both kinds. Sign-in is counted, so it is done once.
export async function signInCandidate(parts) {
  const { demo } = parts;
  parts.candidate = await asPerson(parts, {}, async (page, context) => {
    await page.goto('/sign-in');
    await signIn(page, demo, demo.credentials.person.email);
    await heading(page, 'en', 'me-title');
    return context.storageState();
  });
}

async function newcomer(parts, language, page, look) {
  const { demo, partner } = parts;
  const address = `new-${language}@example.com`;
  const is = (id, values) => heading(page, language, id, values);

  await page.goto('/');
  await is('home-title');
  await look('home', page);

  await page.goto('/no/such/page');
  await is('problem-not-found-title');
  await look('not-found', page);

  await page.goto('/partner/add/careerHistory#content=1b9d6bcd');
  await page.locator('#cut-short').waitFor();
  await look('landing-cut-short', page);

  await page.goto('/partner/add/batch');
  await is('landing-title');
  await look('landing', page);
  await page.locator('input[name="content"]').fill('1b9d6bcd');
  await page.keyboard.press('Enter');
  await page.locator('#code-error').waitFor();
  await look('landing-wrong', page);

  const first = await partner.push();
  await openLink(page, first.link);
  await is('sign-in-title');
  await look('sign-in', page);
  await page.locator('input[name="email"]').fill('nobody');
  await page.keyboard.press('Enter');
  await page.locator('#email-error').waitFor();
  await look('sign-in-wrong', page);

  await askForCode(page, address);
  await is('code-title');
  await look('code', page);
  await codes(parts, page, address, look, is);

  await is('offer-title', SENDER);
  await look('offer', page);
  await press(page, 'decision', 'decline');
  await is('ended-declined-title');
  await look('declined', page);

  await page.goto('/me');
  await is('me-title');
  await look('me-empty', page);

  const second = await partner.push();
  await openLink(page, second.link);
  await is('continue-title');
  await look('continue', page);
  await press(page, 'account', 'continue');
  await is('offer-title', SENDER);
  await press(page, 'decision', 'accept');
  await is('ended-accepted-title');
  await look('accepted', page);

  await page.goto(pathOf((await partner.push()).link));
  await page.locator('form[action$="/account"] input[name="csrf"]').evaluate((field) => (field.value = 'forged'));
  await press(page, 'account', 'continue');
  await is('problem-form-check-title');
  await look('form-check', page);

  const third = await partner.push();
  await openLink(page, third.link);
  await press(page, 'account', 'continue');
  await is('offer-title', SENDER);
  await demo.advance('PT48H');
  await page.reload();
  await is('ended-expired-title');
  await look('expired', page);
}

/// A wrong code, one too many of them, and the right one.
async function codes({ demo }, page, address, look, is) {
  const wrong = ({ code }) => (code === '00000000' ? '11111111' : '00000000');
  await enterCode(page, wrong(await demo.mailTo(address)));
  await page.locator('#code-error').waitFor();
  await look('code-wrong', page);
  for (let tries = 4; tries > 0; tries -= 1) {
    await Promise.all([page.waitForEvent('load'), enterCode(page, wrong(await demo.mailTo(address)))]);
  }
  await is('code-again-title');
  await look('code-again', page);
  await page.locator('main a[href^="/sign-in"]').click();
  await signIn(page, demo, address);
}

async function candidate({ demo }, language, page, look) {
  const is = (id, values) => heading(page, language, id, values);

  await page.goto('/me');
  await is('me-title');
  for (const summary of await page.locator('summary').all()) await summary.click();
  await look('me', page);

  await page.goto(`/add/${UNKNOWN}`);
  await is('ended-nothing-title');
  await look('nothing', page);

  await page.goto(authorization(demo));
  await is('consent-title', { application: isolated('Demo Job Board') });
  await look('consent', page);

  await page.goto(authorization(demo).replace(demo.credentials.application.client_id, UNKNOWN));
  await is('problem-application-title');
  await look('bad-client', page);

  await page.goto('/demo/outbox');
  await is('outbox-title');
  await look('outbox', page);
}
