// Holds the Markdown report to what reads it: every diagram to Mermaid's own parser, the page to a
// parser of GitHub's tables. Names are hostile on purpose: none of them may become markup.
//
// usage: node check_markdown.mjs PROGRAM SAMPLES

import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const [program, samples] = process.argv.slice(2);
if (!fs.existsSync(path.join(here, 'node_modules', 'mermaid'))) {
  console.error('the parsers are missing: run `npm ci` in test/mermaid');
  process.exit(1);
}

const { JSDOM } = await import('jsdom');
const { window } = new JSDOM('<!DOCTYPE html><body></body>');
globalThis.window = window;
globalThis.document = window.document;
for (const name of ['Element', 'HTMLElement', 'SVGElement', 'Node', 'DocumentFragment', 'NodeFilter',
  'NamedNodeMap', 'DOMParser', 'HTMLFormElement', 'HTMLTemplateElement']) {
  globalThis[name] = window[name];
}
const mermaid = (await import('mermaid')).default;
mermaid.initialize({ startOnLoad: false });
const MarkdownIt = (await import('markdown-it')).default;
// As GitHub does: tables, bare addresses become links, tags are passed on.
const markdown = new MarkdownIt({ html: true, linkify: true });
markdown.linkify.set({ fuzzyLink: false });

const failures = [];
const counts = { pages: 0, diagrams: 0, tables: 0 };
const fail = (page, what) => failures.push(`${page}: ${what}`);

