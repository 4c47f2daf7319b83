// A plan and a recipe as the catalog publishes them: `plan.js` of a server, `targets.js` of all.
// generator/model/plan.py and generator/exporters/target.py say what each field means.
// SPDX-License-Identifier: Apache-2.0
import type { Scope } from "./text";

export type Effect = "allow" | "ask" | "deny";

export interface PlannedParameter { name: string; types: string[]; kind: string; required: boolean }

export interface PlannedTool {
  name: string;
  effect: Effect;
  visibility: "visible" | "hidden";
  reason: string;
  limit: object | null;
  constraints: object[];
  parameters: PlannedParameter[] | null;
  claims_read_only: boolean;
  category: string | null;
  risk: string | null;
}

export interface PlannedServer {
  slug: string;
  key: string;
  name: string;
  package: string | null;
  url: string | null;
  unlisted: Effect | null;
  tools: PlannedTool[];
  arguments: PlannedParameter[];
}

export interface Plan { posture: string; servers: PlannedServer[] }
/** Of one server; `others` are tools that the captured release does not offer. */
export interface ServerPlan extends Plan { others: PlannedTool[] }

export interface NameRule {
  of: string; once?: string; keep?: string; with?: string; limit?: number; shorten?: number; cut?: number; skip?: string; unique?: boolean;
}
export interface Document {
  file: string; language: string; where: string; format: string; per?: string; if?: Scope; root: unknown; verbatim?: string;
}
export interface RemarkRule { what: string; say: string; if: Scope; each?: string; least?: string }

export interface Recipe {
  target: string;
  label: string;
  where: string;
  addressing: string;
  names?: { server?: Record<string, NameRule>; tool?: Record<string, NameRule> };
  documents: Document[];
  lost?: RemarkRule[];
  warnings?: RemarkRule[];
}

export interface Posture {
  name: string;
  meaning: string;
  unlisted: Effect;
  denies: { risks: string[]; effects: string[]; modifies: boolean | null; visibility: "visible" | "hidden" }[];
}

/** What `assets/targets.js` holds. */
export interface Targets {
  targets: Recipe[];
  postures: Posture[];
  read_only_categories: string[];
  /** Engine, version and date of each verified target. */
  verified: Record<string, string>;
}

export interface PolicyFile { name: string; language: string; where: string; text: string }
export interface Remark { what: string; say: string; server: string; tools: string[] }
export interface Printed { files: PolicyFile[]; lost: Remark[]; warnings: Remark[] }
