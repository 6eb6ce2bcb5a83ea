using Banyan.Wire.Json;

namespace Banyan.Wire.Hub;

/// <summary>Puts signatures back into the turns of a caller whose wire has no place for them (S3).</summary>
internal static class HubTurnRecall
{
    /// <summary>Completes the assistant turns of a conversation, in place; those whose signatures are another's, or not known (any more), stay as they are.</summary>
    /// <param name="turns">The conversation as the caller gave it.</param>
    /// <param name="seal">The caller's tenant's.</param>
    /// <param name="issuer">Who is asked, and takes no signatures but its own.</param>
    /// <param name="withWords">Whether it takes a signed thought only with the text it signs.</param>
    public static void PutBack(List<HubTurn> turns, ISignatureSeal seal, string issuer, bool withWords)
    {
        byte[] said = [];
        for (var i = 0; i < turns.Count; i++)
        {
            if (turns[i].Role != HubRole.Assistant)
            {
                continue;
            }

            var turn = HubTurnKey.Of(turns[i]);
            said = HubTurnKey.After(said, turn);
            if ((seal.Recall(HubTurnKey.InPlace(said)) ?? seal.Recall(HubTurnKey.Alone(turn))) is { } kept
                && string.Equals(kept.Issuer, issuer, StringComparison.Ordinal))
            {
                turns[i] = turns[i] with { Parts = Completed(turns[i], issuer, HubTurnMark.Unpack(kept.Value), withWords) };
            }
        }
    }

    private static List<HubPart> Completed(HubTurn turn, string issuer, List<HubTurnMark> marks, bool withWords)
    {
        var calls = marks.Where(mark => mark.IsCall).ToDictionary(mark => mark.Place, mark => new HubSignature(issuer, mark.Value!));
        var thoughts = Thoughts(turn, issuer, [.. marks.Where(mark => !mark.IsCall)], withWords);
        var parts = new List<HubPart>();
        var (place, call) = (0, 0);
        foreach (var part in turn.Parts.Where(part => part is not HubThought))
        {
            parts.AddRange(thoughts.Where(thought => thought.Place == place).Select(thought => thought.Thought));
            parts.Add(part is HubCall && calls.TryGetValue(call, out var signature) ? part with { Signature = signature } : part);
            call += part is HubCall ? 1 : 0;
            place++;
        }

        parts.AddRange(thoughts.Where(thought => thought.Place >= place).Select(thought => thought.Thought));
        return parts;
    }

    // The caller gives all thoughts of a turn back as one text, or none, or has changed it: only the whole text is split again.
    private static List<(int Place, HubThought Thought)> Thoughts(HubTurn turn, string issuer, List<HubTurnMark> marks, bool withWords)
    {
        var text = string.Concat(turn.Parts.OfType<HubThought>().Select(thought => thought.Text.ToString()));
        var at = $"{turn.At}/thinking";
        var isWhole = text.Length == marks.Sum(mark => mark.Length);
        var thoughts = new List<(int, HubThought)>();
        if (!isWhole && text.Length > 0)
        {
            thoughts.Add((0, new HubThought(at, JsonText.From(text))));
        }

        var start = 0;
        foreach (var mark in marks)
        {
            var words = isWhole ? text.Substring(start, mark.Length) : "";
            start += mark.Length;
            if (words.Length == mark.Length || (mark.Value is not null && !withWords))
            {
                var signature = mark.Value is null ? null : new HubSignature(issuer, mark.Value);
                thoughts.Add((mark.Place, new HubThought(at, JsonText.From(words)) { Signature = signature, IsRedacted = mark.IsRedacted, Id = mark.Id }));
            }
        }

        return thoughts;
    }
}
