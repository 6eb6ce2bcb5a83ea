using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Banyan.Wire.Json;

namespace Banyan.Wire.Hub;

/// <summary>Gives calls of dialects without ids an id made from their position, and their results the same one, so that equal asks stay equal (W6).</summary>
internal static class HubCallIds
{
    /// <summary>Completes ids and names of all calls and results of a conversation, in place.</summary>
    /// <remarks>A result without an id belongs to the first unanswered call of its name, and without a name to the first unanswered call.</remarks>
    public static void Complete(List<HubTurn> turns)
    {
        var open = new List<HubCall>();
        for (var turn = 0; turn < turns.Count; turn++)
        {
            var parts = turns[turn].Parts;
            for (var part = 0; part < parts.Count; part++)
            {
                parts[part] = parts[part] switch
                {
                    HubCall call => Opened(call, turn, part, open),
                    HubResult result => Answered(result, open),
                    var other => other,
                };
            }
        }
    }

    /// <summary>Makes the id of a call that has none.</summary>
    public static string Make(int turn, int position, JsonText name)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{turn}:{position}:{name}");
        return $"call_{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 12))}";
    }

    private static HubCall Opened(HubCall call, int turn, int part, List<HubCall> open)
    {
        var named = string.IsNullOrEmpty(call.Id) ? call with { Id = Make(turn, part, call.Name) } : call;
        open.Add(named);
        return named;
    }

    private static HubResult Answered(HubResult result, List<HubCall> open)
    {
        var index = open.FindIndex(call => Matches(call, result));
        if (index < 0)
        {
            return result;
        }

        var call = open[index];
        open.RemoveAt(index);
        return result with { CallId = call.Id, Name = result.Name ?? call.Name };
    }

    private static bool Matches(HubCall call, HubResult result)
    {
        if (!string.IsNullOrEmpty(result.CallId))
        {
            return string.Equals(call.Id, result.CallId, StringComparison.Ordinal);
        }

        return result.Name is not { } name || string.Equals(call.Name.ToString(), name.ToString(), StringComparison.Ordinal);
    }
}
