using Banyan.Wire.Translation;

namespace Banyan.Gateway.Conversations;

/// <summary>How a history is brought into a room.</summary>
/// <remarks>
/// 1 everything fits: it is sent as it stands. 2 system turns, the stored summary and everything after it fit: that is sent. 3 else the boundary moves: the newest units
/// that fill half the room stay, those of the latest messages in any case, and everything before them goes into a summary or is left out. Half, so that the next turns
/// find room and the beginning of what is sent stays the same for a while.
/// </remarks>
internal sealed class HistoryPlan
{
    private readonly int _budget;
    private readonly IReadOnlyList<PlainTurn> _system;
    private readonly string? _summary;
    private readonly int _knownUpTo;

    private HistoryPlan(int budget, IReadOnlyList<PlainTurn> system, KeptConversation conversation)
    {
        (_budget, _system) = (budget, system);
        (_summary, _knownUpTo) = (conversation.Summary is { Length: > 0 } text ? text : null, conversation.SummaryUpTo);
    }

    /// <summary>What is left out of what is sent and is in no summary yet; empty when nothing must be summarised.</summary>
    public IReadOnlyList<TurnUnit> Middle { get; private init; } = [];

    /// <summary>What is sent word for word, besides system turns.</summary>
    public IReadOnlyList<TurnUnit> Recent { get; private init; } = [];

    /// <summary>Sequence of the last message before <see cref="Recent"/>; 0 when everything is sent.</summary>
    public int UpTo { get; private init; }

    /// <summary>Whether the boundary moves.</summary>
    public bool Cuts => UpTo > _knownUpTo;

    public static HistoryPlan Make(KeptConversation conversation, IReadOnlyList<KeptMessage> messages, FitRoom room)
    {
        PlainTurn[] system = [.. messages.Where(message => message.Turn.Role == PlainRole.System).Select(message => message.Turn)];
        var units = TurnUnits.Of(messages);
        var left = room.Budget - system.Sum(TurnTokens.Of);
        if (units.Sum(unit => unit.Tokens) <= left)
        {
            return new HistoryPlan(room.Budget, system, conversation) { Recent = units };
        }

        var known = new HistoryPlan(room.Budget, system, conversation) { Recent = [.. units.Where(unit => unit.FirstSequence > conversation.SummaryUpTo)], UpTo = conversation.SummaryUpTo };
        return known.UpTo > 0 && known.Tokens(null) <= room.Budget ? known : Cut(conversation, units, room, system);
    }

    /// <summary>The turns to be sent.</summary>
    /// <param name="summary">What a model said of everything up to the boundary; null for what is stored, or a marker.</param>
    public IReadOnlyList<PlainTurn> Turns(string? summary)
    {
        var kept = Recent.ToList();
        while (kept.Count > 1 && Tokens(summary, kept) > _budget)
        {
            kept.RemoveAt(0);
        }

        return [.. _system, .. Opening(summary, kept.Count < Recent.Count), .. kept.SelectMany(unit => unit.Turns)];
    }

    private static HistoryPlan Cut(KeptConversation conversation, List<TurnUnit> units, FitRoom room, PlainTurn[] system)
    {
        var half = (room.Budget - system.Sum(TurnTokens.Of)) / 2;
        var recentFrom = Latest(units, room.KeepRecent);
        var first = units.Count;
        for (var spent = 0; first > 0 && (first > recentFrom || spent + units[first - 1].Tokens <= half); first--)
        {
            spent += units[first - 1].Tokens;
        }

        // Results may have been said after the boundary's own message: the boundary is what comes before everything that stays.
        var upTo = first < units.Count ? units[first].FirstSequence - 1 : units[^1].LastSequence;
        var known = conversation.Summary is { Length: > 0 } ? conversation.SummaryUpTo : 0;
        return new HistoryPlan(room.Budget, system, conversation)
        {
            Recent = units[first..],
            Middle = [.. units[..first].Where(unit => unit.FirstSequence > known)],
            UpTo = Math.Max(upTo, conversation.SummaryUpTo),
        };
    }

    /// <summary>Index of the unit in which the latest messages begin; at least the last unit is among them.</summary>
    private static int Latest(List<TurnUnit> units, int keepRecent)
    {
        var (index, messages) = (units.Count, 0);
        while (index > 0 && messages < keepRecent)
        {
            messages += units[--index].Turns.Count;
        }

        return index;
    }

    private int Tokens(string? summary) => Tokens(summary, Recent);

    private int Tokens(string? summary, IReadOnlyList<TurnUnit> kept) =>
        _system.Sum(TurnTokens.Of) + Opening(summary, kept.Count < Recent.Count).Sum(TurnTokens.Of) + kept.Sum(unit => unit.Tokens);

    /// <summary>What stands for the messages before: their summary, a marker, or both. The person's turn, for no model's words may become instructions.</summary>
    private IReadOnlyList<PlainTurn> Opening(string? summary, bool cutsRecent)
    {
        if (UpTo == 0 && !cutsRecent)
        {
            return [];
        }

        var told = summary ?? _summary;
        var isShort = told is null || cutsRecent || (summary is null && Cuts);
        string[] words =
        [
            .. told is null ? Array.Empty<string>() : [$"Summary of the earlier part of this conversation, for reference:\n{told}"],
            .. isShort ? ["[Earlier messages were left out because they no longer fit.]"] : Array.Empty<string>(),
        ];
        return [new PlainTurn(PlainRole.User, string.Join("\n\n", words))];
    }
}
