// The built program as a child process: `tenure demo` on a free port, with a temporary data folder.

import { execFile, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

const PATIENCE = 60_000;

const program = () => {
  const path = process.env.TENURE_PROGRAM;
  if (!path) throw new Error('TENURE_PROGRAM must name the built program; run: cargo xtask test --only browser');
  return path;
};

/// Resolves with the first line of the program that begins like this.
function lineOf(child, beginning) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no line "${beginning}…" came`)), PATIENCE);
    child.once('exit', (status) => {
      clearTimeout(timer);
      reject(new Error(`the program ended with ${status}: ${child.errors}`));
    });
    child.lines.on('line', (line) => {
      if (!line.startsWith(beginning)) return;
      clearTimeout(timer);
      resolve(line);
    });
  });
}

export class Demo {
  /// Starts a demo. With the samples, waits until they are played.
  static async start({ samples = false } = {}) {
    const folder = await mkdtemp(join(tmpdir(), 'tenure-browser-'));
    const options = samples ? [] : ['--empty'];
    const child = spawn(program(), ['demo', '--listen', '127.0.0.1:0', '--data', folder, ...options], { env: {} });
    child.errors = '';
    child.stderr.on('data', (text) => (child.errors += text));
    child.lines = createInterface({ input: child.stdout });
    const [listening] = await Promise.all([lineOf(child, 'listening on '), lineOf(child, 'All of these credentials')]);
    const demo = new Demo();
    demo.child = child;
    demo.folder = folder;
    demo.origin = listening.slice('listening on '.length);
    demo.credentials = JSON.parse(await readFile(join(folder, 'demo.json'), 'utf8'));
    return demo;
  }

  async stop() {
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGTERM');
    await ended;
    await rm(this.folder, { recursive: true });
  }

  /// Adds an application that may send people back to this address, and gives its credentials.
  async addApplication(name, redirectUri) {
    const words = ['client', 'add', 'application', '--json', '--data', this.folder, '--name', name];
    const { stdout } = await promisify(execFile)(program(), [...words, '--redirect-uri', redirectUri], { env: {} });
    return JSON.parse(stdout);
  }

  /// Moves the demo's clock forward, by an ISO 8601 duration.
  async advance(duration) {
    const answer = await fetch(`${this.origin}/demo/clock`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ advance: duration }),
    });
    if (!answer.ok) throw new Error(`the clock answers ${answer.status}: ${await answer.text()}`);
  }

  /// The newest mail to an address.
  async mailTo(address) {
    const mails = await (await fetch(`${this.origin}/demo/outbox.json`)).json();
    const mail = mails.find(({ to }) => to === address);
    if (!mail) throw new Error(`no mail to ${address}`);
    return mail;
  }
}
