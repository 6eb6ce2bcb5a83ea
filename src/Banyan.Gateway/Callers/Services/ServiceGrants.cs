using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Callers.Services;

/// <summary>What the keys of a service may do at most. What is null is left to the keys; an empty list is nothing.</summary>
/// <param name="Models">Names of models, <c>*</c> as wildcard at the end.</param>
/// <param name="Aliases">Names of aliases; with <paramref name="Models"/> one list, since asks name both in one place.</param>
/// <param name="Features">Names of features.</param>
/// <param name="Tools">Names of tools.</param>
/// <param name="Prompts">Names of prompts.</param>
/// <param name="Intents">Keys of intents.</param>
/// <param name="AssertUser">Whether it may say for whom it asks.</param>
public sealed record ServiceGrants(
    IReadOnlyList<string>? Models,
    IReadOnlyList<string>? Aliases,
    IReadOnlyList<string>? Features,
    IReadOnlyList<string>? Tools,
    IReadOnlyList<string>? Prompts,
    IReadOnlyList<string>? Intents,
    bool? AssertUser)
{
    private static readonly string[] Any = ["*"];

    /// <summary>What providers must promise of data before they are sent its asks; null when nothing is demanded.</summary>
    public DataDemand? DataTerms { get; init; }

    /// <summary>Every pattern in it.</summary>
    internal IEnumerable<string> Patterns => new[] { Models, Aliases, Features, Tools, Prompts, Intents }.SelectMany(list => list ?? []);

    /// <summary>The same as grants that operations do not bound.</summary>
    internal Grants AsGrants() => new(Any, Models is null && Aliases is null ? Any : [.. Models ?? [], .. Aliases ?? []])
    {
        Tools = Tools ?? Any,
        Features = Features ?? Any,
        Prompts = Prompts ?? Any,
        Intents = Intents ?? Any,
        MayAssert = AssertUser ?? true,
        Data = DataTerms,
    };
}
