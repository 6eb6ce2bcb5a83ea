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
        var buffer = BodyMemory.Rent((int)Math.Clamp((contentLength ?? 4095) + 1, 256, most));
        var length = 0;
        try
        {
            while (true)
            {
                if (length == buffer.Length)
                {
                    buffer = BodyMemory.Grow(buffer, length, most + 1L);
                }

                var read = await stream.ReadAsync(buffer.AsMemory(length, Math.Min(buffer.Length, most + 1) - length), cancellationToken);
                if (read == 0)
                {
                    return new WholeBody(buffer, length, isTooLarge: false);
                }

                length += read;
                if (length > most)
                {
                    return new WholeBody(buffer, most, isTooLarge: true);
                }
            }
        }
        catch
        {
            BodyMemory.Return(buffer);
            throw;
        }
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _buffer, null) is { } buffer)
        {
            BodyMemory.Return(buffer);
        }
    }
}
