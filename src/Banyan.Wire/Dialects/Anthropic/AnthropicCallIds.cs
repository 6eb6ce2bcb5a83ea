using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Banyan.Wire.Hub;

namespace Banyan.Wire.Dialects.Anthropic;

/// <summary>Gives every call and result an id this wire accepts, always the same for the same ask.</summary>
internal sealed class AnthropicCallIds
{
    private readonly Dictionary<string, string> _byPart = new(StringComparer.Ordinal);

    public AnthropicCallIds(HubAsk ask)
    {
        var open = new List<(HubCall Call, string Id)>();
        for (var turn = 0; turn < ask.Turns.Count; turn++)
        {
            var position = 0;
            foreach (var part in ask.Turns[turn].Parts)
            {
                if (part is HubCall call)
                {
                    var id = call.Id is { Length: > 0 } given ? Sanitise(given) : Made(turn, position);
                    open.Add((call, id));
                    _byPart[call.At] = id;
                }
                else if (part is HubResult result)
                {
                    _byPart[result.At] = result.CallId is { Length: > 0 } given ? Sanitise(given) : Match(result, open) ?? Made(turn, position);
                }

                position++;
            }
        }
    }

    public string Of(HubPart part) => _byPart[part.At];

    // Results without id belong to the first open call of their name, else to the first open call.
    private static string? Match(HubResult result, List<(HubCall Call, string Id)> open)
    {
        var name = result.Name?.ToString();
        var at = open.FindIndex(entry => name is not null && string.Equals(entry.Call.Name.ToString(), name, StringComparison.Ordinal));
        at = at < 0 && open.Count > 0 ? 0 : at;
        if (at < 0)
        {
            return null;
        }

        var id = open[at].Id;
        open.RemoveAt(at);
        return id;
    }

    /// <summary>Brings an id into the wire's alphabet; two that differ only in forbidden characters stay different by the hash.</summary>
    public static string Sanitise(string id)
    {
        if (id.All(IsAllowed))
        {
            return id;
        }

        var clean = string.Concat(id.Select(next => IsAllowed(next) ? next : '_'));
        return $"{clean}_{Hash(id)}";
    }

    private static string Made(int turn, int position) => "toolu_" + Hash(string.Create(CultureInfo.InvariantCulture, $"{turn}:{position}"));

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8));

    private static bool IsAllowed(char next) => char.IsAsciiLetterOrDigit(next) || next is '_' or '-';
}
