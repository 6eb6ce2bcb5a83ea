using Banyan.Wire.Hub;
using Microsoft.Extensions.AI;

namespace Banyan.ExtensionsAI.Asking;

/// <summary>Turns to messages.</summary>
internal sealed class MessageMapping(MappingReport report)
{
    private readonly PartMapping _parts = new(report);

    public List<ChatMessage> Map(List<HubTurn> turns)
    {
        var messages = new List<ChatMessage>(turns.Count);
        foreach (var turn in turns)
        {
            if (turn.Role == HubRole.Tool)
            {
                AddResults(turn, messages);
            }
            else
            {
                messages.Add(new ChatMessage(RoleOf(turn.Role), [.. turn.Parts.Select(_parts.Map).OfType<AIContent>()]) { AuthorName = turn.Name?.Value.ToString() });
            }
        }

        return messages;
    }

    private static ChatRole RoleOf(HubRole role) => role switch
    {
        HubRole.System or HubRole.Developer => ChatRole.System,
        HubRole.User => ChatRole.User,
        HubRole.Assistant => ChatRole.Assistant,
        HubRole.Tool => ChatRole.Tool,
    };

    /// <summary>Results are text; pictures in them follow in a user's message, as everywhere else.</summary>
    private void AddResults(HubTurn turn, List<ChatMessage> messages)
    {
        var results = new List<AIContent>();
        var others = new List<AIContent>();
        foreach (var part in turn.Parts.OfType<HubResult>())
        {
            var text = part.Structured?.ToString() ?? string.Join('\n', part.Parts.OfType<HubText>().Select(inner => inner.Text.ToString()));
            results.Add(new FunctionResultContent(part.CallId ?? "", part.IsError ? $"ERROR: {text}" : text));
            others.AddRange(part.Parts.Where(inner => inner is not HubText).Select(_parts.Map).OfType<AIContent>());
        }

        messages.Add(new ChatMessage(ChatRole.Tool, results));
        if (others.Count > 0)
        {
            messages.Add(new ChatMessage(ChatRole.User, others));
        }
    }
}
