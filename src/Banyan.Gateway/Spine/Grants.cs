namespace Banyan.Gateway.Spine;

/// <summary>What a key may do. Deny by default: an operation, model or tool that no pattern names is refused.</summary>
/// <param name="Operations">Scope words as <c>chat embed models:read metrics:read keys:*</c>; <c>*</c> is everything.</param>
/// <param name="Models">Names of models and aliases, with <c>*</c> as wildcard at the end; <c>*</c> is all of them.</param>
public sealed record Grants(IReadOnlyList<string> Operations, IReadOnlyList<string> Models)
{
    private const string Asserting = "users:assert";
    private static readonly string[] Any = ["*"];

    /// <summary>Everything: the bootstrap key.</summary>
    public static Grants All { get; } = new(["*"], ["*"]) { Tools = ["*"] };

    /// <summary>Names of tools Banyan may run for it, with <c>*</c> as wildcard at the end. <value>Default none.</value></summary>
    public IReadOnlyList<string> Tools { get; init; } = [];

    /// <summary>Names of features asks may be made for, with <c>*</c> as wildcard at the end. <value>Default all.</value></summary>
    public IReadOnlyList<string> Features { get; init; } = Any;

    /// <summary>Names of prompts that may be asked for, with <c>*</c> as wildcard at the end. <value>Default all.</value></summary>
    public IReadOnlyList<string> Prompts { get; init; } = Any;

    /// <summary>Keys of intents that may be run, with <c>*</c> as wildcard at the end. <value>Default all.</value></summary>
    public IReadOnlyList<string> Intents { get; init; } = Any;

    /// <summary>What providers must promise of data before they are sent an ask; null when nothing is demanded.</summary>
    public DataDemand? Data { get; init; }

    /// <summary>Networks the key may be used from, as <c>10.1.0.0/16</c>; <c>*</c> is anywhere. <value>Default anywhere.</value></summary>
    public IReadOnlyList<string> Networks { get; init; } = Any;

    /// <summary>Whether <c>users:assert</c> counts where it is granted. <value>Default true.</value></summary>
    public bool MayAssert { get; init; } = true;

    /// <summary>Whether a scope word is granted.</summary>
    public bool May(string operation) => Matches(Operations, operation) && (MayAssert || operation != Asserting);

    /// <summary>Whether an ask may be made for a feature.</summary>
    public bool MayName(string feature) => Matches(Features, feature);

    /// <summary>Whether a prompt may be asked for, by its name.</summary>
    public bool MayRender(string prompt) => Matches(Prompts, prompt);

    /// <summary>Whether an intent may be run, by its key.</summary>
    public bool MayRun(string intent) => Matches(Intents, intent);

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
