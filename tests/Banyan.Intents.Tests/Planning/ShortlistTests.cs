using System.Collections.Frozen;
using Banyan.Intents.Planning;
using Banyan.Intents.Planning.Lexical;
using Banyan.Intents.Spine;
using Banyan.Intents.Tests.Answering;

namespace Banyan.Intents.Tests.Planning;

public sealed class ShortlistTests
{
    private readonly LexicalPlanner _lexical = new(TimeProvider.System);

    [Theory]
    [InlineData(30, 30)]
    [InlineData(31, 20)]
    public void Thirty_are_shown_all_and_of_more_the_twenty_likeliest_sorted_by_key(int there, int shown)
    {
        var list = Shortlist.Of(Request(there, ConversationView.Empty), _lexical);

        list.Count.ShouldBe(shown);
        list.Select(intent => intent.Key).ShouldBe(list.Select(intent => intent.Key).Order(StringComparer.Ordinal));
        list.Select(intent => intent.Key).ShouldContain("thing.t07", "it is the one the message names");
    }

    [Fact]
    public void What_the_conversation_used_is_shown_however_unlikely()
    {
        var without = Shortlist.Of(Request(60, ConversationView.Empty), _lexical).Select(intent => intent.Key).ToList();
        var unlikely = Request(60, ConversationView.Empty).Visible.Select(intent => intent.Key).First(key => !without.Contains(key));

        Shortlist.Of(Request(60, ConversationView.Empty with { Used = [unlikely] }), _lexical).Select(intent => intent.Key).ShouldBe([.. without.Append(unlikely).Order(StringComparer.Ordinal)]);
    }

    private static PlanRequest Request(int count, ConversationView conversation)
    {
        string[] words = ["lamp", "desk", "rug", "chair", "clock", "mirror", "shelf", "bulb", "sofa", "plant"];
        var intents = Enumerable.Range(0, count)
            .Select(number => Scopes.Intent($"thing.t{number:00}", $"Polish the {words[number % 10]} of room {number}") with { Examples = [$"polish the {words[number % 10]} of room {number}"] })
            .ToFrozenDictionary(intent => intent.Key, StringComparer.Ordinal);
        var catalogue = new IntentCatalogue("sha256:" + count, intents);
        return new PlanRequest { Text = "polish the bulb of room 7", Subject = Scopes.Ada, Catalogue = catalogue, Visible = catalogue.VisibleTo(Scopes.Ada), Conversation = conversation, Budget = new RunBudget(4, 20_000, 1) };
    }
}
