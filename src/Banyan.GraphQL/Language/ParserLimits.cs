namespace Banyan.GraphQL.Language;

/// <summary>What the parser refuses while it reads. Nothing that comes later can help against a document that exhausts the stack.</summary>
public sealed record ParserLimits
{
    private const int DeepestSafe = 512;

    /// <summary>Limits for documents of callers.</summary>
    public static ParserLimits Default { get; } = new();

    /// <summary>Limits for texts the program itself holds, as a schema's SDL.</summary>
    public static ParserLimits Trusted { get; } = new() { MaxTokens = int.MaxValue };

    /// <summary>Tokens, comments not counted. <value>Default 15,000.</value></summary>
    public int MaxTokens { get; init; } = 15_000;

    /// <summary>Braces, brackets and list types inside each other. <value>Default 128.</value></summary>
    /// <exception cref="ArgumentOutOfRangeException">Under 1, or over 512: what reads a tree calls itself once for each.</exception>
    public int MaxNesting
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, DeepestSafe);
            field = value;
        }
    }

    = 128;
}
