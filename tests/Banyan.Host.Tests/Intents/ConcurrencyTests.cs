using Banyan.Intents.Memory;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Host.Tests.Intents;

/// <summary>Many messages at once, on one node and on two: an effect happens once, order is kept, and nothing is lost with a node.</summary>
public sealed class ConcurrencyTests
{
    private const string Ada = "ada@shop.example";

    [Fact]
    public async Task The_same_message_twenty_times_at_once_is_one_effect_and_twenty_equal_answers()
    {
        await using var talk = await ShopTalk.StartAsync(new TalkWishes { Edits = Wide.Open });

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => talk.SayAsync(Ada, "Complain that 1003 is late", "once")));

        answers.Select(answer => answer.GetRawText()).Distinct().ShouldHaveSingleItem();
        answers[0].Steps().ShouldContain("complaints.create succeeded legacy");
        (await talk.AllEffectsAsync()).ShouldBe(["legacy complaint on 1003"]);
    }

    [Fact]
    public async Task The_same_yes_twenty_times_at_once_cancels_once()
    {
        await using var talk = await ShopTalk.StartAsync(new TalkWishes { Edits = Wide.Open });
        (await talk.SayAsync(Ada, "Cancel order 1002")).Status().ShouldBe("awaiting_confirmation");

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => talk.SayAsync(Ada, "yes", "yes-once")));

        answers.Select(answer => answer.Text()).Distinct().ShouldHaveSingleItem();
        answers[0].Steps().ShouldContain("orders.cancel succeeded modern");
        (await talk.AllEffectsAsync()).ShouldBe(["orders cancelled 1002"]);
    }

    [Fact]
    public async Task Fifty_messages_at_once_in_one_conversation_are_all_answered_in_one_order()
    {
        await using var talk = await ShopTalk.StartAsync(new TalkWishes { Edits = Wide.Open });
        string[] orders = ["1001", "1002", "1003", "1007"];

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(async i => (Order: orders[i % 4], Answer: await talk.SayAsync(Ada, $"Look up order {orders[i % 4]}", $"n{i}"))));

        foreach (var (order, answer) in answers)
        {
            answer.Steps().ShouldBe(["orders.get succeeded modern"]);
            answer.Text().ShouldContain(order);
        }

        await IsInOrderAsync(talk, 50);
    }

    [Fact]
    public async Task Messages_handed_in_one_after_the_other_are_answered_in_that_order()
    {
        await using var talk = await ShopTalk.StartAsync(new TalkWishes { Edits = Wide.Open });

        var handedIn = new List<Banyan.Intents.Accepted>();
        for (var i = 0; i < 20; i++)
        {
            handedIn.Add(await talk.PostAsync(Ada, $"Look up order {(i % 2 == 0 ? 1002 : 1003)}", $"n{i}"));
        }

        foreach (var one in handedIn)
        {
            (await talk.AnswerAsync(Ada, one)).Status().ShouldBe("succeeded");
        }

        var said = await IsInOrderAsync(talk, 20);
        said.Where(message => message.Role == "user").Select(message => message.ClientMessageId).ShouldBe(Enumerable.Range(0, 20).Select(i => $"n{i}"));
    }

    /// <summary>Numbers without gaps, and every answer right after its message.</summary>
    private static async Task<IReadOnlyList<StoredMessage>> IsInOrderAsync(ShopTalk talk, int count)
    {
        var subject = talk.Subject(Ada);
        var said = await talk.Services.GetRequiredService<IConversationStore>().MessagesAsync(new ConversationOwner(subject.Tenant, subject.Id), await talk.TalkOfAsync(Ada), 1000, default);
        said.Count.ShouldBe(2 * count);
        said.Select(message => message.Sequence).ShouldBe(Enumerable.Range(said[0].Sequence, 2 * count));
        for (var i = 0; i < said.Count; i += 2)
        {
            (said[i].Role, said[i + 1].Role, said[i + 1].ClientMessageId).ShouldBe(("user", "assistant", said[i].ClientMessageId));
        }

        return said;
    }
}
