using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;

namespace Banyan.Host.Doors;

/// <summary>A body of HTTP/1.1 in chunks of our own framing, so that fields can follow it: the server itself sends none there. The head must say <c>Transfer-Encoding: chunked</c>.</summary>
/// <remarks>What is written is kept until it is flushed and goes out as one chunk. Not thread-safe, as the writer beneath is not.</remarks>
internal sealed class ChunkedBody(PipeWriter inner) : PipeWriter
{
    private readonly ArrayBufferWriter<byte> _chunk = new();

    public override Memory<byte> GetMemory(int sizeHint = 0) => _chunk.GetMemory(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) => _chunk.GetSpan(sizeHint);

    public override void Advance(int bytes) => _chunk.Advance(bytes);

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        WriteChunk();
        return inner.FlushAsync(cancellationToken);
    }

    public override void CancelPendingFlush() => inner.CancelPendingFlush();

    /// <summary>Does nothing: the server ends what lies beneath.</summary>
    public override void Complete(Exception? exception = null)
    {
    }

    /// <summary>Ends the body; the fields follow it. Flush afterwards.</summary>
    /// <param name="fields">Names and values in ASCII, without line ends.</param>
    public void WriteLast(IEnumerable<(string Name, string Value)> fields)
    {
        WriteChunk();
        inner.Write("0\r\n"u8);
        foreach (var (name, value) in fields)
        {
            inner.Write(Encoding.ASCII.GetBytes($"{name}: {value}\r\n"));
        }

        inner.Write("\r\n"u8);
    }

    private void WriteChunk()
    {
        // A chunk of no length would end the body.
        if (_chunk.WrittenCount == 0)
        {
            return;
        }

        Span<byte> length = stackalloc byte[8];
        _chunk.WrittenCount.TryFormat(length, out var digits, "x", CultureInfo.InvariantCulture);
        inner.Write(length[..digits]);
        inner.Write("\r\n"u8);
        inner.Write(_chunk.WrittenSpan);
        inner.Write("\r\n"u8);
        _chunk.ResetWrittenCount();
    }
}
