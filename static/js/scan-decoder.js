// The reader of barcodes: the browser's own where it reads books and posters, else ours (WebAssembly, fetched now).
const NEEDED = ['ean_13', 'qr_code'];
const OTHERS = ['ean_8', 'upc_a', 'code_39', 'code_128', 'codabar', 'itf']; // read only to say: not this one

export async function openDecoder({ script, wasm }) {
  const own = await ownFormats();
  if (NEEDED.every((format) => own.includes(format))) {
    return new globalThis.BarcodeDetector({ formats: [...NEEDED, ...OTHERS].filter((format) => own.includes(format)) });
  }
  const { BarcodeDetector, prepareZXingModule } = await vendored(script);
  await prepareZXingModule({ overrides: { locateFile: () => wasm }, fireImmediately: true }); // by default: a CDN
  return new BarcodeDetector({ formats: [...NEEDED, ...OTHERS] });
}

async function ownFormats() {
  try {
    return (await globalThis.BarcodeDetector?.getSupportedFormats()) ?? [];
  } catch {
    return []; // it is there by name only
  }
}

function vendored(address) {
  return new Promise((resolve, reject) => {
    if (globalThis.BarcodeDetectionAPI) { resolve(globalThis.BarcodeDetectionAPI); return; }
    const script = Object.assign(document.createElement('script'), { src: address });
    script.onload = () => resolve(globalThis.BarcodeDetectionAPI);
    script.onerror = () => { script.remove(); reject(new Error('no decoder')); };
    document.head.append(script);
  });
}
