namespace Banyan.Gateway.Prompts.Templates;

/// <summary>A template, read once. Immutable.</summary>
/// <param name="Nodes">Its pieces in order.</param>
/// <param name="Paths">Every value it asks for, in order, repeats left out.</param>
/// <param name="Partials">References of the prompts it includes, repeats left out.</param>
/// <param name="Depth">Its deepest nesting; 0 without blocks.</param>
internal sealed record Template(IReadOnlyList<TemplateNode> Nodes, IReadOnlyList<TemplatePath> Paths, IReadOnlyList<string> Partials, int Depth)
{
    /// <summary>Blocks and partials within each other, at most.</summary>
    public const int MostDepth = 16;

    /// <summary>The longest template, in characters.</summary>
    public const int MostLength = 256 * 1024;
}
