// The camera itself: open, light, one picture at a time, stop. Pictures stay in this canvas.
const WANTED = { audio: false, video: { facingMode: 'environment', width: { ideal: 1280 }, height: { ideal: 720 } } };
const LONGEST = 960; // pixels: enough for a barcode over a third of the view, and light for an old phone
const REASONS = { NotAllowedError: 'refused', SecurityError: 'refused', NotReadableError: 'busy', AbortError: 'busy' };

// granted, denied, or prompt: also where the browser does not tell.
export async function allowed() {
  try {
    return (await navigator.permissions.query({ name: 'camera' })).state;
  } catch {
    return 'prompt';
  }
}

export class Camera {
  constructor(video) {
    this.video = video;
    this.canvas = document.createElement('canvas');
    this.brush = this.canvas.getContext('2d', { willReadFrequently: true });
  }

  // Throws an Error whose message is refused, busy or none.
  async open() {
    if (!navigator.mediaDevices?.getUserMedia) throw new Error('none'); // no camera, or no https
    try {
      this.stream = await navigator.mediaDevices.getUserMedia(WANTED);
    } catch (error) {
      throw new Error(REASONS[error.name] ?? 'none', { cause: error });
    }
    this.track = this.stream.getVideoTracks()[0];
    this.video.srcObject = this.stream;
    await this.video.play();
  }

  get hasTorch() { return Boolean(this.track?.getCapabilities?.().torch); }

  // Whether the lamp burns now.
  async torch(on) {
    try {
      await this.track.applyConstraints({ advanced: [{ torch: on }] });
      return on;
    } catch {
      return false; // it says that it has one
    }
  }

  close() {
    this.stream?.getTracks().forEach((track) => track.stop());
    if (this.video.srcObject === this.stream) this.video.srcObject = null; // not that of a newer Camera
    this.stream = this.track = null;
  }

  // What the camera sees now as ImageData, or null while there is nothing yet.
  picture() {
    const { videoWidth: width, videoHeight: height } = this.video;
    if (!width) return null;
    const share = Math.min(1, LONGEST / Math.max(width, height));
    this.canvas.width = Math.round(width * share);
    this.canvas.height = Math.round(height * share);
    this.brush.drawImage(this.video, 0, 0, this.canvas.width, this.canvas.height);
    return this.brush.getImageData(0, 0, this.canvas.width, this.canvas.height);
  }
}

// 0 (black) to 255, from one pixel in a hundred.
export function brightness({ data }) {
  let sum = 0;
  let count = 0;
  for (let at = 0; at < data.length; at += 400) {
    sum += 0.299 * data[at] + 0.587 * data[at + 1] + 0.114 * data[at + 2];
    count += 1;
  }
  return sum / count;
}
