// Reads bills of materials (CycloneDX, JSON) and refuses what is under a licence that is not on the list.
import { readFileSync } from "node:fs";

const allowed = new Set(["MIT", "Apache-2.0", "0BSD", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MS-PL"]);

// Under terms of its own, which allow its distribution with a program. It comes with SqlClient and is used on Windows only.
const exceptions = new Set(["Microsoft.Data.SqlClient.SNI.runtime"]);

const refused = [];
let count = 0;
for (const file of process.argv.slice(2)) {
  for (const part of JSON.parse(readFileSync(file, "utf8")).components) {
    count++;
    const names = (part.licenses ?? []).map(entry => entry.expression ?? entry.license?.id ?? entry.license?.name ?? "unknown");
    if (!names.some(name => allowed.has(name)) && !exceptions.has(part.name))
      refused.push(`${part.name} ${part.version}: ${names.join(", ") || "no licence named"}`);
  }
}

for (const line of refused) console.log(line);
console.log(`${count} components, ${refused.length} under a licence that is not on the list.`);
process.exit(refused.length > 0 || count === 0 ? 1 : 0);
