// Every import statement of a tree and what the TypeScript compiler's own resolution makes of it, one JSON row a line.
// Arguments: the folder of the `typescript` package, the root of the tree. Files to read come on standard input.
const path = require("path");
const ts = require(process.argv[2]);
const root = ts.sys.realpath(path.resolve(process.argv[3]));
const configs = new Map();
const cache = new Map();

function parsed(file) {
  if (!configs.has(file)) {
    const read = ts.readConfigFile(file, ts.sys.readFile);
    configs.set(file, ts.parseJsonConfigFileContent(read.config || {}, ts.sys, path.dirname(file), {}, file));
  }
  return configs.get(file);
}

// The nearest configuration that takes the file in, its references asked after it; else the nearest one.
function options(file) {
  let nearest;
  for (let folder = path.dirname(file); folder.startsWith(root); folder = path.dirname(folder)) {
    for (const name of ["tsconfig.json", "jsconfig.json"]) {
      const config = path.join(folder, name);
      if (!ts.sys.fileExists(config)) continue;
      const here = parsed(config);
      const near = (here.projectReferences || []).map((one) => ts.resolveProjectReferencePath(one));
      const sides = near.filter((one) => ts.sys.fileExists(one) && !/[\\/][tj]sconfig\.json$/.test(one));
      for (const one of [here, ...sides.map(parsed)]) {
        nearest = nearest || one.options;
        if (one.fileNames.includes(file)) return one.options;
      }
      break;
    }
  }
  return nearest || {};
}

function specifiers(source, script) {
  const out = [];
  const add = (node, text) => out.push([source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1, text]);
  const literal = (node) => node && ts.isStringLiteralLike(node) && node.text;
  const visit = (node) => {
    if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && literal(node.moduleSpecifier))
      add(node, node.moduleSpecifier.text);
    else if (ts.isImportEqualsDeclaration(node) && ts.isExternalModuleReference(node.moduleReference))
      add(node, literal(node.moduleReference.expression));
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node, literal(node.argument.literal));
    else if (ts.isCallExpression(node) && literal(node.arguments[0])) {
      const called = node.expression;
      if (called.kind === ts.SyntaxKind.ImportKeyword) add(node, node.arguments[0].text);
      else if (ts.isIdentifier(called) && called.text === "require" && node.arguments.length === 1)
        add(node, node.arguments[0].text);
    }
    for (const doc of script ? node.jsDoc || [] : []) ts.forEachChild(doc, visit);
    if (node.kind === ts.SyntaxKind.JSDocImportTag && node.moduleSpecifier) add(node, literal(node.moduleSpecifier));
    ts.forEachChild(node, visit);
  };
  visit(source);
  for (const one of source.referencedFiles) out.push([source.getLineAndCharacterOfPosition(one.pos).line + 1, one.fileName]);
  return out;
}

const host = ts.sys; // links of a workspace are followed to the package itself
for (const name of require("fs").readFileSync(0, "utf8").split("\n").filter(Boolean)) {
  const file = path.join(root, name);
  const script = /\.[mc]?jsx?$/.test(file);
  const text = ts.sys.readFile(file);
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const own = options(file);
  const extra = process.argv[4] ? { customConditions: process.argv[4].split(',') } : {};
  const wanted = { ...own, ...extra, allowJs: true, resolveJsonModule: true, allowArbitraryExtensions: false };
  const classic = own.moduleResolution === undefined || own.moduleResolution === ts.ModuleResolutionKind.Classic;
  if (classic || own.moduleResolution === ts.ModuleResolutionKind.Node10) wanted.moduleResolution = ts.ModuleResolutionKind.Bundler;
  for (const [line, said] of specifiers(source, script)) {
    const found = ts.resolveModuleName(said, file, wanted, host).resolvedModule;
    const target = found && path.relative(root, found.resolvedFileName);
    const inside = target && !target.startsWith("..") && !target.includes("node_modules");
    if (said) console.log(JSON.stringify([name, line, said, inside ? target.split(path.sep).join("/") : ""]));
  }
}
