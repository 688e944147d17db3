// Drives yaml-language-server over stdio as an editor does. Arguments: where it is installed, the schema.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [work, schema] = process.argv.slice(2).map((path) => resolve(path));
const DOCUMENT = pathToFileURL(resolve(work, "shop.yaml")).href;
const HEAD = `# yaml-language-server: $schema=${pathToFileURL(schema).href}\nversion: 1\nregion: eu-west-1\n`;
const TASK = `taskDefinition:
  family: shop
  containerDefinitions:
    - name: app
      image: nginx
      portMappings:
        - containerPort: \${port}
      environment:
        - { name: A, value: "1" }
`;

const home = resolve(work, "node_modules/yaml-language-server");
const binary = JSON.parse(readFileSync(resolve(home, "package.json"), "utf8")).bin["yaml-language-server"];
const server = spawn(process.execPath, [resolve(home, binary), "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });

let buffer = Buffer.alloc(0);
let lastId = 0;
const answers = new Map();
let onDiagnostics = () => {};

function send(message) {
  const body = Buffer.from(JSON.stringify({ jsonrpc: "2.0", ...message }));
  server.stdin.write(`Content-Length: ${body.length}\r\n\r\n`);
  server.stdin.write(body);
}

function request(method, params) {
  const id = ++lastId;
  send({ id, method, params });
  return new Promise((done) => answers.set(id, done));
}

function receive(message) {
  if (message.method && message.id !== undefined) {
    // What the server asks of an editor: its settings, and leave to register itself.
    const settings = { yaml: { validate: true, completion: true, schemaStore: { enable: false } } };
    const result = message.method === "workspace/configuration" ? message.params.items.map((it) => settings[it.section] ?? null) : null;
    send({ id: message.id, result });
  } else if (message.method === "textDocument/publishDiagnostics") {
    onDiagnostics(message.params);
  } else if (answers.has(message.id)) {
    answers.get(message.id)(message.result);
    answers.delete(message.id);
  }
}

server.stdout.on("data", (chunk) => {
  buffer = Buffer.concat([buffer, chunk]);
  for (;;) {
    const end = buffer.indexOf("\r\n\r\n");
    if (end < 0) return;
    const length = Number(/Content-Length: (\d+)/i.exec(buffer.subarray(0, end).toString())[1]);
    if (buffer.length < end + 4 + length) return;
    const body = buffer.subarray(end + 4, end + 4 + length).toString();
    buffer = buffer.subarray(end + 4 + length);
    receive(JSON.parse(body));
  }
});

let version = 0;
function diagnostics(text) {
  version++;
  const found = new Promise((done) => (onDiagnostics = (params) => done(params.diagnostics)));
  if (version === 1) {
    send({ method: "textDocument/didOpen", params: { textDocument: { uri: DOCUMENT, languageId: "yaml", version, text } } });
  } else {
    send({ method: "textDocument/didChange", params: { textDocument: { uri: DOCUMENT, version }, contentChanges: [{ text }] } });
  }
  return found;
}

async function completions(text) {
  const lines = text.split("\n");
  const line = lines.findIndex((it) => it.includes("|"));
  const character = lines[line].indexOf("|");
  lines[line] = lines[line].replace("|", "");
  await diagnostics(lines.join("\n"));
  const result = await request("textDocument/completion", { textDocument: { uri: DOCUMENT }, position: { line, character } });
  return (result?.items ?? result ?? []).map((item) => item.label);
}

const failures = [];
let checks = 0;
function check(what, holds, found) {
  checks++;
  if (!holds) failures.push(`${what}; found ${JSON.stringify(found)}`);
}

// A fault: the text, a word on the line where it is expected, part of the message.
async function fault(text, word, message) {
  const expected = text.split("\n").findIndex((line) => line.includes(word));
  const found = (await diagnostics(text)).map((it) => `${it.range.start.line}:${it.range.start.character} ${it.message}`);
  const column = text.split("\n")[expected].indexOf(word);
  check(`\`${word}\` is a fault at ${expected}:${column}`, found.length === 1 && found[0].startsWith(`${expected}:${column} `) && found[0].includes(message), found);
}

async function offers(text, wanted, unwanted = []) {
  const found = await completions(text);
  const holds = wanted.every((it) => found.includes(it)) && !unwanted.some((it) => found.includes(it));
  check(`${wanted} is offered`, holds, found.slice(0, 20));
}

await request("initialize", {
  processId: process.pid,
  rootUri: null,
  capabilities: { textDocument: { completion: { completionItem: { snippetSupport: true } }, publishDiagnostics: {} }, workspace: { configuration: true } },
  workspaceFolders: null,
});
send({ method: "initialized", params: {} });

const whole = await diagnostics(HEAD + TASK);
check("a valid descriptor has no fault", whole.length === 0, whole.map((it) => it.message));
await offers(HEAD + TASK + "      |\n", ["stopTimeout", "healthCheck", "secrets"], ["image", "taskDefinitionArn"]);
await offers(HEAD + TASK + "service:\n  |\n", ["serviceName", "desiredCount"], ["cluster", "clientToken"]);
await offers(HEAD + TASK + "service:\n  launchType: |\n", ["FARGATE", "EC2"]);
await offers(HEAD + TASK + "autoScaling:\n  |\n", ["minCapacity", "scalingPolicies"], ["resourceId"]);
await fault(HEAD + TASK + "servce: {}\n", "servce", "servce is not allowed");
await fault(HEAD + TASK.replace("image:", "imge: a\n      image:"), "imge", "imge is not allowed");
await fault(HEAD + TASK + "service: { serviceName: shop, launchType: FARGTE }\n", "FARGTE", "");
await fault(HEAD + TASK + 'service: { serviceName: shop, desiredCount: "2" }\n', '"2"', "");
await fault(HEAD + TASK + "logGroups: [ { name: /ecs/shop, retentionInDays: 31 } ]\n", "31", "");

failures.forEach((failure) => console.log(`editor: FAILED ${failure}`));
console.log(`editor: checks=${checks} failures=${failures.length}`);
server.kill();
process.exit(failures.length === 0 ? 0 : 1);
