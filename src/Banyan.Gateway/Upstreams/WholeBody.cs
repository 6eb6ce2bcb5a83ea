using Banyan.Wire.Json;

namespace Banyan.Gateway.Upstreams;

/// <summary>A body read to its end into pooled memory; disposing gives the memory back.</summary>
internal sealed class WholeBody : IDisposable
{
    private byte[]? _buffer;
    private readonly int _length;

    private WholeBody(byte[] buffer, int length, bool isTooLarge)
    {
        _buffer = buffer;
        _length = length;
        IsTooLarge = isTooLarge;
    }

    /// <summary>The bytes; empty when there were none.</summary>
    public ReadOnlyMemory<byte> Memory => _buffer.AsMemory(0, _length);

    /// <summary>Whether reading stopped at the bound with bytes left.</summary>
    public bool IsTooLarge { get; }

    /// <summary>Reads at most <paramref name="most"/> bytes.</summary>
    public static async ValueTask<WholeBody> ReadAsync(Stream stream, long? contentLength, int most, CancellationToken cancellationToken)
    {
        using var collected = new BodyCollector(contentLength, most);
        int read;
        while ((read = await stream.ReadAsync(collected.Room, cancellationToken)) > 0)
        {
            if (!collected.TryAdvance(read))
            {
                // What an error's body is cut to is still read; of a larger one nobody reads more than its beginning.
                return Of(collected, isTooLarge: true);
            }
        }

        return Of(collected, isTooLarge: false);
    }

    private static WholeBody Of(BodyCollector collected, bool isTooLarge)
    {
        var (buffer, length) = collected.Take();
        return new WholeBody(buffer, length, isTooLarge);
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _buffer, null) is { } buffer)
        {
            BodyMemory.Return(buffer);
        }
    }
}
