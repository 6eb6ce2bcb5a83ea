namespace Banyan.Wire.Json;

/// <summary>Which of at most 32 known members of one object were met.</summary>
internal struct OnceSet
{
    private uint _bits;

    /// <summary>Marks a member; false when it was met before.</summary>
    public bool Add(int bit)
    {
        var mask = 1u << bit;
        var isNew = (_bits & mask) == 0;
        _bits |= mask;
        return isNew;
    }
}
