// Which features of each page on standard input ([html, …], JSON) the mail programs lack: [{feature: [program, …]}, …].
import { readFileSync } from "node:fs";
import { caniemail } from "caniemail";

const clients = ["gmail.*", "outlook.*", "apple-mail.*"];

function lacking(html) {
  const found = {};
  for (const [client, issues] of caniemail({ clients, html }).issues.errors.entries()) {
    for (const { title } of issues) (found[title] ??= []).push(client);
  }
  return found;
}

console.log(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(lacking)));
