#!/usr/bin/env node
"use strict";
const fs = require("fs"),
  { join } = require("node:path");
const { run } = require("../lib/run");

/**
 * @param {import("../lib/types").Options} options
 * @returns {Promise<import('../lib/types').Result>}
 */
async function main(options) {
  let found = null;
  try {
    found = require("./optional");
  } catch (error) {
    if (error.code !== "MODULE_NOT_FOUND") throw error;
  }
  const ratio = options.width / options.height / 2;
  fs.writeFileSync(join(options.out, "x"), `ratio: ${ratio > 1 ? `wide ${ratio}` : "tall"}`);
  return run(found, { ...options, pattern: /^require\(['"]x['"]\)$/ });
}

module.exports = { main, run };
