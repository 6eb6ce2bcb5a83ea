using System.Text.Json;
using Banyan.Wire;
using Banyan.Wire.Json;

namespace Banyan.Host.Doors;

/// <summary>Reads which tools of Banyan an ask names: <c>"banyan": {"tools": ["calculate"]}</c>, in any language.</summary>
internal static class AskedTools
{
    /// <summary>The names, none when the ask names none; or why they can't be read.</summary>
    public static (IReadOnlyList<string> Names, Failure? Refused) Of(WireBody ask)
    {
        if (BanyanMember.Read(ask) is not { ValueKind: JsonValueKind.Object } member || !member.TryGetProperty("tools", out var tools))
        {
            return ([], null);
        }

        return tools.ValueKind == JsonValueKind.Array && tools.EnumerateArray().All(one => one.ValueKind == JsonValueKind.String)
            ? ([.. tools.EnumerateArray().Select(one => one.GetString()!)], null)
            : ([], new Failure(FailureKind.CallerFault, "invalid_request", "The tools Banyan is to run are a list of names.") { Param = "banyan.tools" });
    }
}
