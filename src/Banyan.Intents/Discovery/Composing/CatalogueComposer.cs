using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Banyan.Intents.Discovery.Matching;
using Banyan.Intents.Mapping;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Discovery.Composing;

/// <summary>Makes the catalogue of all definitions: pairs sides, publishes contracts, holds back what is not safe, and names the whole by its hash. Equal definitions make equal bytes on every node.</summary>
internal static class CatalogueComposer
{
    /// <summary>Composes.</summary>
    public static Composed Compose(IReadOnlyList<ServedDefinition> served, IntentSettings settings, MatchMemory memory)
    {
        var (pairs, proposals) = Pairing.Find(served, settings.Overlaps, memory);
        var waiting = served.Where(one => one.Pending is not null || one.IsGone).ToList();
        var quarantined = waiting.Select(Waiting).ToList();
        var intents = new List<Intent>();
        foreach (var pair in pairs.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            var intent = EffectiveIntent.Of(pair);
            var (reason, mayApprove) = Reason(pair, intent, waiting, settings);
            if (reason is not null && !quarantined.Exists(one => one.Key == intent.Key && !one.IsServing))
            {
                quarantined.Add(new QuarantinedIntent(intent.Key, pair.Sides.First().Backend.Name, reason, mayApprove ? intent.Hash : null, false));
            }

            intents.Add(intent with { Quarantine = reason });
        }

        var written = new JsonArray([.. intents.Select(intent => (JsonNode)CanonicalIntent.Write(intent))]);
        var version = "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(JsonTree.Canonical(written))));
        var incompatible = intents.Where(intent => intent.Modern is { IsCompatible: false }).Select(intent => new IncompatibleSide(intent.Key, intent.Modern!.Backend.Name, intent.Modern.Missing));
        var catalogue = new IntentCatalogue(version, intents.ToFrozenDictionary(intent => intent.Key, StringComparer.Ordinal));
        return new Composed(catalogue, written, [.. quarantined.OrderBy(one => one.Key, StringComparer.Ordinal)], [.. incompatible], proposals);
    }

    private static QuarantinedIntent Waiting(ServedDefinition one) => new(
        one.Definition.Intent.Key,
        one.Definition.Backend.Name,
        one.Pending is null ? "its operation is gone" : $"its definition changed: {string.Join("; ", one.Breaks)}",
        one.Pending?.Intent.Hash,
        !one.IsGone);

    private static (string? Reason, bool MayApprove) Reason(OverlapPair pair, Intent intent, List<ServedDefinition> waiting, IntentSettings settings)
    {
        if (DefaultDeny.Reason(intent) is { } denied)
        {
            return (denied, false);
        }

        var gone = waiting.Where(one => one.IsGone).Select(one => one.Definition).Intersect(pair.Sides).ToList();
        if (gone.Count > 0 && gone.Count == pair.Sides.Count())
        {
            return ("its definition changed, and the operation it called is no longer there", false);
        }

        // A backend whose word is not granted may not put new intents before people by itself.
        var isGranted = pair.Sides.Any(side => side.Backend.IsTrusted) || settings.Approved.GetValueOrDefault(intent.Key) == intent.Hash;
        return isGranted ? (null, false) : ($"{pair.Sides.First().Backend.Name} is not trusted, so an operator must approve it", true);
    }
}
