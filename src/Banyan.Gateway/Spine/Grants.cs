namespace Banyan.Gateway.Spine;

/// <summary>What a key may do. Deny by default: an operation, model or tool that no pattern names is refused.</summary>
/// <param name="Operations">Scope words as <c>chat embed models:read metrics:read keys:*</c>; <c>*</c> is everything.</param>
/// <param name="Models">Names of models and aliases, with <c>*</c> as wildcard at the end; <c>*</c> is all of them.</param>
public sealed record Grants(IReadOnlyList<string> Operations, IReadOnlyList<string> Models)
{
    /// <summary>Everything: the bootstrap key.</summary>
    public static Grants All { get; } = new(["*"], ["*"]) { Tools = ["*"] };

    /// <summary>Names of tools Banyan may run for it, with <c>*</c> as wildcard at the end. <value>Default none.</value></summary>
    public IReadOnlyList<string> Tools { get; init; } = [];

    /// <summary>Whether a scope word is granted.</summary>
    public bool May(string operation) => Matches(Operations, operation);

    /// <summary>Whether a model or alias is granted, by the name asked for or by its full <c>provider/model</c> name.</summary>
    public bool MayUse(string name) => Matches(Models, name);

    /// <summary>Whether a tool is granted.</summary>
    public bool MayCall(string tool) => Matches(Tools, tool);

    private static bool Matches(IReadOnlyList<string> patterns, string name)
    {
        for (var i = 0; i < patterns.Count; i++)
        {
            var pattern = patterns[i];
            var fits = pattern.EndsWith('*')
                ? name.AsSpan().StartsWith(pattern.AsSpan(0, pattern.Length - 1), StringComparison.Ordinal)
                : string.Equals(pattern, name, StringComparison.Ordinal);
            if (fits)
            {
                return true;
            }
        }

        return false;
    }
}
