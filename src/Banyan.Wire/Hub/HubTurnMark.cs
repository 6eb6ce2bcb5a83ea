using System.Text.Json;
using Banyan.Wire.Json;

namespace Banyan.Wire.Hub;

/// <summary>A thought or a signed call of an assistant turn, as it is kept for callers whose wire has no place for signatures.</summary>
/// <param name="IsCall">Whether it is the signature of a call; else of a thought.</param>
/// <param name="Place">Of a call its position among the calls; of a thought how many texts and calls of the turn stand before it.</param>
/// <param name="Length">Of a thought the characters of its text: they split what the caller gives back as one.</param>
/// <param name="IsRedacted">Whether the thought is only there encrypted.</param>
/// <param name="Value">The signature; null for a thought without one.</param>
/// <param name="Id">The reasoning item's id; null elsewhere.</param>
internal sealed record HubTurnMark(bool IsCall, int Place, int Length, bool IsRedacted, string? Value, string? Id)
{
    /// <summary>Writes the marks of a turn as one text.</summary>
    public static string Pack(IReadOnlyList<HubTurnMark> marks) => JsonWriting.Text(json =>
    {
        json.WriteStartArray();
        foreach (var mark in marks)
        {
            json.WriteStartArray();
            json.WriteBooleanValue(mark.IsCall);
            json.WriteNumberValue(mark.Place);
            json.WriteNumberValue(mark.Length);
            json.WriteBooleanValue(mark.IsRedacted);
            json.WriteStringValue(mark.Value);
            json.WriteStringValue(mark.Id);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    });

    /// <summary>Reads what <see cref="Pack"/> wrote.</summary>
    public static List<HubTurnMark> Unpack(string packed)
    {
        using var document = JsonDocument.Parse(packed);
        return [.. document.RootElement.Items().Select(mark => new HubTurnMark(
            mark[0].GetBoolean(), mark[1].GetInt32(), mark[2].GetInt32(), mark[3].GetBoolean(), mark[4].GetString(), mark[5].GetString()))];
    }
}
