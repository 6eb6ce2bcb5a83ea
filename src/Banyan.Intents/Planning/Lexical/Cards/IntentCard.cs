using Banyan.Intents.Spine;

namespace Banyan.Intents.Planning.Lexical.Cards;

/// <summary>An intent as the planner looks at it.</summary>
/// <param name="Number">Its place in the index.</param>
/// <param name="Intent">The intent.</param>
/// <param name="Params">The parameters a planner may fill, in the order of the schema.</param>
internal sealed record IntentCard(int Number, Intent Intent, IReadOnlyList<ParamCard> Params)
{
    /// <summary>Reads an intent for a caller: parameters bound to the caller are left out, but for those a caller with an <c>:any</c> scope may name.</summary>
    public static IntentCard Read(int number, Intent intent, Subject subject) =>
        new(number, intent, [.. intent.Params.Properties.Where(pair => IsFree(intent, pair.Key, subject))
            .Select(pair => ParamCard.Read(pair.Key, pair.Value, intent.Params.Required.Contains(pair.Key, StringComparer.Ordinal) && intent.BindingOf(pair.Key) is null))]);

    /// <summary>Whether it changes nothing.</summary>
    public bool IsRead => Intent.Effect == Effect.Read;

    /// <summary>The parameter that names the thing it acts on; null when there is none.</summary>
    public ParamCard? Target => Params.FirstOrDefault(param => param.Kind == ParamKind.Entity && param.Entity == Intent.Entity)
        ?? Params.FirstOrDefault(param => param.Kind == ParamKind.Entity && param.IsRequired)
        ?? Params.FirstOrDefault(param => param.Kind == ParamKind.Entity);

    /// <summary>Whether it has a parameter of the kind.</summary>
    public bool Takes(ParamKind kind) => Params.Any(param => param.Kind == kind);

    private static bool IsFree(Intent intent, string name, Subject subject) =>
        intent.BindingOf(name) is not { } binding || (binding.EndsWith("|any", StringComparison.Ordinal) && subject.Scopes.Any(scope => scope == "*"
            || (scope.StartsWith(intent.Family + ":", StringComparison.Ordinal) && scope.EndsWith(":any", StringComparison.Ordinal))));
}
