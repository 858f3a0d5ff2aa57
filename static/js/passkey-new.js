// <passkey-new>: makes a key on this device for my account.
import { makeKey } from './passkey.js';
import { PasskeyForm } from './passkey-form.js';

customElements.define('passkey-new', class extends PasskeyForm { answer(asked) { return makeKey(asked); } });