// The status is 1 where the answer is no: that has a page too.
function pageBy(command, ...files) {
  try {
    return execFileSync(program, [command, ...files, '-f', 'markdown'],
      { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch (error) {
    if (error.status === 1) return error.stdout;
    throw error;
  }
}

const pageOf = (file, ...flags) => pageBy('design', file, ...flags);

async function checkDiagrams(page, tokens) {
  for (const token of tokens) {
    if (token.type !== 'fence' || token.info !== 'mermaid') continue;
    counts.diagrams += 1;
    try {
      await mermaid.parse(token.content);
    } catch (error) {
      fail(page, `Mermaid refuses a diagram: ${String(error.message).slice(0, 200)}\n${token.content}`);
    }
  }
}

// The cells of a row, as they are seen.
function columnsOf(tokens, start, end) {
  const rows = [];
  for (let i = start; i < end; i += 1) {
    if (tokens[i].type === 'tr_open') rows.push(0);
    if (tokens[i].type === 'th_open' || tokens[i].type === 'td_open') rows[rows.length - 1] += 1;
  }
  return rows;
}

// A parser pads and cuts rows in silence: they are counted in the source.
function checkTables(page, tokens, lines) {
  tokens.forEach((token, index) => {
    if (token.type !== 'table_open') return;
    counts.tables += 1;
    const end = tokens.findIndex((other, at) => at > index && other.type === 'table_close');
    const columns = columnsOf(tokens, index, end)[0];
    for (const line of lines.slice(token.map[0], token.map[1])) {
      const bars = line.replace(/\\[\\|]/g, '').split('|').length - 1;
      if (bars !== columns + 1) fail(page, `a row of ${bars - 1} cells in ${columns} columns: ${line}`);
    }
  });
}

// What the page is made of; anything else came out of a name.
const OWN_TAGS = [/^<br>$/, /^<details>\n<summary>[^<>]*<\/summary>\n?$/, /^<\/details>\n?$/,
  /^<!-- eventarch design [0-9a-f]{8} -->\n?/, /^<!-- eventarch diff -->\n?/];
const OWN_LINKS = /^https:\/\/[A-Za-z0-9.-]+\.[a-z]+\//;

function checkMarkup(page, tokens, hostile) {
  for (const token of tokens) {
    for (const one of [token, ...(token.children ?? [])]) {
      const html = one.type === 'html_block' || one.type === 'html_inline';
      if (html && !OWN_TAGS.some((tag) => tag.test(one.content))) {
        fail(page, `a tag that is not the report's own: ${one.content}`);
      }
      if (one.type === 'link_open') {
        const target = one.attrGet('href');
        if (!OWN_LINKS.test(target) || target.includes('evil')) fail(page, `a link to ${target}`);
      }
      if (one.type === 'image') fail(page, 'an image');
      if (hostile && one.type === 'text' && /@[A-Za-z0-9]|#[0-9]|GH-[0-9]|(?:^|[^/])www\./.test(one.content)) {
        fail(page, `a mention, a reference or a bare address: ${one.content}`);
      }
    }
  }
}

// Tags in the order of the page: each opened one is closed.
function checkFolds(page, text) {
  let open = 0;
  for (const line of text.split('\n')) {
    if (line === '<details>') open += 1;
    if (line === '</details>') open -= 1;
    if (open < 0 || open > 1) fail(page, 'folds that do not match');
  }
  if (open !== 0) fail(page, 'a fold that is not closed');
}

// Where a page is printed in the log of a build, no line may be a command.
function checkCommands(page, text) {
  for (const line of text.split('\n')) {
    if (/^\s*::|##[A-Za-z]*\[/.test(line)) fail(page, `a command to a build service: ${line}`);
  }
}

async function check(page, text, hostile = false) {
  counts.pages += 1;
  checkCommands(page, text);
  const tokens = markdown.parse(text, {});
  if ([...text].length > 65536) fail(page, `${text.length} characters`);
  await checkDiagrams(page, tokens);
  checkTables(page, tokens, text.split('\n'));
  checkMarkup(page, tokens, hostile);
  checkFolds(page, text);
}

const BROKERS = ['kafka', 'rabbitmq', 'sqs', 'pulsar'];
for (const name of fs.readdirSync(samples).filter((one) => one.endsWith('.yaml')).sort()) {
  const file = path.join(samples, name);
  await check(name, pageOf(file, '-v'));
  for (const broker of BROKERS) {
    await check(`${name} on ${broker}`, pageOf(file, '--set', `decisions.broker=${broker}`));
  }
}

const HOSTILE = ['a|b', 'a\\|b', '`code`', '``', '<script>alert(1)</script>', '](javascript:alert(1))',
  '[x](https://evil.example/)', '![x](https://evil.example/x.png)', '@octocat', 'org/repo#123', '#123',
  'GH-123', '</details>', '</summary><img src=x onerror=alert(1)>', 'a\nb', '\n\n# title', '\u202egnp',
  '\u001b[31mred', 'end', 'END', 'backend', 'the end of', 'x end', 'subgraph', 'click a href', '"', 'say "hi"', '"]; x-->y["', '%%{init: {}}%%',
  '---', '1. one', '- one', '> quoted', '    code', '~~~', '```mermaid', '&lt;b&gt;', '$x$', '**bold**', '_i_',
  'https://evil.example', 'www.evil.example', 'a@evil.example', '<!-- -->', ':::', '::error::x', '##[error]x', 'o---x', 'wrap:', 'é中文😀',
  'x'.repeat(500)];
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'eventarch-markdown-'));
try {
  // JSON is YAML. A broker's own words are in it too: names of queues, keys and event types.
  HOSTILE.forEach((name, index) => {
    const context = {
      name, description: name, use_case: index % 2 ? 'saga' : 'pub_sub', requirements: {},
      producers: [name, `p ${name}`], consumers: [name, `c ${name}`],
      messages: [{ type: name, key: name, payload: { [name]: 'string' } }],
      decisions: { broker: BROKERS[index % BROKERS.length] },
    };
    fs.writeFileSync(path.join(folder, `hostile${index}.yaml`), JSON.stringify({ event_context: context }));
  });
  const plain = path.join(folder, 'plain.yaml');
  fs.writeFileSync(plain, JSON.stringify({ event_context: { use_case: 'saga', requirements: {}, consumers: ['a'] } }));
  for (const [index, name] of HOSTILE.entries()) {
    const file = path.join(folder, `hostile${index}.yaml`);
    await check(`hostile ${JSON.stringify(name)}`, pageOf(file, '-v'), true);
    await check(`changed to ${JSON.stringify(name)}`, pageBy('diff', plain, file, '-v'), true);
    await check(`changed from ${JSON.stringify(name)}`, pageBy('diff', file, plain, '-v'), true);
    fs.writeFileSync(file, JSON.stringify({ event_context: { use_case: name, [name]: 1, requirements: { latency: name } } }));
    await check(`invalid ${JSON.stringify(name)}`, pageOf(file), true);
    await check(`not compared with ${JSON.stringify(name)}`, pageBy('diff', plain, file), true);
  }
  const many = path.join(folder, 'many.yaml');
  const consumers = Array.from({ length: 400 }, (_, index) => `${'consumer-with-a-long-name-'.repeat(6)}${index}`);
  fs.writeFileSync(many, JSON.stringify({ event_context: { use_case: 'pub_sub', requirements: {}, consumers } }));
  for (const broker of BROKERS) {
    await check(`many on ${broker}`, pageOf(many, '-v', '--set', `decisions.broker=${broker}`));
  }
} finally {
  fs.rmSync(folder, { recursive: true });
}

if (counts.diagrams < 100 || counts.tables < 500) fail('all', `too little was checked: ${JSON.stringify(counts)}`);
for (const failure of failures.slice(0, 20)) console.error(failure);
console.log(`${counts.pages} pages, ${counts.diagrams} diagrams, ${counts.tables} tables, ${failures.length} failures`);
process.exit(failures.length ? 1 : 0);
