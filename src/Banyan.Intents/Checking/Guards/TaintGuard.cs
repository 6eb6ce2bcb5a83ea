using Banyan.Intents.Checking.Binding;
using Banyan.Intents.Conditions;
using Banyan.Intents.Spine;
using Banyan.Wire.Schemas;

namespace Banyan.Intents.Checking.Guards;

/// <summary>Where money, goods and messages go is said by the person, not by data: destinations of writes that come from elsewhere are denied, or named in a confirmation.</summary>
internal static class TaintGuard
{
    private static readonly HashSet<string> Destinations = new(StringComparer.Ordinal)
    {
        "email", "mail", "phone", "tel", "telephone", "mobile", "fax", "address", "street", "city", "town", "zip", "postcode", "postal", "country",
        "account", "iban", "bic", "card", "wallet", "url", "uri", "link", "website", "webhook", "callback", "amount", "price", "sum", "total",
        "recipient", "payee", "beneficiary", "destination", "to", "receiver",
    };

    /// <summary>Looks at every destination of a write.</summary>
    /// <returns>Why it is denied, or the values a yes must name with their source; neither when all is well.</returns>
    public static (Problem? Denied, IReadOnlyList<string> Told) Look(Intent intent, PlanStep step, BoundArguments arguments, RunScope scope)
    {
        var told = new List<string>();
        if (intent.Effect == Effect.Read)
        {
            return (null, told);
        }

        foreach (var (name, provenance) in arguments.Provenance)
        {
            if (provenance == Provenance.Model)
            {
                return (new Problem(ProblemWords.ArgUnsourced, $"step {step.Id} ({intent.Key}), {name}: nobody said this value."), told);
            }

            var isTrusted = provenance == Provenance.User || provenance == Provenance.CallerBound || provenance == Provenance.Const || provenance.Word.EndsWith("/owned", StringComparison.Ordinal);
            if (isTrusted || !intent.Params.Properties.TryGetValue(name, out var schema) || !IsDestination(name, schema))
            {
                continue;
            }

            if (IsPersonal(step, name, scope))
            {
                return (new Problem(ProblemWords.DeniedTaint, $"The {NameWords.Label(name)} would come from another person's data; say it yourself."), told);
            }

            var source = provenance == Provenance.Entity ? "from this conversation"
                : provenance == Provenance.Client ? "from the program that asks"
                : "from an answer of " + provenance.Word["tool:".Length..];
            told.Add($"The {NameWords.Label(name)} \"{ConfirmationWords.Shown(arguments.Value.GetProperty(name))}\" is not yours or said by you, it is {source}.");
        }

        return (null, told);
    }

    /// <summary>Whether a parameter says where something goes, or how much.</summary>
    public static bool IsDestination(string name, JsonSchema schema) =>
        schema.Format is "email" or "uri" || NameWords.Of(name).Any(Destinations.Contains) || schema.Properties.Any(pair => IsDestination(pair.Key, pair.Value))
        || (schema.Items is { } items && IsDestination("", items));

    // A record that has an owner, and was not proved to be the caller's, is another person's.
    private static bool IsPersonal(PlanStep step, string name, RunScope scope) =>
        step.Args.GetValueOrDefault(name) is Argument.Reference reference && ValuePath.Read(reference.Path).Path is { } path
        && scope.Ended.TryGetValue(path.Root, out var ended) && !ended.IsOwned
        && (!scope.Catalogue.Intents.TryGetValue(ended.Intent, out var source) || (!source.IsPublic && (source.Owner is not null || source.Params.Properties.Keys.Any(key => CallerBinding.Of(source, key) is not null))));
}
