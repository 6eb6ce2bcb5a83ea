namespace Banyan.Intents.Discovery.Documents;

/// <summary>One step of an <see cref="OverlayPath"/>.</summary>
/// <param name="Kind">What it takes.</param>
/// <param name="Text">The member, the index, or the member a filter looks at.</param>
/// <param name="Wanted">What a filter wants there.</param>
/// <param name="IsDeep">Whether it is taken at every depth.</param>
internal sealed record PathPart(PathPartKind Kind, string Text, string Wanted, bool IsDeep);

/// <summary>What a step takes.</summary>
internal enum PathPartKind
{
    /// <summary>A member.</summary>
    Name,

    /// <summary>An element.</summary>
    Index,

    /// <summary>Every child.</summary>
    All,

    /// <summary>Children with a member of a value.</summary>
    Filter,
}
