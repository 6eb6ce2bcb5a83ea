using System.Text.Json;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.Anthropic;

/// <summary>Thoughts of earlier, translated answers in an ask that is relayed: this wire refuses a signature it did not issue, and an empty one.</summary>
internal static class AnthropicHistory
{
    private static readonly byte[] ThinkingOff = """{"type":"disabled"}"""u8.ToArray();

    /// <summary>Whether a body has a carrier or an empty signature; a provider's own signatures are no reason to look closer.</summary>
    public static bool MayConcern(ReadOnlySpan<byte> body)
    {
        if (body.IndexOf("\"QllOM"u8) >= 0)
        {
            return true;
        }

        for (var rest = body; rest.IndexOf("\"signature\""u8) is var at and >= 0;)
        {
            rest = rest[(at + "\"signature\""u8.Length)..].TrimStart(" \t\r\n:"u8);
            if (rest.StartsWith("\"\""u8))
            {
                return true;
            }
        }

        return false;
    }

    public static void Walk(HubHistory history, JsonElement root)
    {
        var messages = root.Member("messages").GetValueOrDefault().Items().ToList();
        var gone = new HashSet<int>();
        var lost = new Dictionary<int, int>();
        for (var i = 0; i < messages.Count; i++)
        {
            var blocks = messages[i].Member("content").GetValueOrDefault();
            var foreign = Foreign(history, blocks, $"/messages/{i}/content");
            if (foreign.Count == 0)
            {
                continue;
            }

            lost[i] = foreign.Count;
            if (foreign.Count == blocks.GetArrayLength())
            {
                gone.Add(i);
            }
            else
            {
                history.Edits.RemoveItems(blocks, foreign);
            }
        }

        history.Edits.RemoveItems(root.Member("messages").GetValueOrDefault(), gone);
        SettleThinking(history, root, messages, lost);
    }

    private static HashSet<int> Foreign(HubHistory history, JsonElement blocks, string at)
    {
        var foreign = new HashSet<int>();
        var index = 0;
        foreach (var block in blocks.Items())
        {
            var value = block.Word("type") switch
            {
                "thinking" => block.Member("signature"),
                "redacted_thinking" => block.Member("data"),
                _ => null,
            };
            if (value is { } signature && (signature.Text() is "" || history.IsForeign(signature)))
            {
                history.Drop(block, $"{at}/{index}");
                foreign.Add(index);
            }

            index++;
        }

        return foreign;
    }

    // With a budget set, a turn whose calls are being answered must begin with a thought: when it lost its own, thinking stays off for this ask.
    private static void SettleThinking(HubHistory history, JsonElement root, List<JsonElement> messages, Dictionary<int, int> lost)
    {
        var last = messages.FindLastIndex(message => message.Word("role") is "assistant");
        if (!lost.TryGetValue(last, out var without) || history.Target.AdaptiveThinking || root.Member("thinking") is not { } thinking || thinking.Word("type") is not "enabled")
        {
            return;
        }

        var blocks = messages[last].Member("content").GetValueOrDefault().Items().ToList();
        var thoughts = blocks.Count(block => block.Word("type") is "thinking" or "redacted_thinking");
        var isLoop = blocks.Exists(block => block.Word("type") is "tool_use")
            && messages.Skip(last + 1).Any(message => message.Member("content").GetValueOrDefault().Items().Any(block => block.Word("type") is "tool_result"));
        if (isLoop && without == thoughts)
        {
            history.Edits.Replace(thinking, ThinkingOff);
            history.Drop(thinking, "/thinking");
        }
    }
}
