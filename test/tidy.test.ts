/**
 * What a machine can hold of our style: who may import whom, how long things may be, which words have one
 * home, and that every source file has a header and a test. Each message says what to do instead.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SRC = join(ROOT, 'src');

/** Lines of a file; tables of constants that a generator wrote would be named here. */
const FILE_WALL = 450;
/** Lines of a function. */
const FUNCTION_WALL = 60;
/** Files of a folder, before it wants a sub-folder with a name. */
const FOLDER_WALL = 12;

/** Which rooms a room may import. Its own files are always allowed. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  base: [],
  structs: ['base'],
  wire: ['base'],
  engine: ['base', 'structs'],
  commands: ['base', 'structs', 'engine'],
  vm: ['base'],
  script: ['base', 'vm'],
  persist: ['base'],
  redlock: ['base'],
  doors: ['base', 'wire', 'engine', 'redlock'],
  'reply-type.ts': [],
  'script-runner.ts': ['base', 'engine', 'persist', 'script'],
  'redis.ts': ['base', 'engine', 'commands', 'doors', 'reply-type.ts', 'script-runner.ts'],
  'redlock.ts': ['redlock', 'doors'],
  'index.ts': ['base', 'engine', 'doors', 'redis.ts', 'reply-type.ts'],
  lab: ['base', 'wire', 'engine', 'doors', 'redlock', 'redis.ts'],
  'lab.ts': ['lab'],
  cli: ['base', 'wire', 'engine', 'doors', 'redis.ts', 'lab'],
};

/** Packages and Node modules by the rooms that may use them; anything else is nobody's. */
const OUTSIDE: Readonly<Record<string, readonly string[]>> = {
  'node:crypto': ['base', 'structs', 'engine', 'script', 'vm', 'redlock', 'lab'],
  'node:async_hooks': ['redlock', 'lab'],
  'node:diagnostics_channel': ['redlock', 'lab'],
  'node:module': ['vm', 'lab', 'cli'],
  'node:net': ['doors', 'cli', 'lab'],
  'node:fs': ['doors', 'cli', 'lab'],
  'node:fs/promises': ['cli'],
  'node:events': ['doors', 'lab'],
  'node:stream': ['doors', 'lab'],
  'node:path': ['cli', 'lab'],
  'node:url': ['cli', 'lab'],
  'node:process': ['cli'],
  'node:perf_hooks': ['cli'],
  'node:v8': ['base', 'cli'],
  commander: ['cli'],
  'cli-progress': ['cli'],
  // What a simulated process is given of Node as it is.
  'node:assert': ['lab'],
  'node:buffer': ['lab'],
  'node:querystring': ['lab'],
  'node:string_decoder': ['lab'],
  'node:util': ['lab'],
  'node:vm': ['lab'],
  'node:zlib': ['lab'],
  // An optional peer: drawn plans are its arbitraries.
  'fast-check': ['lab'],
};

