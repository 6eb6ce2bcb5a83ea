using System.Globalization;
using Banyan.TestKit.Talk;
using Banyan.Wire;

namespace Banyan.Host.Tests.Money.Invoices;

/// <summary>One ask drawn by chance: a door, a provider's language, words, and what is to happen to each of its calls.</summary>
internal sealed record InvoiceCase
{
    private const int MostSentences = 9;

    /// <summary>Its number, unlike that of any other.</summary>
    public required int Number { get; init; }

    /// <summary>Letter of the door; E for embeddings, T for a chat with a tool of the service's own.</summary>
    public required char Door { get; init; }

    /// <summary>Letter of the language of the providers it is sent to.</summary>
    public required char Upstream { get; init; }

    /// <summary>Whether a stream is asked for.</summary>
    public required bool Streams { get; init; }

    /// <summary>What happens to each call in turn; the last for all that follow.</summary>
    public required IReadOnlyList<Deed> Deeds { get; init; }

    /// <summary>Which sentences are asked.</summary>
    public required IReadOnlyList<int> Sentences { get; init; }

    /// <summary>Name of the end user, by which its rows are found.</summary>
    public string User => $"c{Number:D7}";

    /// <summary>The words asked; the mark in front tells the provider what to do.</summary>
    public string Text => $"{User}:{string.Join('+', Deeds.Select(deed => (int)deed))}: {string.Join(' ', Sentences.Select(Prose.Text))}";

    /// <summary>The tokens a provider bills for the ask.</summary>
    public int BilledInput => Prose.MarkTokens + Sentences.Sum(Prose.Tokens);

    /// <summary>The answer's pieces.</summary>
    public IReadOnlyList<int> Answer => [.. Sentences.Select(one => (one + Number) % Prose.Count)];

    /// <summary>How many pieces are said before a cut or a silence.</summary>
    public int SaidPieces => 1 + (Number % Sentences.Count);

    /// <summary>Whether two calls run beside each other: the first provider of the chain does not begin.</summary>
    public bool IsRace => Deeds[0] == Deed.Stall;

    /// <summary>The name asked for.</summary>
    private string Model => $"{Upstream}-{(IsRace ? "race" : "chain")}";

    /// <summary>Path and body as the caller sends them.</summary>
    public (string Path, string Body) Ask()
    {
        var model = Model;
        return Door switch
        {
            'E' => ("/v1/embeddings", $$"""{"model":"xC/emb","input":"{{Text}}"}"""),
            'T' => ("/v1/chat/completions", $$$"""{"model":"{{{model}}}","messages":[{"role":"user","content":"{{{Text}}}"}],"banyan":{"tools":["calculate"]}}"""),
            _ => WireTalk.Of(Door).Ask(model, Streams, Text),
        };
    }

    /// <summary>Bytes of text in the ask, as its door's language counts them.</summary>
    public int AskedBytes()
    {
        var (path, body) = Ask();
        var dialect = DialectTable.All.First(one => one.Letter == (Door is 'E' or 'T' ? 'C' : Door));
        var model = path.StartsWith("/v1beta/", StringComparison.Ordinal) ? Model : null;
        return dialect.Read(System.Text.Encoding.UTF8.GetBytes(body), Door == 'E' ? Operation.Embed : Operation.Chat, new AskPath(model, Streams)).TextBytes;
    }

    /// <summary>Draws one.</summary>
    public static InvoiceCase Draw(int number, Random random, bool mayRace)
    {
        const string Languages = "CRAGO";
        var door = random.Next(20) switch { 0 => 'E', 1 => 'T', var other => Languages[other % Languages.Length] };
        var streams = door is not ('E' or 'T') && random.Next(2) == 0;
        return new InvoiceCase
        {
            Number = number,
            Door = door,
            Upstream = door is 'E' or 'T' ? 'C' : Languages[random.Next(Languages.Length)],
            Streams = streams,
            Deeds = door switch { _ when mayRace && streams && door != 'R' && random.Next(25) == 0 => [Deed.Stall, Deed.Answer], 'T' => [Deed.CallTool, Deed.Answer], 'E' => [.. Failures(random), Deed.Answer], _ => [.. Failures(random), Last(random)] },
            Sentences = [.. Enumerable.Range(0, random.Next(2, MostSentences)).Select(_ => random.Next(Prose.Count))],
        };
    }

    /// <summary>Reads the number and the deeds out of an ask that reached a provider.</summary>
    public static (int Number, IReadOnlyList<Deed> Deeds) Read(string text)
    {
        var mark = System.Text.RegularExpressions.Regex.Match(text, @"c(?<number>\d{7}):(?<deeds>[\d+]+): ", System.Text.RegularExpressions.RegexOptions.ExplicitCapture, Patience);
        mark.Success.ShouldBeTrue(text);
        return (int.Parse(mark.Groups["number"].Value, CultureInfo.InvariantCulture), [.. mark.Groups["deeds"].Value.Split('+').Select(deed => (Deed)int.Parse(deed, CultureInfo.InvariantCulture))]);
    }

    private static TimeSpan Patience => App.Patience.Long;

    private static IEnumerable<Deed> Failures(Random random)
    {
        while (random.Next(5) == 0)
        {
            yield return random.Next(2) == 0 ? Deed.Refuse : Deed.HangUp;
        }
    }

    private static Deed Last(Random random) => random.Next(10) switch { 0 => Deed.Cut, 1 => Deed.Wait, _ => Deed.Answer };
}
