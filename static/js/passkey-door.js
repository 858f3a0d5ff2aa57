// <passkey-door>: signs in with a key that this device has for this site.
import { useKey } from './passkey.js';
import { PasskeyForm } from './passkey-form.js';

customElements.define('passkey-door', class extends PasskeyForm { answer(asked) { return useKey(asked); } });
