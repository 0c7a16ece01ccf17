import { createHash } from 'node:crypto';

const STYLE = `
:root{color-scheme:light dark;--bg:#FBFBFC;--text:#171A1F;--muted:#555D6B;--control:#808895;--accent:#3552C8;--on:#fff}
@media(prefers-color-scheme:dark){:root{--bg:#0F1216;--text:#E8EBF0;--muted:#A3ADBC;--control:#667182;--accent:#92A7FF;--on:#0F1216}}
body{margin:0;min-height:100vh;display:grid;place-items:center;background:var(--bg);color:var(--text);font:14px/20px system-ui,sans-serif}
form{width:320px;display:grid;gap:12px}h1{font-size:20px;line-height:28px;font-weight:600;margin:0}
label{display:grid;gap:4px;font-size:12px;font-weight:500}
input{font:inherit;padding:7px 10px;border:1px solid var(--control);border-radius:6px;background:transparent;color:inherit}
button{font:inherit;font-weight:500;padding:8px 12px;border:0;border-radius:6px;background:var(--accent);color:var(--on)}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}p{margin:0;color:var(--muted)}`;

const SCRIPT = `
const form=document.querySelector('form'),say=document.querySelector('[role=status]'),token=location.hash.slice(1);
history.replaceState(null,'',location.pathname);
if(!token)say.textContent='This page needs the link from your mail or from your admin.';
form.addEventListener('submit',async(event)=>{event.preventDefault();
if(form.password.value!==form.again.value){say.textContent='The two passwords differ.';form.again.focus();return}
say.textContent='Saving\\u2026';
try{const answer=await fetch('/api/password/set',{method:'POST',headers:{'content-type':'application/json'},body:JSON.stringify({token,password:form.password.value})});
if(answer.ok){form.replaceChildren(say);say.textContent='Your password is set. Sign in on the desktop.';return}
const body=await answer.json();say.textContent=body.error.hint}catch{say.textContent='The server cannot be reached. Your link still works; try again.'}});`;

const BODY = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Set your password</title><style>${STYLE}</style>
<main><form><h1>Set your password</h1>
<label>New password<input name="password" type="password" autocomplete="new-password" minlength="10" required></label>
<label>Again<input name="again" type="password" autocomplete="new-password" minlength="10" required></label>
<button>Set password</button><p role="status"></p></form></main><script>${SCRIPT}</script></html>`;

const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

const POLICY = [
  "default-src 'none'",
  `style-src ${hash(STYLE)}`,
  `script-src ${hash(SCRIPT)}`,
  "connect-src 'self'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ');

/** Where invitations and password resets lead. Self-contained, so that it works before anything is installed. */
export function passwordPage(): Response {
  return new Response(BODY, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': POLICY,
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    },
  });
}
