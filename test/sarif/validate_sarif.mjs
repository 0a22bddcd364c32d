// Holds SARIF reports to the official schema of SARIF 2.1.0, and to what GitHub's code scanning asks
// on top of it.
//
// usage: node validate_sarif.mjs FOLDER

import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const [folder] = process.argv.slice(2);
if (!fs.existsSync(path.join(here, 'node_modules', 'ajv'))) {
  console.error('the schema is missing: run `npm ci` in test/sarif');
  process.exit(1);
}

const require = createRequire(import.meta.url);
const Ajv = require('ajv');
const schema = require('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
// The schema is one of draft 4.
const ajv = new Ajv({ schemaId: 'id', meta: false, allErrors: true });
ajv.addMetaSchema(require('ajv/lib/refs/json-schema-draft-04.json'));
const valid = ajv.compile(schema);

const failures = [];
let page = '';
const fail = (what) => failures.push(`${page}: ${what}`);
const expect = (truth, what) => { if (!truth) fail(what); };
const isText = (text) => typeof text === 'string' && text.length > 0 && [...text].length <= 1024;

function checkRules(rules) {
  expect(rules.length >= 40, `only ${rules.length} rules`);
  expect(new Set(rules.map((rule) => rule.id)).size === rules.length, 'two rules of one id');
  for (const rule of rules) {
    expect(isText(rule.shortDescription.text), `${rule.id}: shortDescription`);
    expect(isText(rule.fullDescription.text), `${rule.id}: fullDescription`);
    expect(rule.help.text.length > 0 && rule.help.markdown.length > 0, `${rule.id}: help`);
    expect(rule.name.length <= 255, `${rule.id}: name`);
    expect(rule.properties.tags.length <= 20, `${rule.id}: tags`);
  }
}

function checkPlace(location) {
  const { artifactLocation, region } = location.physicalLocation;
  const { startLine, startColumn, endLine, endColumn } = region;
  expect(Math.min(startLine, startColumn, endLine, endColumn) >= 1, 'a number below 1');
  expect(endLine > startLine || endColumn > startColumn, 'an empty region');
  // As a relative reference, the path comes back as it was, and adds nothing else.
  const base = 'https://root.example/';
  const url = new URL(artifactLocation.uri, base);
  expect(url.href.startsWith(base) && url.search === '' && url.hash === '', `uri ${url.href}`);
  expect(/^[\x21-\x7e]+$/.test(artifactLocation.uri), 'a character in a uri');
  expect(artifactLocation.uriBaseId === '%SRCROOT%', 'no base');
}

function checkResult(result, rules) {
  expect(isText(result.message.text), 'message');
  expect(result.locations.length === 1, 'locations');
  const rule = rules[result.ruleIndex];
  expect(rule && rule.id === result.ruleId, `${result.ruleId}: ruleIndex`);
  expect(/^[0-9a-f]{32}$/.test(result.partialFingerprints.primaryLocationLineHash), 'fingerprint');
  result.locations.forEach(checkPlace);
  (result.relatedLocations ?? []).forEach((related, index) => {
    checkPlace(related);
    expect(related.id === index + 1, 'id of a related place');
  });
}

function check(name, log) {
  page = name;
  if (!valid(log)) fail(ajv.errorsText(valid.errors).slice(0, 600));
  expect(typeof log.$schema === 'string', 'no $schema');
  expect(log.runs.length === 1 && Array.isArray(log.runs[0].results), 'no results');
  const [run] = log.runs;
  expect(run.columnKind === 'unicodeCodePoints', 'columnKind');
  expect(run.invocations[0].executionSuccessful === true, 'executionSuccessful');
  checkRules(run.tool.driver.rules);
  for (const result of run.results) checkResult(result, run.tool.driver.rules);
  return run.results.length;
}

let reports = 0;
let results = 0;
for (const file of fs.readdirSync(folder).filter((name) => name.endsWith('.sarif'))) {
  results += check(file, JSON.parse(fs.readFileSync(path.join(folder, file), 'utf8')));
  reports += 1;
}
// The schema must be able to refuse.
const broken = JSON.parse(fs.readFileSync(path.join(folder, 'failing.sarif'), 'utf8'));
delete broken.runs[0].results[0].message;
if (valid(broken)) failures.push('the schema takes a result without a message');
if (reports < 10 || results < 30) failures.push(`only ${reports} reports with ${results} results`);

console.log(`${reports} reports, ${results} results`);
if (failures.length > 0) {
  console.error(failures.slice(0, 20).join('\n'));
  process.exit(1);
}
