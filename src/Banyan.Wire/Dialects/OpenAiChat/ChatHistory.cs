using System.Text.Json;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.OpenAiChat;

/// <summary>Signatures of earlier, translated answers in an ask that is relayed: in <c>reasoning_details</c>, and on calls where Google's compatible route has them.</summary>
internal static class ChatHistory
{
    /// <summary>Whether a body has a carrier.</summary>
    public static bool MayConcern(ReadOnlySpan<byte> body) => body.IndexOf("\"QllOM"u8) >= 0;

    public static void Walk(HubHistory history, JsonElement root)
    {
        var index = 0;
        foreach (var message in root.Member("messages").Items())
        {
            var at = $"/messages/{index++}";
            Details(history, message, at);
            var call = 0;
            foreach (var one in message.Member("tool_calls").Items())
            {
                Call(history, one, $"{at}/tool_calls/{call++}");
            }
        }
    }

    private static void Details(HubHistory history, JsonElement message, string at)
    {
        var details = message.Member("reasoning_details");
        var foreign = new HashSet<int>();
        var index = 0;
        foreach (var detail in details.Items())
        {
            if (history.IsForeign(detail.Member("signature")) || history.IsForeign(detail.Member("data")))
            {
                foreign.Add(index);
                history.Drop(detail, $"{at}/reasoning_details/{index}");
            }

            index++;
        }

        if (foreign.Count > 0 && foreign.Count == index)
        {
            history.Edits.RemoveMember(message, "reasoning_details");
        }
        else
        {
            history.Edits.RemoveItems(details, foreign);
        }
    }

    // Only what we put there goes: what else a caller keeps in `extra_content` stays.
    private static void Call(HubHistory history, JsonElement call, string at)
    {
        var extra = call.Member("extra_content");
        var google = extra.Member("google");
        if (!history.IsForeign(google.Member("thought_signature")))
        {
            return;
        }

        history.Drop(google, $"{at}/extra_content/google/thought_signature");
        var (owner, name) = google.Members().Count() > 1 ? (google, "thought_signature") : extra.Members().Count() > 1 ? (extra, "google") : (call, "extra_content");
        history.Edits.RemoveMember(owner, name);
    }
}
