// Turns the MJML of each line (JSON) into HTML; answers each with the processor's milliseconds and the HTML's length.
import { createInterface } from "node:readline";
import mjml2html from "mjml";

for await (const line of createInterface({ input: process.stdin })) {
  const mjml = JSON.parse(line);
  const begun = process.cpuUsage();
  const { html } = await mjml2html(mjml, { fonts: {} });
  const { user, system } = process.cpuUsage(begun);
  console.log(JSON.stringify([(user + system) / 1000, html.length]));
}
