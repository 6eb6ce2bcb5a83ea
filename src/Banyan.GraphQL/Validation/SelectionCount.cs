namespace Banyan.GraphQL.Validation;

/// <summary>What a definition selects; alone, or with its fragments put in.</summary>
internal sealed class SelectionCount
{
    public long Fields { get; set; }

    /// <summary>Fields outside all others.</summary>
    public long RootFields { get; set; }

    /// <summary>Fields inside each other.</summary>
    public int Depth { get; set; }

    /// <summary>Spreads met when every spread is replaced by its fragment.</summary>
    public long Visited { get; set; }

    /// <summary>Spreads as written, each with the number of fields around it.</summary>
    public List<(string Name, int Depth)> Spreads { get; } = [];
}
