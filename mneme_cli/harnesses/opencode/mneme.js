// mneme in OpenCode: asks `mneme hook opencode MOMENT` before a tool writes, after it has, and when the agent would stop.
// Put here by `mneme install opencode`, and written anew by it. OpenCode waits for a hook for ever, so this one never does.

import { spawn } from "node:child_process"
import { readFileSync } from "node:fs"
import { join } from "node:path"

const MNEME = "mneme"
const PATIENCE = { "pre-tool": 10_000 }
const LONG = 30_000
const READERS = new Set("read grep glob list webfetch websearch codesearch todowrite todoread task skill question lsp".split(" "))

/** Ask mneme once; whatever goes wrong is said in one line, as `failed`. */
function ask(moment, event) {
  return new Promise((done) => {
    let out = ""
    let child
    const end = (answer) => { clearTimeout(timer); done(answer) }
    const timer = setTimeout(() => { child?.kill("SIGKILL"); end({ failed: "mneme did not answer in time" }) }, PATIENCE[moment] ?? LONG)
    try {
      child = spawn(MNEME, ["hook", "opencode", moment], { cwd: event.cwd, stdio: ["pipe", "pipe", "ignore"] })
    } catch (error) {
      return end({ failed: `mneme cannot be started (${error.code ?? error})` })
    }
    child.on("error", (error) => end({ failed: error.code === "ENOENT" ? "mneme is not installed here" : `mneme cannot be started (${error.code})` }))
    child.stdout.on("data", (part) => { out += part })
    child.on("close", (code) => {
      if (code !== 0) return end({ failed: `mneme ended with ${code}` })
      try { end(out.trim() ? JSON.parse(out) : {}) } catch { end({ failed: "mneme did not answer in JSON" }) }
    })
    child.stdin.on("error", () => {}) // gone before it had read everything: "close" tells
    child.stdin.end(JSON.stringify({ version: 1, moment, headless: true, ...event }))
  })
}

/** What mneme.yaml says of a hook that fails: only `on_hook_failure: deny` stops a tool. */
function failing(root) {
  try { return /^on_hook_failure:[ \t]*deny[ \t]*(#.*)?$/m.test(readFileSync(join(root, "mneme.yaml"), "utf8")) } catch { return false }
}

export const Mneme = async ({ client, directory, worktree }) => {
  const parents = new Map() // session → the one that started it, "" if a person did
  const packets = new Map() // session → what its model is told with every request
  const stopped = new Set() // sessions that were stopped and have run no tool since
  const said = new Set()
  const running = process.argv.includes("run") // `opencode run` is gone once its session is idle

  async function parent(id) {
    if (!parents.has(id)) {
      const found = await Promise.race([client.session.get({ path: { id } }), new Promise((late) => setTimeout(late, 2000))]).catch(() => {})
      parents.set(id, found?.data?.parentID ?? "")
    }
    return parents.get(id)
  }

  function tell(line) {
    if (!line || said.has(line)) return
    said.add(line)
    const message = line.startsWith("mneme") ? line : `mneme: ${line}`
    client.app.log({ body: { service: "mneme", level: "warn", message } }).catch(() => {})
    client.tui.showToast({ body: { message, variant: "warning" } }).catch(() => {})
  }

  async function mneme(moment, id, more = {}) {
    const above = id ? await parent(id) : ""
    const event = { session: above || id || "", agent: above ? id : "", cwd: directory, ...more }
    const reply = await ask(moment, event)
    tell(reply.failed ? `${reply.failed}; nothing was judged` : reply.told)
    return reply
  }

  async function packet(id) {
    if (!packets.has(id)) {
      packets.set(id, "")
      const reply = await mneme((await parent(id)) ? "subagent-start" : "session-start", id)
      packets.set(id, [reply.context, packets.get(id)].filter(Boolean).join("\n\n"))
    }
    return packets.get(id)
  }

  async function stop(id, body) {
    if (await parent(id)) return // a part of the work; the session's own stop looks at the whole
    const reply = await mneme("stop", id, { again: stopped.has(id) })
    if (reply.outcome !== "block" && reply.outcome !== "ask") return
    stopped.add(id)
    const asked = client.session.prompt({ path: { id }, body: { ...body, parts: [{ type: "text", text: reply.reason }] } })
    if (body.noReply) await asked
    else asked.catch(() => {}) // its answer is the whole next turn
  }

  return {
    "chat.message": async (input, output) => {
      const prompt = output.parts.map((part) => (part.type === "text" ? part.text : "")).join("\n")
      const reply = await mneme("prompt", input.sessionID, { prompt })
      if (reply.context) packets.set(input.sessionID, [await packet(input.sessionID), reply.context].filter(Boolean).join("\n\n"))
    },
    "experimental.chat.system.transform": async (input, output) => {
      const text = input.sessionID ? await packet(input.sessionID) : ""
      if (text) output.system.push(text)
    },
    "tool.execute.before": async (input, output) => {
      stopped.delete(input.sessionID)
      if (READERS.has(input.tool)) return
      const reply = await mneme("pre-tool", input.sessionID, { tool: input.tool, input: output.args })
      if (reply.failed && failing(worktree || directory)) throw new Error(`${reply.failed}, and this repository wants every edit judged; run: mneme doctor`)
      if (reply.outcome === "block" || reply.outcome === "ask") throw new Error(reply.reason)
    },
    "tool.execute.after": async (input, output) => {
      if (READERS.has(input.tool)) return
      const reply = await mneme("post-tool", input.sessionID, { tool: input.tool, input: input.args })
      const text = reply.reason || reply.context
      if (text) output.output = `${output.output ?? ""}\n${text}`
    },
    "experimental.text.complete": async (input) => {
      if (running) await stop(input.sessionID, { noReply: true }) // a message now keeps the loop going
    },
    event: async ({ event }) => {
      if (!running && event.type === "session.idle") await stop(event.properties.sessionID, {})
    },
  }
}
