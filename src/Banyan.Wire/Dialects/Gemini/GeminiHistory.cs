using System.Text.Json;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.Gemini;

/// <summary>Thought signatures of earlier, translated answers in an ask that is relayed.</summary>
internal static class GeminiHistory
{
    /// <summary>Whether a body has a carrier, bare or marked as hidden reasoning.</summary>
    public static bool MayConcern(ReadOnlySpan<byte> body) => body.IndexOf("\"QllOM"u8) >= 0 || body.IndexOf("\"QllOUkVE"u8) >= 0;

    public static void Walk(HubHistory history, JsonElement root)
    {
        var contents = root.Member("contents");
        var gone = new HashSet<int>();
        var index = 0;
        foreach (var entry in contents.Items())
        {
            if (Entry(history, entry.Member("parts"), $"/contents/{index}/parts"))
            {
                gone.Add(index);
            }

            index++;
        }

        history.Edits.RemoveItems(contents, gone);
    }

    /// <returns>Whether nothing of the entry is left.</returns>
    private static bool Entry(HubHistory history, JsonElement parts, string at)
    {
        var gone = new HashSet<int>();
        var index = 0;
        var callSeen = false;
        foreach (var part in parts.Items())
        {
            var isCall = part.Member("functionCall").IsThere() || part.Member("function_call").IsThere();
            if (Signature(part) is var (name, value) && (history.IsForeign(value) || history.IsForeign(value, GeminiSignatures.RedactedMark)))
            {
                Leave(history, part, (name, value), isCall && !callSeen ? Place.FirstCall : isCall || HasContent(part) ? Place.Kept : Place.Empty, $"{at}/{index}");
                if (!isCall && !HasContent(part))
                {
                    gone.Add(index);
                }
            }

            callSeen |= isCall;
            index++;
        }

        if (gone.Count > 0 && gone.Count == index)
        {
            return true;
        }

        history.Edits.RemoveItems(parts, gone);
        return false;
    }

    // The provider checks the first call of a turn: there the placeholder stands in (S4); elsewhere the signature alone is left out.
    private static void Leave(HubHistory history, JsonElement part, (string Name, JsonElement Value) signature, Place place, string at)
    {
        switch (place)
        {
            case Place.FirstCall:
                history.Edits.Replace(signature.Value, GeminiSignatures.Skip);
                break;
            case Place.Kept:
                history.Edits.RemoveMember(part, signature.Name);
                history.Drop(signature.Value, $"{at}/{signature.Name}");
                break;
            case Place.Empty:
                history.Drop(part, at);
                break;
        }
    }

    private static (string Name, JsonElement Value)? Signature(JsonElement part)
    {
        foreach (var (name, value) in part.Members())
        {
            if (name is "thoughtSignature" or "thought_signature")
            {
                return (name, value);
            }
        }

        return null;
    }

    private static bool HasContent(JsonElement part) =>
        part.Members().Any(member => member.Name is not ("thought" or "thoughtSignature" or "thought_signature") && member.Value.Text() is not "");

    private enum Place
    {
        FirstCall,
        Kept,
        Empty,
    }
}
