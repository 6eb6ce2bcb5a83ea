namespace Banyan.GraphQL.Validation;

/// <summary>What a document may ask for, before any resolver runs. Every limit is set unless somebody lifts it on purpose.</summary>
public sealed record QueryLimits
{
    /// <summary>Selections inside each other, fragments looked through; inline fragments do not count. <value>Default 25.</value></summary>
    public int MaxDepth { get; init; } = 25;

    /// <summary>Fields of one operation once every spread is replaced by its fragment. <value>Default 2,000.</value></summary>
    public int MaxFields { get; init; } = 2_000;

    /// <summary>Fields at the root of one operation, fragments looked through. <value>Default 50.</value></summary>
    public int MaxRootFields { get; init; } = 50;

    /// <summary>Aliases in the document. <value>Default 200.</value></summary>
    public int MaxAliases { get; init; } = 200;

    /// <summary>Fragments the document defines. <value>Default 100.</value></summary>
    public int MaxFragments { get; init; } = 100;

    /// <summary>Spreads visited when every spread of one operation is replaced by its fragment. <value>Default 2,000.</value></summary>
    public int MaxSpreads { get; init; } = 2_000;

    /// <summary>Directives at one place. <value>Default 8.</value></summary>
    public int MaxDirectives { get; init; } = 8;

    /// <summary>Variables of one operation. <value>Default 100.</value></summary>
    public int MaxVariables { get; init; } = 100;

    /// <summary>Items of all lists within one argument as written. <value>Default 1,000.</value></summary>
    public int MaxListItems { get; init; } = 1_000;

    /// <summary>Cost of one operation as <see cref="QueryCost"/> counts it. <value>Default 10,000.</value></summary>
    public long MaxCost { get; init; } = 10_000;

    /// <summary>Errors told of one document; what follows is not looked for. <value>Default 100.</value></summary>
    public int MaxErrors { get; init; } = 100;

    /// <summary>Steps of the rules that look through fragments: merging fields, following variables. <value>Default 1,000,000.</value></summary>
    public int MaxSteps { get; init; } = 1_000_000;

    /// <summary>No limit at all, for documents the program itself holds.</summary>
    internal static QueryLimits None { get; } = new()
    {
        MaxDepth = int.MaxValue,
        MaxFields = int.MaxValue,
        MaxRootFields = int.MaxValue,
        MaxAliases = int.MaxValue,
        MaxFragments = int.MaxValue,
        MaxSpreads = int.MaxValue,
        MaxDirectives = int.MaxValue,
        MaxVariables = int.MaxValue,
        MaxListItems = int.MaxValue,
        MaxCost = long.MaxValue,
        MaxSteps = int.MaxValue,
    };
}
