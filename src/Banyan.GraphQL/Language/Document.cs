namespace Banyan.GraphQL.Language;

/// <summary>A whole document: operations, fragments and definitions of types, in the order written.</summary>
internal sealed class Document(SourceSpan span, string source, IReadOnlyList<Definition> definitions) : GraphNode(span)
{
    private LineIndex? _lines;

    /// <summary>The text it was read from; lines and columns are counted in it when an error is told.</summary>
    public string Source { get; } = source;

    /// <summary>At least one.</summary>
    public IReadOnlyList<Definition> Definitions { get; } = definitions;

    /// <summary>Where a node of this document begins. Lines are counted once, when first asked for.</summary>
    public GraphLocation Locate(GraphNode node) => (_lines ??= new LineIndex(Source)).Locate(Math.Max(node.Span.Start, 0));
}

/// <summary>One of a document's definitions.</summary>
internal abstract class Definition(SourceSpan span, StringValue? description) : GraphNode(span)
{
    /// <summary>The text in front of it; null when there is none.</summary>
    public StringValue? Description { get; } = description;
}
