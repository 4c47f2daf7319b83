// Judges pages with Lighthouse in one browser: `node run.mjs HOME BROWSER JOBS`, where HOME holds node_modules, JOBS is a JSON list of
// {url, preset: "mobile" | "desktop", categories, throttled}. Prints one JSON line for each job, in order.
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [home, browser, jobs] = process.argv.slice(2);
// Nothing that is judged without performance comes late to our pages.
const IN_A_HURRY = {
  disableFullPageScreenshot: true, pauseAfterFcpMs: 0, pauseAfterLoadMs: 100, networkQuietThresholdMs: 100, cpuQuietThresholdMs: 100,
};
const installed = (file) => import(pathToFileURL(join(home, "node_modules", file)).href);
const { default: lighthouse, desktopConfig, defaultConfig } = await installed("lighthouse/core/index.js");
const { launch } = await installed("chrome-launcher/dist/index.js");
const flags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"];
const chrome = await launch({ chromePath: browser, chromeFlags: flags, logLevel: "silent" });
try {
  for (const { url, preset, categories, throttled } of JSON.parse(jobs)) {
    const settings = { port: chrome.port, logLevel: "silent", onlyCategories: categories };
    if (!throttled) Object.assign(settings, IN_A_HURRY);
    const run = await lighthouse(url, settings, preset === "desktop" ? desktopConfig : defaultConfig);
    console.log(JSON.stringify(summary(run.lhr)));
  }
} finally {
  chrome.kill();
}

function summary(lhr) {
  if (lhr.runtimeError) return { error: lhr.runtimeError.message, scores: {} };
  const scores = {};
  const lost = {};
  for (const [name, { score, auditRefs }] of Object.entries(lhr.categories)) {
    scores[name] = score === null ? null : Math.round(score * 100);
    lost[name] = auditRefs
      .filter(({ id, weight }) => weight > 0 && lhr.audits[id].score !== null && lhr.audits[id].score < 1)
      .map(({ id }) => `${id}: ${lhr.audits[id].displayValue ?? lhr.audits[id].title}${places(lhr.audits[id])}`);
  }
  const insights = Object.values(lhr.audits).filter(({ score, scoreDisplayMode: mode }) => score !== null && score < 1 && mode === "metricSavings")
    .map(({ id, displayValue }) => `${id}: ${displayValue ?? ""}`);
  return { scores, lost, insights, warnings: lhr.runWarnings, benchmark: lhr.environment.benchmarkIndex };
}

function places({ details }) {
  const items = details?.items ?? [];
  return items.slice(0, 3).map(({ node, description, sourceLocation }) => `; ${node?.snippet ?? description ?? sourceLocation?.url ?? ""}`).join("");
}
