using System.Globalization;

namespace Banyan.Cli.Chatting;

/// <summary>What a person reads first.</summary>
internal static class Greetings
{
    private const int MostTitles = 6;

    /// <summary>It in lines.</summary>
    public static IEnumerable<string> Of(IntentSeat seat)
    {
        if (seat.IsDemo)
        {
            yield return "This is a demo: whoever types an e-mail is taken for its owner.";
        }

        var rows = seat.Known.Rows;
        var who = seat.Api.User is { } user ? $"You are {user}. " : "";
        if (rows.Count == 0)
        {
            yield return $"{who}There is nothing you may ask for here yet.";
        }
        else
        {
            var titles = string.Join(", ", rows.Take(MostTitles).Select(row => row.Title.TrimEnd('.')));
            var more = rows.Count > MostTitles ? string.Create(CultureInfo.InvariantCulture, $" and {rows.Count - MostTitles} more (/intents)") : "";
            yield return $"{who}You can ask for: {titles}{more}.";
        }

        yield return seat.Conversation is { } id ? $"Going on with conversation {id}; /history {id} shows it." : "Say what you need; /help lists commands.";
    }
}
