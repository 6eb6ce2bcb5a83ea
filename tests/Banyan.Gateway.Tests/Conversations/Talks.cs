using Banyan.Gateway.Conversations;
using Banyan.Wire.Translation;

namespace Banyan.Gateway.Tests.Conversations;

/// <summary>Histories for tests, from a seed.</summary>
internal static class Talks
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    public static KeptConversation Empty { get; } = new(Guid.CreateVersion7(Noon)) { CreatedAt = Noon, UpdatedAt = Noon, ExpiresAt = Noon.AddDays(30) };

    public static KeptMessage Kept(int sequence, PlainTurn turn) => new(sequence, turn) { At = Noon, Tokens = TurnTokens.Of(turn) };

    public static PlainTurn User(string text) => new(PlainRole.User, text);

    public static PlainTurn Said(string text) => new(PlainRole.Assistant, text);

    public static PlainTurn Called(params string[] ids) => new(PlainRole.Assistant, "") { Calls = [.. ids.Select(id => new PlainCall(id, "find", """{"q":"x"}"""))] };

    public static PlainTurn Result(string id, string text = "found") => new(PlainRole.Tool, text) { CallId = id };

    /// <summary>A long talk with tools: most sequences whole, some cut short, some results late or belonging to nothing.</summary>
    public static List<KeptMessage> Random(Random random, int turns)
    {
        var talk = new List<PlainTurn> { new(PlainRole.System, "You sell desks. " + Words(random, 20)) };
        for (var turn = 0; turn < turns; turn++)
        {
            talk.Add(User($"{turn}: {Words(random, random.Next(1, 60))}"));
            if (random.Next(3) == 0)
            {
                AddCalls(talk, random, turn);
            }

            if (random.Next(20) == 0)
            {
                talk.Add(Result($"nobody-{turn}"));
            }

            talk.Add(Said($"{turn}: {Words(random, random.Next(1, 80))}"));
        }

        return [.. talk.Select((said, index) => Kept(index + 1, said))];
    }

    private static void AddCalls(List<PlainTurn> talk, Random random, int turn)
    {
        string[] ids = [.. Enumerable.Range(0, random.Next(1, 4)).Select(call => $"call-{turn}-{call}")];
        talk.Add(Called(ids));
        random.Shuffle(ids);
        foreach (var id in ids.Where(_ => random.Next(12) > 0))
        {
            if (random.Next(15) == 0)
            {
                talk.Add(User("still there?"));
            }

            talk.Add(Result(id, Words(random, random.Next(1, 120))));
        }
    }

    private static string Words(Random random, int count) => string.Join(' ', Enumerable.Range(0, count).Select(_ => "word" + random.Next(1000)));
}
