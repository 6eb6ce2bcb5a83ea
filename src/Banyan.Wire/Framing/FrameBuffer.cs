using System.Buffers;

namespace Banyan.Wire.Framing;

/// <summary>Bytes read but not yet framed, in one pooled array that grows with the longest message and no further.</summary>
internal sealed class FrameBuffer : IDisposable
{
    private const int FirstSize = 16 * 1024;
    private const int LeastRoom = 1024;

    private byte[] _bytes = [];
    private int _start;
    private int _end;

    /// <summary>How many bytes wait.</summary>
    public int Length => _end - _start;

    /// <summary>The bytes that wait.</summary>
    public ReadOnlySpan<byte> Span => _bytes.AsSpan(_start, Length);

    /// <summary>A slice of the bytes that wait, valid until <see cref="GetRoom"/>.</summary>
    public ReadOnlyMemory<byte> Slice(int start, int length) => _bytes.AsMemory(_start + start, length);

    /// <summary>Free space behind the bytes that wait; moves them, so slices die here.</summary>
    public Memory<byte> GetRoom()
    {
        if (_start == _end)
        {
            _start = _end = 0;
        }

        if (_bytes.Length - _end < LeastRoom)
        {
            MakeRoom();
        }

        return _bytes.AsMemory(_end);
    }

    public void Add(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _bytes.Length - _end);
        _end += count;
    }

    public void Take(int count) => _start += count;

    public void Clear() => _start = _end = 0;

    public void Dispose()
    {
        var bytes = _bytes;
        _bytes = [];
        _start = _end = 0;
        if (bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private void MakeRoom()
    {
        var length = Length;

        // Moving must free at least half the array, or one-byte reads of a long event would copy it over and over.
        if (_bytes.Length > 0 && length <= _bytes.Length / 2)
        {
            Span.CopyTo(_bytes);
        }
        else
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(FirstSize, 2 * _bytes.Length));
            Span.CopyTo(larger);
            if (_bytes.Length > 0)
            {
                ArrayPool<byte>.Shared.Return(_bytes);
            }

            _bytes = larger;
        }

        _start = 0;
        _end = length;
    }
}
