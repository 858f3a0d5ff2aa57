// Between the server's JSON and the browser's passkeys: bytes travel as base64url.
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (sign) => sign.charCodeAt(0));
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
const named = (list = []) => list.map((one) => ({ ...one, id: bytes(one.id) }));

export const canHaveKeys = () => 'PublicKeyCredential' in window && !!navigator.credentials;

// The server's question; the answer to it binds to this browser.
export async function question(url) {
  const answer = await fetch(url, { method: 'POST', headers: { Accept: 'application/json' } });
  if (!answer.ok) throw new Error(answer.status);
  return answer.json();
}

export async function makeKey(asked) {
  const publicKey = { ...asked, challenge: bytes(asked.challenge), user: { ...asked.user, id: bytes(asked.user.id) }, excludeCredentials: named(asked.excludeCredentials) };
  const made = await navigator.credentials.create({ publicKey });
  return plain(made, { clientDataJSON: made.response.clientDataJSON, attestationObject: made.response.attestationObject });
}

export async function useKey(asked) {
  const publicKey = { ...asked, challenge: bytes(asked.challenge), allowCredentials: named(asked.allowCredentials) };
  const { response, ...used } = await navigator.credentials.get({ publicKey }).then((key) => ({ id: key.id, rawId: key.rawId, type: key.type, response: key.response }));
  const { clientDataJSON, authenticatorData, signature, userHandle } = response;
  return plain(used, { clientDataJSON, authenticatorData, signature, ...(userHandle ? { userHandle } : {}) });
}

function plain(key, response) {
  const parts = Object.fromEntries(Object.entries(response).map(([name, value]) => [name, text(value)]));
  return JSON.stringify({ id: key.id, rawId: text(key.rawId), type: key.type, clientExtensionResults: {}, response: parts });
}
