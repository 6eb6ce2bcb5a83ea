using System.Globalization;
using System.Text.Json;
using Banyan.Cli.Chatting.Show;
using Banyan.Cli.Chatting.Verbs;

namespace Banyan.Cli.Chatting;

/// <summary>What the answers of a chat came to.</summary>
internal sealed class Spent
{
    private int _answers;
    private int _untold;
    private long _calls;
    private long _tokens;
    private decimal _usd;
    private TimeSpan _took;

    /// <summary>Adds an answer.</summary>
    /// <param name="calls">Model calls.</param>
    /// <param name="tokens">Tokens; null when they were not told.</param>
    /// <param name="usd">Cost as a decimal text; null when it was not told.</param>
    /// <param name="took">How long it took.</param>
    public void Add(long calls, long? tokens, string? usd, TimeSpan took)
    {
        var isTold = decimal.TryParse(usd, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var cost);
        _answers++;
        _untold += isTold && tokens is not null ? 0 : 1;
        _calls += calls;
        _tokens += tokens ?? 0;
        _usd += cost;
        _took += took;
    }

    /// <summary>The command that tells it.</summary>
    public ChatVerb Verb(VerbPage page) => ChatVerb.AtOnce("/cost", "", "what this chat has cost so far", _ =>
    {
        page.Show("/cost", Lines(), Write);
        return null;
    });

    /// <summary>It in lines.</summary>
    private IEnumerable<string> Lines()
    {
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"{Count(_answers, "answer")}, {Count(_calls, "model call")}, {_tokens} tokens, {_usd} USD, {_took.TotalSeconds:0.0} s");
        if (_untold > 0)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"at least: what {Count(_untold, "answer")} cost was not told");
        }
    }

    /// <summary>It as members of an object.</summary>
    private void Write(Utf8JsonWriter writer)
    {
        writer.WriteNumber("answers", _answers);
        writer.WriteNumber("modelCalls", _calls);
        writer.WriteNumber("tokens", _tokens);
        writer.WriteString("usd", _usd.ToString(CultureInfo.InvariantCulture));
        writer.WriteNumber("seconds", Math.Round((decimal)_took.TotalSeconds, 3));
        writer.WriteNumber("untold", _untold);
    }

    private static string Count(long count, string what) => string.Create(CultureInfo.InvariantCulture, $"{count} {what}{(count == 1 ? "" : "s")}");
}
