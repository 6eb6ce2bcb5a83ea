using System.Collections.Frozen;
using Banyan.Intents.Planning.Lexical.Reading;
using Banyan.Intents.Planning.Lexical.Words;

namespace Banyan.Intents.Planning.Lexical.Building;

/// <summary>Answers greetings, thanks and calls for help.</summary>
internal static class SmallTalk
{
    private static readonly FrozenSet<string> Greetings = new[] { "hello", "hi", "hey", "hiya", "howdy", "greetings", "morning", "afternoon", "evening", "good", "day", "there", "everyone", "dear", "banyan", "bot", "again", "how", "are", "you", "doing", "today" }.ToFrozenSet(StringComparer.Ordinal);
    private static readonly FrozenSet<string> Thanks = new[] { "thanks", "thank", "thankyou", "you", "very", "much", "a", "lot", "great", "perfect", "cheers", "ok", "okay", "fine", "good", "nice", "super", "bye", "goodbye", "cool", "that", "is", "all", "was", "so", "for", "your", "help", "the", "this", "everything", "it", "now", "awesome", "wonderful" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The words to answer with; null when the message is about something.</summary>
    public static string? Find(Scene scene)
    {
        var words = scene.Tokens.Where(token => token.Kind != TokenKind.Mark).ToList();
        if (words.Count is 0 or > 9)
        {
            return null;
        }

        if (words.Exists(token => token.IsAny(["hello", "hi", "hey", "hiya", "howdy", "greetings", "morning", "afternoon", "evening"])) && words.TrueForAll(token => Greetings.Contains(token.Text)))
        {
            return "Hello. " + CanDo(scene);
        }

        if (words.Exists(token => token.IsAny(["thanks", "thank", "thankyou", "cheers", "bye", "goodbye", "great", "perfect", "cool"])) && words.TrueForAll(token => Thanks.Contains(token.Text)))
        {
            return "You are welcome.";
        }

        return IsHelp(words) ? CanDo(scene) : null;
    }

    /// <summary>A sentence that names some of what can be done.</summary>
    public static string CanDo(Scene scene)
    {
        var titles = scene.Index.Cards.Select(card => card.Intent.Title.TrimEnd('.')).Distinct(StringComparer.Ordinal).ToList();
        return titles.Count == 0 ? "There is nothing I can do for you yet."
            : "This is what I can do: " + string.Join("; ", titles.Take(12).Select(Lower)) + (titles.Count > 12 ? "; and more." : ".");
    }

    private static string Lower(string title) => title.Length > 1 && char.IsLower(title[1]) ? char.ToLowerInvariant(title[0]) + title[1..] : title;

    private static bool IsHelp(List<Token> words)
    {
        var text = string.Join(' ', words.Select(token => token.Text));
        return text is "help" or "help me" or "please help" or "i need help" or "what can you do" or "what can i ask" or "what can i do" or "what can i ask you" or "what can you do for me" or "what do you do" or "how can you help" or "how can you help me" or "who are you" or "what are you";
    }
}
