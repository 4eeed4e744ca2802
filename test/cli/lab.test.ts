/** The `lab` subcommands as users run them. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildCommandLine, type CommandLine } from '../support/command-line.ts';

const folder = mkdtempSync(join(tmpdir(), 'tidelock-lab-'));
let tidelock: CommandLine;
beforeAll(async () => {
  tidelock = await buildCommandLine();
});
afterAll(() => {
  tidelock.remove();
  rmSync(folder, { recursive: true });
});

const file = (name: string) => join(folder, name);
const BROKEN = ['--library', 'redlock@5', '--seed', '46', '--seeds', '4', '--shrink', '20'];

describe('tidelock lab run', () => {
  it('shows what a library breaks, ends with code 1, and its token repeats it', async () => {
    const { code, stdout, stderr } = await tidelock.run([
      'lab',
      'run',
      ...BROKEN,
      ...['--html', file('run.html'), '--json', file('run.json'), '--junit', file('run.xml')],
    ]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^redlock@5 at the port level: seeds 46 to 49, \d+ acquisitions/);
    expect(stdout).toMatch(/deadline +BROKEN in \d+ of 4 runs/);
    expect(stderr).toContain(`written: ${file('run.html')}`);
    expect(readFileSync(file('run.html'), 'utf8')).toContain('inside the declared assumptions: a bug');
    const report = JSON.parse(readFileSync(file('run.json'), 'utf8')) as {
      libraries: readonly { promises: readonly { promise: string; outcome: string }[] }[];
    };
    expect(report.libraries[0]?.promises).toContainEqual(
      expect.objectContaining({ promise: 'deadline', outcome: 'inside' }),
    );
    expect(readFileSync(file('run.xml'), 'utf8')).toContain('<failure type="deadline"');
    const [, token = ''] = /replay: tidelock lab replay (\S+)/.exec(stdout) ?? [];
    const replayed = await tidelock.run([
      'lab',
      'replay',
      token,
      ...['--html', file('replay.html'), '--svg', file('replay.svg'), '--history', file('replay.jsonl')],
    ]);
    expect(replayed.code).toBe(1);
    expect(replayed.stdout).toContain(token);
    expect(replayed.stdout).toMatch(/^ +\d+\.\d+ s ! .*Nothing that was declared had been broken: a bug\.$/m);
    expect(readFileSync(file('replay.svg'), 'utf8')).toMatch(/^<svg .*<\/svg>\n$/s);
    expect(readFileSync(file('replay.jsonl'), 'utf8').split('\n')[0]).toContain('"kind":"run"');
  });

  it('ends with code 0 when every promise is kept', async () => {
    const { code, stdout } = await tidelock.run([
      'lab',
      'run',
      '-l',
      'tidelock',
      '-n',
      '3',
      '--faults',
      'drift,pause',
    ]);
    expect([code, stdout]).toEqual([0, expect.stringMatching(/exclusion +kept\n/)]);
  });

  it.concurrent.each([
    [
      'a library that nobody knows',
      ['-l', 'zookeeper'],
      /no library is called zookeeper: there are tidelock, redlock@4/,
    ],
    [
      'a fault that is none',
      ['-l', 'tidelock', '--faults', 'rain'],
      /no fault is called rain: there are pause,/,
    ],
    ['an assumption that is none', ['-l', 'tidelock', '--beyond', 'luck'], /no assumption is called luck/],
    ['a level that is none', ['-l', 'tidelock', '--level', 'tcp'], /there are port, socket/],
    ['too many instances', ['-l', 'tidelock', '-i', '10'], /a whole number from 1 to 9 is wanted/],
    ['no library', [], /required option '-l, --library <name>' not specified/],
  ])('says what is wrong with %s', async (_title, args, text) => {
    const { code, stderr } = await tidelock.run(['lab', 'run', ...args]);
    expect([code, stderr]).toEqual([1, expect.stringMatching(text)]);
  });

  it('says which file it cannot write', async () => {
    const { code, stderr } = await tidelock.run([
      'lab',
      'run',
      '-l',
      'tidelock',
      '-n',
      '1',
      '--json',
      '/nowhere/x',
    ]);
    expect([code, stderr]).toEqual([1, expect.stringContaining('cannot write /nowhere/x')]);
  });
});

describe('tidelock lab explore', () => {
  it('goes through every order, and shows the smallest that breaks a promise', async () => {
    const page = file('explore.html');
    const { code, stdout } = await tidelock.run([
      ...['lab', 'explore', '--library', 'redlock@5', '--late', '1', '--html', page],
    ]);
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /^redlock@5, 2 clients on 3 instances: all \d+ runs with at most 1 late messages of about \d+, by 2, 60, 120 ms;/,
    );
    expect(stdout).toMatch(/deadline +broken inside with 1 late, in run \d+/);
    expect(stdout).toContain('replay: tidelock lab replay tl1-');
    expect(readFileSync(page, 'utf8')).toContain('inside the declared assumptions: a bug');
  });

  it('says when every promise is kept', async () => {
    const { code, stdout } = await tidelock.run(['lab', 'explore', '-l', 'redlock@4', '--late', '1']);
    expect([code, stdout.split('\n')[1]]).toEqual([0, '  every promise kept']);
  });
});

describe('tidelock lab replay', () => {
  it.concurrent.each([
    ['no token', 'nonsense', 'a replay token begins with tl1-'],
    ['half a token', 'tl1-abcdefghijkl', 'the replay token is damaged'],
  ])('says what is wrong with %s', async (_title, token, text) => {
    const { code, stderr } = await tidelock.run(['lab', 'replay', token]);
    expect([code, stderr]).toEqual([1, expect.stringContaining(text)]);
  });
});

describe('tidelock lab list', () => {
  it('names libraries with their versions, faults, assumptions and promises', async () => {
    const { code, stdout } = await tidelock.run(['lab', 'list']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/tidelock +ours\n +redlock@4 +4\.2\.0\n/);
    expect(stdout).toMatch(/pause, suspend, kill.*clock-rate, clock-step, amnesia.*exclusion +No two/s);
  });
});

describe('tidelock lab compare', () => {
  it('prints a matrix, and is no failure when libraries are', async () => {
    const { code, stdout } = await tidelock.run([
      'lab',
      'compare',
      ...[
        '--libraries',
        'tidelock,redlock@5',
        '--seed',
        '46',
        '--seeds',
        '4',
        '--shrink',
        '10',
        '--html',
        file('matrix.html'),
      ],
    ]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^\| promise \| tidelock \| redlock@5 \|\n/);
    expect(stdout).toMatch(/\| deadline \| kept \| \*\*broken, \d of 4\*\* \[1\] \|/);
    expect(stdout).toMatch(/`tidelock lab replay tl1-/);
    expect(readFileSync(file('matrix.html'), 'utf8')).toContain('<td class="inside"><details>');
  });
});
