// What went over the wire, for people to read: secrets shortened, the essential members alone.

import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const ESSENTIAL = [
  'issuer',
  'authorization_endpoint',
  'token_endpoint',
  'code_challenge_methods_supported',
  'access_token',
  'token_type',
  'expires_in',
  'refresh_token',
  'scope',
  'active',
  'client_id',
  'sub',
  'error',
  'error_description',
  'name',
  'principal',
];

// What is secret, or long, beside the server's own tokens.
const PROOFS = ['code', 'code_verifier', 'code_challenge', 'state', 'csrf'];

function shortened(text) {
  return text.replace(/\b(tnr_[a-z]{2}_)([\w-]{4})[\w-]*/g, '$1$2…');
}

function pairs(parameters) {
  const told = [...parameters].map(([name, value]) => {
    if (PROOFS.includes(name) && !value.startsWith('tnr_')) {
      return `${name}=${value.slice(0, 4)}…`;
    }
    return name === 'next' ? `${name}=${value.split('?')[0]}…` : `${name}=${value}`;
  });
  return told.join('  ');
}

function place(url) {
  return `${url.origin}${url.pathname}  ${pairs(url.searchParams)}`.trimEnd();
}

function credentials(header) {
  return header.replace(/Basic ([\w+/=]+)/, (_, sent) => {
    const [id, secret] = decodeURIComponent(Buffer.from(sent, 'base64').toString()).split(':');
    return `Basic ${id}:${secret}`;
  });
}

function members(body) {
  const read = JSON.parse(body);
  const objects = Array.isArray(read) ? read : [read];
  const shown = objects.map((object) => {
    const pairs = ESSENTIAL.filter((name) => name in object).map((name) => `${name}=${object[name]}`);
    return pairs.join('  ');
  });
  return shown.join(' | ');
}

export class Transcript {
  #file;
  #quiet = false;

  constructor(file, title) {
    this.#file = file;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, '');
    this.say(title);
  }

  say(line) {
    const text = shortened(line);
    console.log(text);
    appendFileSync(this.#file, `${text}\n`);
  }

  step(name) {
    this.say(`  ${name}`);
  }

  // Runs something whose requests are too many to be told.
  async quietly(act) {
    this.#quiet = true;
    try {
      return await act();
    } finally {
      this.#quiet = false;
    }
  }

  // `fetch`, told.
  fetch = async (address, options = {}) => {
    const response = await fetch(address, options);
    if (this.#quiet) {
      return response;
    }
    const url = new URL(address);
    const headers = new Headers(options.headers);
    this.say(`    ${options.method ?? 'GET'} ${place(url).slice(url.origin.length)}`);
    if (headers.has('authorization')) {
      this.say(`        Authorization: ${credentials(headers.get('authorization'))}`);
    }
    if (options.body) {
      this.say(`        ${pairs(new URLSearchParams(options.body.toString()))}`);
    }
    const location = response.headers.get('location');
    const isJson = response.headers.get('content-type')?.startsWith('application/json');
    const body = isJson ? members(await response.clone().text()) : '';
    const told = location ? `to ${place(new URL(location, url))}` : body;
    this.say(`        -> ${response.status} ${told}`.trimEnd());
    return response;
  };
}
