using Banyan.Wire.Translation;

namespace Banyan.Gateway.Conversations;

/// <summary>Groups messages into units no provider refuses: calls stand with their results, a call without a result and a result without a call are left out.</summary>
internal static class TurnUnits
{
    /// <summary>Makes the units of everything but system messages, in order of their first messages.</summary>
    public static List<TurnUnit> Of(IReadOnlyList<KeptMessage> messages)
    {
        var results = Unclaimed(messages);
        var units = new List<TurnUnit>();
        foreach (var message in messages)
        {
            if (message.Turn.Role == PlainRole.Assistant && message.Turn.Calls.Count > 0)
            {
                Add(units, WithResults(message, results));
            }
            else if (message.Turn.Role is PlainRole.User or PlainRole.Assistant)
            {
                units.Add(new TurnUnit(message.Sequence, message.Sequence, [message.Turn]));
            }
        }

        return units;
    }

    private static void Add(List<TurnUnit> units, TurnUnit? unit)
    {
        if (unit is not null)
        {
            units.Add(unit);
        }
    }

    private static Dictionary<string, Queue<KeptMessage>> Unclaimed(IReadOnlyList<KeptMessage> messages)
    {
        var results = new Dictionary<string, Queue<KeptMessage>>(StringComparer.Ordinal);
        foreach (var message in messages.Where(message => message.Turn is { Role: PlainRole.Tool, CallId: not null }))
        {
            if (!results.TryGetValue(message.Turn.CallId!, out var waiting))
            {
                results[message.Turn.CallId!] = waiting = new Queue<KeptMessage>();
            }

            waiting.Enqueue(message);
        }

        return results;
    }

    /// <summary>A turn of calls with the results said after it, moved up to it where others spoke in between. Null when nothing of it can stand.</summary>
    private static TurnUnit? WithResults(KeptMessage message, Dictionary<string, Queue<KeptMessage>> results)
    {
        var (calls, answers) = (new List<PlainCall>(), new List<KeptMessage>());
        foreach (var call in message.Turn.Calls)
        {
            if (ResultOf(call, message.Sequence, results) is { } result)
            {
                calls.Add(call);
                answers.Add(result);
            }
        }

        if (calls.Count == 0 && message.Turn is { Text.Length: 0, Parts: null })
        {
            return null;
        }

        var last = answers.Aggregate(message.Sequence, static (most, result) => Math.Max(most, result.Sequence));
        return new TurnUnit(message.Sequence, last, [message.Turn with { Calls = calls }, .. answers.Select(result => result.Turn)]);
    }

    private static KeptMessage? ResultOf(PlainCall call, int after, Dictionary<string, Queue<KeptMessage>> results)
    {
        if (!results.TryGetValue(call.Id, out var waiting))
        {
            return null;
        }

        // What was said before its call answers no call.
        while (waiting.TryPeek(out var early) && early.Sequence < after)
        {
            waiting.Dequeue();
        }

        return waiting.TryDequeue(out var result) ? result : null;
    }
}
