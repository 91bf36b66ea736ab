import { checkLaws } from '/work/main/test/laws/check-laws.ts';
import { generateHistory } from '/work/main/test/laws/histories/generate.ts';
import { createRandom } from '/work/main/test/laws/histories/random.ts';
import { CALM, weatherOf } from '/work/main/test/simulation/run-history.ts';

const seed = Number(process.argv[2]);
const h = generateHistory(seed);
try {
  await checkLaws(h, process.argv[3] === 'calm' ? CALM : weatherOf(createRandom(seed)));
  console.log('ok');
} catch (e) {
  console.log(String(e).slice(0, 600));
}
console.log(JSON.stringify(h.store), h.arrivalDecides, [...h.situations].join());
for (const d of h.deliveries) {
  const b = JSON.parse(d.body);
  console.log(
    d.atMs,
    d.topic,
    d.what,
    d.simultaneous,
    b.status ?? b.financial_status,
    b.date_modified_gmt ?? b.updated_at,
    b.total ?? b.total_price,
    JSON.stringify(b.refunds?.map((r: any) => [r.id, r.total])),
    JSON.stringify(b.line_items?.map((r: any) => [r.total, r.total_tax])),
    JSON.stringify(b.fee_lines?.map((r: any) => [r.total, r.total_tax])),
  );
}
process.exit(0);
