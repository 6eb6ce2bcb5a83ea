using System.Text.Json;
using Banyan.Wire;
using Banyan.Wire.Json;
using Banyan.Wire.Translation;

namespace Banyan.Gateway.Conversations;

/// <summary>Whether messages can be kept.</summary>
public static class MessageCheck
{
    private const int MostId = 128, MostAtOnce = 500;

    /// <summary>The first thing wrong with some messages; null when nothing is.</summary>
    public static Failure? Find(IReadOnlyList<NewMessage> messages)
    {
        if (messages.Count is 0 or > MostAtOnce)
        {
            return ConversationFailures.Wrong($"Send 1 to {MostAtOnce} messages.", "messages");
        }

        var ids = new HashSet<(string, PlainRole)>();
        for (var i = 0; i < messages.Count; i++)
        {
            var message = messages[i];
            var wrong = Wrong(message.Turn)
                ?? (message.ClientMessageId is { } id && (id.Length is 0 or > MostId || !ids.Add((id, message.Turn.Role))) ? ("clientMessageId", $"is empty, longer than {MostId} characters or there twice") : null);
            if (wrong is var (member, why))
            {
                return ConversationFailures.Wrong($"messages[{i}].{member} {why}.", $"messages[{i}].{member}");
            }
        }

        return null;
    }

    private static (string Member, string Why)? Wrong(PlainTurn turn)
    {
        if (turn.Role == PlainRole.Tool && string.IsNullOrEmpty(turn.CallId))
        {
            return ("toolCallId", "is needed: it names the call the result answers");
        }

        if (turn.Role != PlainRole.Assistant && turn.Calls.Count > 0)
        {
            return ("toolCalls", "belong to the assistant alone");
        }

        if (turn.Calls.Any(call => call.Id.Length == 0 || call.Name.Length == 0))
        {
            return ("toolCalls", "need an id and a name each");
        }

        if (turn.Parts is { } parts && !IsList(parts))
        {
            return ("parts", "is not a JSON list of objects");
        }

        return turn is { Text.Length: 0, Parts: null, Calls.Count: 0, Role: not PlainRole.Tool } ? ("content", "says nothing") : null;
    }

    private static bool IsList(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = JsonSafety.MaxDepth });
            return document.RootElement.ValueKind == JsonValueKind.Array && document.RootElement.EnumerateArray().All(part => part.ValueKind == JsonValueKind.Object);
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
