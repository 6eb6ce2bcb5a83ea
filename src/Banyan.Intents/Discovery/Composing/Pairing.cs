using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Banyan.Intents.Discovery.Definitions;
using Banyan.Intents.Discovery.Matching;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Discovery.Composing;

/// <summary>
/// Finds what belongs together, in this order: (1) the same key, granted by trust or by an operator; (2) what a modern service says it replaces, granted by an operator alone;
/// (3) what the matcher finds alike, granted by an operator alone. The rest stands by itself.
/// </summary>
internal sealed class Pairing
{
    private const string Proposed = "proposed";

    private readonly Decisions _decisions;
    private readonly MatchMemory _memory;
    private readonly List<IntentDefinition> _legacy;
    private readonly List<IntentDefinition> _candidates;
    private readonly List<IntentDefinition> _modern;
    private readonly List<OverlapPair> _pairs = [];
    private readonly List<OverlapProposal> _proposals = [];

    private Pairing(IReadOnlyList<ServedDefinition> served, IReadOnlyList<OverlapDecision> decisions, MatchMemory memory)
    {
        _memory = memory;
        _decisions = new Decisions(decisions);
        _legacy = One(served, Generation.Legacy);
        _modern = One(served, Generation.Modern);
        _candidates = [.. served.Where(one => !one.IsIntent && one.Definition.Backend.Generation == Generation.Legacy).Select(one => one.Definition)];
    }

    /// <summary>Pairs definitions.</summary>
    public static (IReadOnlyList<OverlapPair> Pairs, IReadOnlyList<OverlapProposal> Proposals) Find(IReadOnlyList<ServedDefinition> served, IReadOnlyList<OverlapDecision> decisions, MatchMemory memory)
    {
        var pairing = new Pairing(served, decisions, memory);
        pairing.ByKey();
        pairing.ByReplacement();
        pairing.ByLikeness();
        pairing._pairs.AddRange(pairing._legacy.Select(one => new OverlapPair(one.Intent.Key, one, null)));
        pairing._pairs.AddRange(pairing._modern.Where(one => pairing._pairs.TrueForAll(pair => pair.Key != one.Intent.Key)).Select(one => new OverlapPair(one.Intent.Key, null, one)).ToList());
        return (pairing._pairs, pairing._proposals);
    }

    /// <summary>One definition for a key on each side: the first configured backend's.</summary>
    private static List<IntentDefinition> One(IReadOnlyList<ServedDefinition> served, Generation generation) =>
        [.. served.Where(one => one.IsIntent && one.Definition.Backend.Generation == generation).Select(one => one.Definition).DistinctBy(one => one.Intent.Key, StringComparer.Ordinal)];

    private void ByKey()
    {
        foreach (var modern in _modern.ToList())
        {
            if (_legacy.Find(one => one.Intent.Key == modern.Intent.Key) is not { } legacy)
            {
                continue;
            }

            var decided = _decisions.Of(legacy, modern);
            var isGranted = decided ?? modern.Backend.IsTrusted;
            Propose(legacy, modern, new OverlapMatch(0, 0, 1, 1, SameNames(legacy, modern)), isGranted ? "granted" : decided is null ? Proposed : "rejected", modern.Backend.Name);
            _modern.Remove(modern);
            if (isGranted)
            {
                _legacy.Remove(legacy);
                _pairs.Add(new OverlapPair(legacy.Intent.Key, legacy, modern));
            }
        }
    }

    private void ByReplacement()
    {
        foreach (var modern in _modern.ToList())
        {
            foreach (var replaced in modern.Replaces)
            {
                if (_legacy.Concat(_candidates).FirstOrDefault(one => one.Backend.Name == replaced.Service && one.Operation.OperationId == replaced.Operation) is not { } legacy)
                {
                    continue;
                }

                var decided = _decisions.Of(legacy, modern);
                Propose(legacy, modern, new OverlapMatch(0, 0, 1, 1, Inverse(replaced.Map)), Status(decided), modern.Backend.Name);
                if (decided == true && Remapped.As(legacy, modern.Intent.Key, replaced.Map) is { } mapped)
                {
                    Join(modern.Intent.Key, legacy, modern, (mapped, modern));
                    break;
                }
            }
        }
    }

    private void ByLikeness()
    {
        var (left, right) = (_legacy.Concat(_candidates).ToList(), _modern.ToList());
        foreach (var match in _memory.Match([.. left.Select(MatchOperation.Of)], [.. right.Select(MatchOperation.Of)]).Where(match => match.Score >= OverlapMatcher.WorthTelling))
        {
            var (legacy, modern) = (left[match.Left], right[match.Right]);
            if (_proposals.Exists(known => known.Legacy == legacy.Name && known.Modern == modern.Name))
            {
                continue;
            }

            var decided = _decisions.Of(legacy, modern);
            Propose(legacy, modern, match, Status(decided), "matcher");
            if (decided != true)
            {
                continue;
            }

            var isIntent = _legacy.Contains(legacy);
            var rename = new JsonObject { ["rename"] = new JsonObject(match.Names.Where(pair => pair.Key != pair.Value).Select(pair => KeyValuePair.Create(isIntent ? pair.Key : pair.Value, (JsonNode?)(isIntent ? pair.Value : pair.Key)))) };
            var mapped = isIntent ? (legacy, Remapped.As(modern, legacy.Intent.Key, rename)) : (Remapped.As(legacy, modern.Intent.Key, rename), modern);
            if (mapped is ({ } one, { } other))
            {
                Join(one.Intent.Key, legacy, modern, (one, other));
            }
        }
    }

    private void Join(string key, IntentDefinition legacy, IntentDefinition modern, (IntentDefinition Legacy, IntentDefinition Modern) mapped)
    {
        _legacy.Remove(legacy);
        _candidates.Remove(legacy);
        _modern.Remove(modern);
        _pairs.Add(new OverlapPair(key, mapped.Legacy, mapped.Modern));
    }

    private void Propose(IntentDefinition legacy, IntentDefinition modern, OverlapMatch match, string status, string by)
    {
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{legacy.Name}\n{modern.Name}")))[..16];
        _proposals.Add(new OverlapProposal(id, legacy.Name, modern.Name, match.Score, match.Margin, match.Names, status, by));
    }

    private static string Status(bool? decided) => decided switch
    {
        true => "granted",
        false => "rejected",
        null => Proposed,
    };

    private static Dictionary<string, string> SameNames(IntentDefinition legacy, IntentDefinition modern) =>
        legacy.Intent.Params.Properties.Keys.Where(modern.Intent.Params.Properties.ContainsKey).ToDictionary(name => name, name => name, StringComparer.Ordinal);

    private static Dictionary<string, string> Inverse(JsonObject? map) =>
        (map?["rename"] as JsonObject ?? []).GroupBy(pair => Mapping.ValueRules.Text(pair.Value) ?? "", StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.First().Key, StringComparer.Ordinal);
}
