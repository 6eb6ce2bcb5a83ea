namespace Banyan.Storage.Spool;

/// <summary>Attempts begun and not ended: their rows as lost, where those stand, and the room their ends will need.</summary>
internal sealed class OpenAttempts
{
    // An ended row tells more than a begun one: status, codes, times.
    private const int GrowthBytes = 512;
    private readonly Dictionary<Guid, (byte[] Payload, long Sequence)> _open = [];

    /// <summary>Bytes that all ends together will need at most.</summary>
    public int ReservedBytes { get; private set; }

    /// <summary>How many there are.</summary>
    public int Count => _open.Count;

    /// <summary>Bytes the end of one will need at most.</summary>
    public static int Needs(byte[] payload) => SpoolSegment.SizeOf(payload.Length) + GrowthBytes;

    /// <summary>Adds one, or moves it to a later segment.</summary>
    public void Put(Guid id, byte[] payload, long sequence)
    {
        Remove(id);
        _open.Add(id, (payload, sequence));
        ReservedBytes += Needs(payload);
    }

    /// <summary>Forgets one that ended.</summary>
    public void Remove(Guid id)
    {
        if (_open.Remove(id, out var begun))
        {
            ReservedBytes -= Needs(begun.Payload);
        }
    }

    /// <summary>Those whose begun row stands in a segment.</summary>
    public IReadOnlyList<(Guid Id, byte[] Payload)> In(long sequence) =>
        [.. _open.Where(entry => entry.Value.Sequence == sequence).Select(entry => (entry.Key, entry.Value.Payload))];

    /// <summary>All of them.</summary>
    public IReadOnlyList<(Guid Id, byte[] Payload)> All() => [.. _open.Select(entry => (entry.Key, entry.Value.Payload))];

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        _open.Clear();
        ReservedBytes = 0;
    }
}
