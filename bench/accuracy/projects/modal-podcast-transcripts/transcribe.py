import modal

image = modal.Image.debian_slim().pip_install("faster-whisper==1.1.0", "fastapi==0.115.5")
app = modal.App("podcast-transcripts", image=image)
models = modal.Volume.from_name("whisper-models", create_if_missing=True)


@app.cls(gpu="A10G", volumes={"/models": models}, scaledown_window=120)
class Transcriber:
    @modal.enter()
    def load(self):
        from faster_whisper import WhisperModel

        self.model = WhisperModel("large-v3", device="cuda", download_root="/models")

    @modal.method()
    def transcribe(self, audio: bytes):
        import io

        segments, _ = self.model.transcribe(io.BytesIO(audio))
        return [(s.start, s.text) for s in segments]


@app.function()
@modal.fastapi_endpoint(method="POST")
async def upload(request):
    return Transcriber().transcribe.remote(await request.body())
