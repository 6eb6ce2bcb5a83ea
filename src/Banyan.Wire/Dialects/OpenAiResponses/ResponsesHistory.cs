using System.Text.Json;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.OpenAiResponses;

/// <summary>Reasoning items of earlier, translated answers in an ask that is relayed: the provider knows neither their ids nor other issuers' content.</summary>
internal static class ResponsesHistory
{
    /// <summary>Whether a body has a carrier, or a reasoning item under an id of ours.</summary>
    public static bool MayConcern(ReadOnlySpan<byte> body)
    {
        if (body.IndexOf("\"QllOM"u8) >= 0)
        {
            return true;
        }

        for (var rest = body; rest.IndexOf("\"rs_"u8) is var at and >= 0;)
        {
            rest = rest[(at + 1)..];
            if (rest.IndexOf((byte)'"') is var end and >= 0 && DerivedId.IsOurs("rs_"u8, rest[..end]))
            {
                return true;
            }
        }

        return false;
    }

    public static void Walk(HubHistory history, JsonElement root)
    {
        var input = root.Member("input");
        var gone = new HashSet<int>();
        var index = 0;
        foreach (var item in input.Items())
        {
            if (item.Member("type").Text() is "reasoning" && IsGone(history, item))
            {
                history.Drop(item, $"/input/{index}");
                gone.Add(index);
            }

            index++;
        }

        history.Edits.RemoveItems(input, gone);
    }

    // An item of the provider's own is known to it by its id; one of ours is known to nobody but its issuer, by its content.
    private static bool IsGone(HubHistory history, JsonElement item)
    {
        var content = item.Member("encrypted_content");
        var isOurs = item.Member("id").Text() is { } id && DerivedId.IsOurs("rs_"u8, System.Text.Encoding.UTF8.GetBytes(id));
        if (history.IsForeign(content) || (isOurs && !content.IsThere()))
        {
            return true;
        }

        if (isOurs)
        {
            history.Edits.RemoveMember(item, "id");
        }

        return false;
    }
}
