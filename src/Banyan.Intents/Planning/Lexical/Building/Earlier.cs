using System.Globalization;
using System.Text.RegularExpressions;
using Banyan.Intents.Planning.Lexical.Reading;
using Banyan.Intents.Planning.Lexical.Words;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Planning.Lexical.Building;

/// <summary>Tells of earlier conversations when it is them that are asked about. They are told and nothing else: they fill no step.</summary>
internal static partial class Earlier
{
    /// <summary>The words to answer with; null when the message is about something else.</summary>
    public static string? Find(Scene scene)
    {
        var said = string.Join(' ', scene.Tokens.Where(token => token.Kind != TokenKind.Mark).Select(token => token.Text));
        if (!Asked().IsMatch(said))
        {
            return null;
        }

        var past = scene.Request.Conversation.Past.Where(one => IsMeant(one, said, scene.Today)).ToList();
        return past.Count == 0 ? "I know of no such conversation of yours." : "Earlier you asked: " + string.Join("; ", past.Select(Tell)) + ".";
    }

    private static bool IsMeant(PastConversation past, string said, DateOnly today)
    {
        var monday = today.AddDays(-(((int)today.DayOfWeek + 6) % 7));
        return Says("yesterday") ? past.Day == today.AddDays(-1)
            : Says("last week") ? past.Day >= monday.AddDays(-7) && past.Day < monday
            : Says("this week") ? past.Day >= monday
            : !Says("today") || past.Day == today;

        bool Says(string time) => said.Contains(time, StringComparison.Ordinal);
    }

    private static string Tell(PastConversation past) =>
        $"on {past.Day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)} \"{past.Title}\"{(past.Entities.Count == 0 ? "" : $" ({string.Join(", ", past.Entities)})")}";

    // Whole messages only: "what did I order last week" is about orders.
    [GeneratedRegex(
        @"\A(and |so |please |can you tell me |tell me |do you (know|remember) )*what( did| have)? (i|we) (ask|asked|say|said|talk about|talked about|want|wanted)( you| for| about)*( (yesterday|today|last week|this week|last time|before|earlier|lately|recently|in the past|the last time))*\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        2000)]
    private static partial Regex Asked();
}
