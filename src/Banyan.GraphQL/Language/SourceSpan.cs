namespace Banyan.GraphQL.Language;

/// <summary>Where a node stands in its source, as offsets of UTF-16 units: first one in, last one out.</summary>
internal readonly record struct SourceSpan(int Start, int End)
{
    /// <summary>A node nobody wrote.</summary>
    public static SourceSpan None { get; } = new(-1, -1);

    /// <summary>Whether it was written in a source at all.</summary>
    public bool IsWritten => Start >= 0;
}
