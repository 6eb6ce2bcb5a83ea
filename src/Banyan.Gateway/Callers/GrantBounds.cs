using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Callers;

/// <summary>Keeps a key's grants within those of the key that made it.</summary>
internal static class GrantBounds
{
    /// <summary>Whether <paramref name="outer"/> grants everything that <paramref name="inner"/> does.</summary>
    public static bool Covers(Grants outer, Grants inner) =>
        Covers(outer.Operations, inner.Operations) && Covers(outer.Models, inner.Models) && Covers(outer.Tools, inner.Tools)
        && Covers(outer.Features, inner.Features) && Covers(outer.Prompts, inner.Prompts) && Covers(outer.Intents, inner.Intents)
        && inner.Networks.All(one => outer.Networks.Any(other => NetworkWords.Covers(other, one))) && (outer.MayAssert || !inner.May("users:assert"));

    /// <summary>What both grant. Exact: two prefixes either nest or have nothing in common.</summary>
    public static Grants Within(Grants child, Grants parent) =>
        new(Shared(child.Operations, parent.Operations), Shared(child.Models, parent.Models))
        {
            Tools = Shared(child.Tools, parent.Tools),
            Features = Shared(child.Features, parent.Features),
            Prompts = Shared(child.Prompts, parent.Prompts),
            Intents = Shared(child.Intents, parent.Intents),
            Networks = Shared(child.Networks, parent.Networks, NetworkWords.Covers),
            MayAssert = child.MayAssert && parent.MayAssert,
            Data = child.Data is { } own && parent.Data is { } its ? own.And(its) : child.Data ?? parent.Data,
        };

    /// <summary>Whether each pattern of <paramref name="inner"/> lies within one of <paramref name="outer"/>.</summary>
    public static bool Covers(IReadOnlyList<string> outer, IReadOnlyList<string> inner) => inner.All(one => outer.Any(pattern => Covers(pattern, one)));

    private static IReadOnlyList<string> Shared(IReadOnlyList<string> child, IReadOnlyList<string> parent) => Shared(child, parent, Covers);

    private static IReadOnlyList<string> Shared(IReadOnlyList<string> child, IReadOnlyList<string> parent, Func<string, string, bool> covers) =>
        [.. child.SelectMany(one => parent.Select(other => covers(other, one) ? one : covers(one, other) ? other : null)).OfType<string>().Distinct(StringComparer.Ordinal)];

    private static bool Covers(string pattern, string inner) =>
        pattern.EndsWith('*')
            ? inner.AsSpan().StartsWith(pattern.AsSpan(0, pattern.Length - 1), StringComparison.Ordinal)
            : string.Equals(pattern, inner, StringComparison.Ordinal);
}
