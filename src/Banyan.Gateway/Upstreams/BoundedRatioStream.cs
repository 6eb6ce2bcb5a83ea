namespace Banyan.Gateway.Upstreams;

/// <summary>Reads a decompressor up to a bound, so that a small hostile body can't fill the memory.</summary>
internal sealed class BoundedRatioStream(Stream inner) : Stream
{
    private const long MostBytes = 128L * 1024 * 1024;
    private long _read;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => _read; set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int read;
        try
        {
            read = await inner.ReadAsync(buffer, cancellationToken);
        }
        catch (Exception broken) when (broken is InvalidDataException or InvalidOperationException)
        {
            // Brotli's decoder says the latter.
            throw new HttpRequestException(HttpRequestError.InvalidResponse, "The provider's compressed answer is broken.");
        }

        _read += read;
        return _read <= MostBytes ? read : throw new HttpRequestException(HttpRequestError.ConfigurationLimitExceeded, "The provider's answer is over the size limit.");
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
