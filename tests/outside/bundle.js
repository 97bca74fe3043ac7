// Is each file (the arguments) a valid FHIR R4 Bundle by the npm package `fhir`, down to fields that do not exist?

const { readFileSync } = require("fs");
const { Fhir } = require("fhir");

const fhir = new Fhir();
let refused = 0;
for (const name of process.argv.slice(2)) {
  const { messages } = fhir.validate(JSON.parse(readFileSync(name, "utf8")), { errorOnUnexpected: true });
  const faults = messages.filter((message) => message.severity === "error" || message.severity === "fatal");
  for (const { location, message } of faults.slice(0, 20)) {
    console.log(`REFUSED ${name}: ${location}: ${message}`);
  }
  refused += faults.length;
}
process.exit(refused ? 1 : 0);
