using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Conversations;

/// <summary>How much a model takes, judged before a route is chosen.</summary>
/// <param name="Tokens">Its context window.</param>
/// <param name="MaxOutput">Most tokens of its answer; null when not known.</param>
public sealed record ModelWindow(int Tokens, int? MaxOutput)
{
    /// <summary>The window of a model nobody declared.</summary>
    public const int Unknown = 32_768;

    private const int UsualReserve = 4_096;

    /// <summary>Tokens kept free for an answer.</summary>
    /// <param name="asked">The caller's bound; null when it gave none.</param>
    public int Reserve(int? asked) => Math.Min(asked ?? Math.Min(MaxOutput ?? UsualReserve, UsualReserve), Tokens / 2);

    /// <summary>The window of what a name stands for: of an alias that draws among targets the smallest, else of the first that can be used.</summary>
    /// <param name="catalog">The configuration.</param>
    /// <param name="name">Model or alias; empty for the default.</param>
    public static ModelWindow Of(CatalogSnapshot catalog, string name)
    {
        var asked = name.Length > 0 ? name : catalog.DefaultModel ?? "mock/chat";
        ModelEntry[] usable = [.. Entries(catalog, asked).Where(model => model.Provider.IsConfigured && !model.IsDisabled)];
        if (usable.Length == 0)
        {
            return new ModelWindow(Unknown, null);
        }

        var draws = catalog.Aliases.TryGetValue(asked, out var alias) && alias.Strategy != AliasStrategy.Fixed;
        var first = draws ? usable.MinBy(model => model.Context ?? Unknown)! : usable[0];
        return new ModelWindow(first.Context ?? Unknown, first.MaxOutput);
    }

    private static IEnumerable<ModelEntry> Entries(CatalogSnapshot catalog, string name)
    {
        if (catalog.Aliases.TryGetValue(name, out var alias))
        {
            return alias.Targets.Select(target => target.Model);
        }

        if (catalog.ModelsByName.TryGetValue(name, out var models))
        {
            return models;
        }

        var slash = name.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0)
        {
            return catalog.Models.Values.Where(model => model.Provider.Kind != "mock").OrderByDescending(model => model.Quality).ThenBy(model => model.Provider.Priority);
        }

        // The mock's scripts stand behind a colon.
        var plain = name.StartsWith("mock/", StringComparison.Ordinal) ? name.Split(':')[0] : name;
        return catalog.FindOrMake(plain[..slash], plain[(slash + 1)..]) is { } made ? [made] : [];
    }
}
