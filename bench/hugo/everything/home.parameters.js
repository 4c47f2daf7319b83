{{- $counts := partialCached "parameter-names.html" "" -}}
(globalThis.catalogData??=new Map).set("data/parameters",{"names":{{ jsonify $counts.names }},"counts":{{ jsonify $counts.counts }}});