/** Words with one home. */
const HOMES: readonly (readonly [RegExp, RegExp, string])[] = [
  [
    /\bDate\.now\b|\bnew Date\b|\bperformance\.now\b|\bprocess\.hrtime\b/,
    /^(base\/world|cli\/)/,
    'ask the World for the time',
  ],
  [/\bMath\.random\b/, /^base\/world/, 'ask the World for chance'],
  [
    /(?<!\.)\bset(Timeout|Interval)\((?!\))/,
    /^(base\/world|cli\/|lab\/process\/virtual-)/,
    'ask the World for a timer',
  ],
  [/\bprocess\.env\b/, /^cli\//, 'take it as an option; only the command line reads the environment'],
  [/\bconsole\.\w+\(/, /^cli\//, 'return it or call back; only the command line prints'],
  [
    /['`]fengari[/'`]/,
    /^vm\/front\/fengari\.ts$/,
    'go through src/vm/front, the only room that knows fengari',
  ],
];

const BANNED_NAMES = new Set(['utils', 'helpers', 'common', 'misc', 'types', 'manager', 'data']);

interface Source {
  readonly path: string;
  readonly text: string;
  readonly lines: number;
  readonly tree: ts.SourceFile;
}

function filesBelow(folder: string, ending: RegExp): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesBelow(path, ending);
    return ending.test(entry.name) ? [path] : [];
  });
}

const sources: readonly Source[] = filesBelow(SRC, /(?<!\.d)\.ts$/).map((path) => {
  const text = readFileSync(path, 'utf8');
  return {
    path: relative(SRC, path),
    text,
    lines: text.split('\n').length,
    tree: ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true),
  };
});

/** The room of a file: its first folder, or the file itself at the top. */
function roomOf(path: string): string {
  return path.split('/')[0] as string;
}

interface Import {
  readonly from: string;
  readonly typeOnly: boolean;
}

function importsOf(source: Source): readonly Import[] {
  return source.tree.statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) return [];
    const specifier = statement.moduleSpecifier;
    if (specifier === undefined || !ts.isStringLiteral(specifier)) return [];
    return [{ from: specifier.text, typeOnly: isTypeOnly(statement) }];
  });
}

function isTypeOnly(statement: ts.ImportDeclaration | ts.ExportDeclaration): boolean {
  if (ts.isExportDeclaration(statement)) return statement.isTypeOnly;
  const clause = statement.importClause;
  if (clause === undefined) return false;
  if (clause.isTypeOnly) return true;
  const named = clause.namedBindings;
  return (
    clause.name === undefined &&
    named !== undefined &&
    ts.isNamedImports(named) &&
    named.elements.every((element) => element.isTypeOnly)
  );
}

function targetOf(source: Source, from: string): string {
  return relative(SRC, resolve(SRC, dirname(source.path), from));
}

describe('the house', () => {
  it('keeps to the import table', () => {
    const wrong = sources.flatMap((source) => {
      const room = roomOf(source.path);
      return importsOf(source)
        .filter(({ from }) => from.startsWith('.') && !from.endsWith('.lua'))
        .map(({ from }) => roomOf(targetOf(source, from)))
        .filter((target) => target !== room && !(MAY_IMPORT[room] ?? []).includes(target))
        .map(
          (target) => `${source.path} imports ${target}: turn the dependency round, or declare a port here`,
        );
    });
    expect(wrong).toEqual([]);
  });

  it('lets families of commands stand alone', () => {
    const wrong = sources
      .filter((source) => source.path.startsWith('commands/') && source.path !== 'commands/table.ts')
      .flatMap((source) => {
        const family = source.path.split('/')[1];
        return importsOf(source)
          .map(({ from }) => targetOf(source, from))
          .filter((target) => target.startsWith('commands/') && target.split('/')[1] !== family)
          .map((target) => `${source.path} imports ${target}: move what they share to src/engine`);
      });
    expect(wrong).toEqual([]);
  });

  it('uses each outside package in its room only', () => {
    const wrong = sources.flatMap((source) =>
      importsOf(source)
        .filter(({ from }) => !from.startsWith('.') && !from.startsWith('fengari'))
        .filter(({ from }) => !(OUTSIDE[from] ?? []).includes(roomOf(source.path)))
        .map(
          ({ from }) => `${source.path} imports ${from}: name it in the table of this test, or do without`,
        ),
    );
    expect(wrong).toEqual([]);
  });

  it('has no circle of imports that run', () => {
    expect(findCircle()).toEqual([]);
  });
});

/** Circles of types are allowed only where they describe one machine: the kernel of the engine. */
function findCircle(): readonly string[] {
  const edges = new Map(
    sources.map((source) => [
      source.path,
      importsOf(source)
        .filter(
          ({ from, typeOnly }) => from.startsWith('.') && !(typeOnly && roomOf(source.path) === 'engine'),
        )
        .map(({ from }) => targetOf(source, from)),
    ]),
  );
  const state = new Map<string, 'open' | 'done'>();
  const visit = (path: string, trail: readonly string[]): readonly string[] => {
    if (state.get(path) === 'open') return [...trail.slice(trail.indexOf(path)), path];
    if (state.get(path) === 'done') return [];
    state.set(path, 'open');
    for (const next of edges.get(path) ?? []) {
      const circle = visit(next, [...trail, path]);
      if (circle.length > 0) return circle;
    }
    state.set(path, 'done');
    return [];
  };
  for (const path of edges.keys()) {
    const circle = visit(path, []);
    if (circle.length > 0) return circle;
  }
  return [];
}

describe('the walls', () => {
  it(`keeps files within ${FILE_WALL} lines`, () => {
    const long = [...sources, ...testFiles()].filter(({ lines }) => lines > FILE_WALL);
    expect(long.map(({ path, lines }) => `${path} has ${lines} lines: split it by noun`)).toEqual([]);
  });

  it(`keeps functions within ${FUNCTION_WALL} lines`, () => {
    const long = sources.flatMap((source) => longFunctions(source));
    expect(long).toEqual([]);
  });

  it(`keeps folders within ${FOLDER_WALL} files`, () => {
    const counts = new Map<string, number>();
    for (const { path } of sources) counts.set(dirname(path), (counts.get(dirname(path)) ?? 0) + 1);
    const full = [...counts].filter(([, count]) => count > FOLDER_WALL);
    expect(
      full.map(([folder, count]) => `src/${folder} has ${count} files: give a part of them a folder`),
    ).toEqual([]);
  });

  it('names every file for the one idea inside', () => {
    const wrong = sources.filter(({ path }) => {
      const name = (path.split('/').at(-1) as string).replace(/\.ts$/, '');
      return BANNED_NAMES.has(name) || !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name);
    });
    expect(
      wrong.map(({ path }) => `${path}: kebab-case, singular, and a noun that says what is inside`),
    ).toEqual([]);
  });
});

function testFiles(): readonly { path: string; lines: number }[] {
  return filesBelow(join(ROOT, 'test'), /\.ts$/).map((path) => ({
    path: relative(ROOT, path),
    lines: readFileSync(path, 'utf8').split('\n').length,
  }));
}

function longFunctions({ path, tree }: Source): readonly string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && 'body' in node && node.body !== undefined) {
      const first = tree.getLineAndCharacterOfPosition(node.getStart()).line;
      const lines = tree.getLineAndCharacterOfPosition(node.end).line - first + 1;
      if (lines > FUNCTION_WALL) found.push(`${path}:${first + 1} is ${lines} lines long: one job each`);
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

describe('the words', () => {
  it('keeps each word in its home', () => {
    const wrong = sources.flatMap(({ path, text }) =>
      text.split('\n').flatMap((line, index) => {
        const code = line.replace(/^\s*(\/\/|\/?\*).*$/, '');
        return HOMES.filter(([word, home]) => word.test(code) && !home.test(path)).map(
          ([, , instead]) => `${path}:${index + 1} ${instead}`,
        );
      }),
    );
    expect(wrong).toEqual([]);
  });

  it('opens every file with what it is', () => {
    const bare = sources.filter(({ text }) => !/^(#!.*\n)?\/\*\*/.test(text));
    expect(bare.map(({ path }) => `${path}: say in one to six lines what this room is`)).toEqual([]);
  });

  it('documents every export of its public faces', () => {
    const faces = ['index.ts', 'redlock.ts', 'lab.ts'].map((entry) => join(SRC, entry));
    const program = ts.createProgram(faces, {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      allowImportingTsExtensions: true,
      noEmit: true,
      strict: true,
      types: ['node'],
    });
    const checker = program.getTypeChecker();
    const bare = faces.flatMap((face) => {
      const module = checker.getSymbolAtLocation(program.getSourceFile(face) as ts.SourceFile);
      return checker.getExportsOfModule(module as ts.Symbol).filter((symbol) => {
        const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
        return target.getDocumentationComment(checker).length === 0;
      });
    });
    expect(bare.map((symbol) => `${symbol.name}: one sentence of documentation`)).toEqual([]);
  });
});

describe('the tests', () => {
  it('stand beside every source file, or beside its family', () => {
    const tested = new Set(
      filesBelow(join(ROOT, 'test'), /\.test\.ts$/).map((path) =>
        relative(join(ROOT, 'test'), path).replace(/\.test\.ts$/, ''),
      ),
    );
    const covered = (path: string): boolean => {
      const stem = path.replace(/\.ts$/, '');
      if (tested.has(stem)) return true;
      const parts = stem.split('/');
      for (let length = parts.length - 1; length > 0; length--)
        if (tested.has(parts.slice(0, length).join('/'))) return true;
      const family = parts[0] === 'commands' ? `differential/${parts[1]}` : '(none)';
      const covers = (folder: string): boolean =>
        folder === dirname(stem) || (folder.includes('/') && stem.startsWith(`${folder}/`));
      return [...tested].some((test) => covers(dirname(test)) || test.startsWith(family));
    };
    const untested = sources.filter(({ path }) => !covered(path));
    expect(
      untested.map(({ path }) => `${path}: test/${path.replace(/\.ts$/, '.test.ts')} is missing`),
    ).toEqual([]);
  });
});
