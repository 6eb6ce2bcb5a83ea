namespace Banyan.Wire.Json;

/// <summary>Collects a body of unknown length in pieces and joins them once, so that a body over its bound never costs more than the bound.</summary>
public sealed class BodyCollector : IDisposable
{
    private const int MostPiece = 1024 * 1024, LeastPiece = 512;

    private readonly List<byte[]> _full = [];
    private readonly long _most;
    private byte[]? _current;
    private int _used;
    private long _length;

    /// <summary>Begins.</summary>
    /// <param name="expected">The length the sender told; null when it told none.</param>
    /// <param name="most">The bound, in bytes.</param>
    public BodyCollector(long? expected, long most)
    {
        _most = most;
        _current = BodyMemory.Rent((int)Math.Clamp((expected ?? (4 * LeastPiece)) + 1, LeastPiece, most + 1));
    }

    /// <summary>Where the next bytes go; never empty.</summary>
    public Memory<byte> Room
    {
        get
        {
            if (_used == _current!.Length)
            {
                _full.Add(_current);
                (_current, _used) = (BodyMemory.Rent((int)Math.Min(_length, MostPiece)), 0);
            }

            return _current.AsMemory(_used);
        }
    }

    /// <summary>Notes bytes put into <see cref="Room"/>; false when the body is over its bound.</summary>
    public bool TryAdvance(int count)
    {
        _used += count;
        _length += count;
        return _length <= _most;
    }

    /// <summary>Hands over the body, at most the bound of it; the array goes back to <see cref="BodyMemory"/>.</summary>
    public (byte[] Buffer, int Length) Take()
    {
        var length = (int)Math.Min(_length, _most);
        if (_full.Count == 0)
        {
            var only = _current!;
            _current = null;
            return (only, length);
        }

        var whole = BodyMemory.Rent(length);
        var at = 0;
        foreach (var piece in _full)
        {
            var count = Math.Min(piece.Length, length - at);
            piece.AsSpan(0, count).CopyTo(whole.AsSpan(at));
            at += count;
        }

        _current.AsSpan(0, length - at).CopyTo(whole.AsSpan(at));
        return (whole, length);
    }

    /// <summary>Gives back what was not handed over.</summary>
    public void Dispose()
    {
        foreach (var piece in _full)
        {
            BodyMemory.Return(piece);
        }

        _full.Clear();
        if (_current is { } last)
        {
            _current = null;
            BodyMemory.Return(last);
        }
    }
}
