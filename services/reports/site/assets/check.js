// Checks an edition, or the proof of single rows, in the reader's own browser: nothing is sent anywhere.
// Hashes are SHA-256 over canonical JSON (RFC 8785) in a Merkle tree (RFC 6962), the signature is Ed25519.
"use strict";

const encode = (text) => new TextEncoder().encode(text);
const hex = (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
const unhex = (text) => Uint8Array.from(text.replace(/^sha256:/, "").match(/../g) || [], (pair) => parseInt(pair, 16));
const unbase64 = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));

async function sha256(...parts) {
  const whole = new Uint8Array(await new Blob(parts).arrayBuffer());
  return new Uint8Array(await crypto.subtle.digest("SHA-256", whole));
}

function canonical(value) {
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  if (Array.isArray(value)) return "[" + value.map(canonical).join(",") + "]";
  const member = (name) => JSON.stringify(name) + ":" + canonical(value[name]);
  return "{" + Object.keys(value).sort().map(member).join(",") + "}";
}

const leafHash = ({ list, row, salt }) => sha256(new Uint8Array([0]), encode(canonical({ list, row, salt })));
const nodeHash = (left, right) => sha256(new Uint8Array([1]), left, right);
const digestOf = async (value) => "sha256:" + hex(await sha256(encode(canonical(value))));

async function rootOf(hashes) {
  if (hashes.length === 0) return sha256(new Uint8Array(0));
  let level = hashes;
  while (level.length > 1) {
    const above = [];
    for (let at = 0; at < level.length; at += 2)
      above.push(at + 1 < level.length ? await nodeHash(level[at], level[at + 1]) : level[at]);
    level = above;
  }
  return level[0];
}

// The root that a leaf and its neighbours lead to; null when the path is not one of such a tree.
async function rootByPath(leaf, index, size, path) {
  const waiting = [...path];
  let found = leaf;
  for (let last = size - 1; last > 0; last >>= 1) {
    if (index % 2 === 1 || index < last) {
      if (waiting.length === 0) return null;
      const beside = unhex(waiting.shift());
      found = index % 2 === 1 ? await nodeHash(beside, found) : await nodeHash(found, beside);
    }
    index >>= 1;
  }
  return waiting.length === 0 ? found : null;
}

async function signedBy(key, value, text) {
  return crypto.subtle.verify({ name: "Ed25519" }, key, unbase64(value), encode(text));
}

class Report {
  constructor(key) {
    this.key = key;
    this.lines = [];
  }
  say(isGood, good, bad) {
    this.lines.push({ isGood, text: isGood ? good : bad });
  }

  // The header: its digest and its signature.
  async header({ header, digest, signature }) {
    const name = header.month + "（第 " + header.number + " 期）";
    this.say((await digestOf(header)) === digest, name + "的表头和指纹一样", name + "的表头改动过，和指纹不一样");
    const signed = canonical(header);
    const good = this.key && (await signedBy(this.key, signature.value, signed));
    this.say(good, name + "的签名对", this.key ? name + "的签名不对，不是公布的公钥签的" : "这个浏览器不会核对签名，换新一些的，或者用下面的命令");
  }

  async edition(document) {
    await this.header(document);
    const hashes = [];
    for (const [at, leaf] of document.rows.entries()) {
      if (leaf.leaf !== at) return this.say(false, "", "第 " + (at + 1) + " 行不在原来的位置");
      if (leaf.withdrawn) await this.withdrawal(document, leaf);
      hashes.push(leaf.withdrawn ? unhex(leaf.hash) : await leafHash(leaf));
      if (hex(hashes[at]) !== leaf.hash) this.say(false, "", leaf.row.number + " 这一行改动过");
    }
    const root = "sha256:" + hex(await rootOf(hashes));
    this.say(root === document.header.root, hashes.length + " 行没有改动", "有行改动过、换过位置，或者少了");
    return undefined;
  }

  async withdrawal({ digest }, { leaf, list, number, hash, withdrawn }) {
    const { on, reason, signature } = withdrawn;
    const statement = { statement: "withdrawal", edition: digest, leaf, list, number, hash, on, reason };
    const good = this.key && (await signedBy(this.key, signature.value, canonical(statement)));
    this.say(good, number + " 在 " + on + " 撤下，撤下也签了名", number + " 写着撤下，签名不对");
  }

  async proof(proof) {
    await this.header(proof);
    const root = await rootByPath(await leafHash(proof), proof.leaf, proof.size, proof.path);
    this.say(root && "sha256:" + hex(root) === proof.header.root, proof.row.number + " 这一行没有改动", proof.row.number + " 这一行改动过");
  }

  async before(document, fetched) {
    const { previous, number } = document.header;
    if (previous === null) return this.say(number === 1, "这是第 1 期，前面没有", "前面少了一期");
    const earlier = number > 1 && (await fetched(number - 1));
    return this.say(earlier && earlier.digest === previous, "接着第 " + (number - 1) + " 期", "和第 " + (number - 1) + " 期接不上");
  }
}

async function publicKey(text) {
  try {
    return await crypto.subtle.importKey("raw", unbase64(text), { name: "Ed25519" }, false, ["verify"]);
  } catch {
    return null;
  }
}

async function published(number) {
  const answer = await fetch("editions/" + String(number).padStart(4, "0") + "/edition.json");
  return answer.ok ? answer.json() : null;
}

async function check(text, key) {
  const report = new Report(key);
  try {
    const found = JSON.parse(text);
    if (found.format === "minqing-proof/1") await report.proof(found);
    else if (found.proofs) for (const proof of found.proofs) await report.proof(proof);
    else {
      await report.edition(found);
      await report.before(found, published);
    }
  } catch {
    report.say(false, "", "这个文件不是一期清单，也不是一件的证明");
  }
  return report.lines;
}

function show(lines) {
  const place = document.getElementById("found");
  const isGood = lines.every((line) => line.isGood);
  const all = [{ isGood, text: isGood ? "没有被改动" : "核对不上" }, ...lines];
  place.replaceChildren(
    ...all.map((line) => {
      const item = document.createElement("li");
      item.className = line.isGood ? "good" : "bad";
      item.textContent = (line.isGood ? "✓ " : "✗ ") + line.text;
      return item;
    }),
  );
}

async function begin() {
  if (!globalThis.crypto || !crypto.subtle) return;
  const place = document.getElementById("check");
  const key = await publicKey(place.dataset.key);
  place.hidden = false;
  document.getElementById("without").hidden = true;
  document.getElementById("file").addEventListener("change", async (event) => {
    if (event.target.files[0]) show(await check(await event.target.files[0].text(), key));
  });
  for (const button of place.querySelectorAll("[data-edition]"))
    button.addEventListener("click", async () => show(await check(await (await fetch(button.dataset.edition)).text(), key)));
}

if (typeof document !== "undefined") begin();
else module.exports = { check, publicKey, canonical };
