namespace Banyan.GraphQL.Language;

/// <summary>A node of a parsed document: immutable, compared by reference, with the place it was read from.</summary>
internal abstract class GraphNode(SourceSpan span)
{
    /// <summary>Where it stands.</summary>
    public SourceSpan Span { get; } = span;
}

/// <summary>A name as written.</summary>
internal sealed class NameNode(SourceSpan span, string text) : GraphNode(span)
{
    /// <summary>The word itself.</summary>
    public string Text { get; } = text;

    /// <inheritdoc />
    public override string ToString() => Text;
}
