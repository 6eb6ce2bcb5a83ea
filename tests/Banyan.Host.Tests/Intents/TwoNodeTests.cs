using System.Net.Http.Json;
using Banyan.TestKit;
using Shop.Kit;

namespace Banyan.Host.Tests.Intents;

/// <summary>Two services on one PostgreSQL and one Shop: a person may talk to either.</summary>
public sealed class TwoNodeTests
{
    private const string Ada = "ada@shop.example";

    [Fact]
    public async Task A_conversation_is_continued_on_the_other_node_and_what_binds_a_person_binds_there_too()
    {
        await using var server = await PostgresServer.StartAsync();
        var database = await server.CreateDatabaseAsync();
        await using var first = await ShopTalk.StartAsync(new TalkWishes { Edits = Wide.Open, Database = database });
        await using var second = await ShopTalk.StartAsync(new TalkWishes { Edits = Wide.Open, Database = database, Beside = first });

        // The question is asked on one node and answered on the other.
        (await first.SayAsync(Ada, "Check my order status and raise a complaint")).Text().ShouldContain("What should the complaint say?");
        (await second.SayAsync(Ada, "the box of 1001 was damaged")).Steps().ShouldBe(["complaints.create succeeded legacy"]);
        (await first.SayAsync(Ada, "Cancel order 1002")).Status().ShouldBe("awaiting_confirmation");
        (await second.SayAsync(Ada, "yes")).Steps().ShouldContain("orders.cancel succeeded modern");

        // A canary falls the same way on both, and a write binds on both.
        foreach (var email in new[] { Ada, "bob@shop.example", "cleo@shop.example", "dan@shop.example" })
        {
            (await SideOfAddressAsync(first, email)).ShouldBe(await SideOfAddressAsync(second, email), email);
        }

        // The complaint bound her complaints to legacy, the cancellation her orders to modern: with modern away no node falls back for her.
        await first.Shop.StopAsync("orders");
        foreach (var node in new[] { first, second })
        {
            var bound = await node.SayAsync(Ada, "What about my orders?");
            bound.Steps().ShouldNotContain(step => step.Contains("legacy", StringComparison.Ordinal), bound.GetRawText());
            bound.Text().ShouldContain("temporarily unavailable", Case.Insensitive);
        }

        await first.Shop.StartAsync("orders");
        var effects = await first.AllEffectsAsync();
        effects.ShouldContain("legacy complaint on 1001");
        effects.ShouldContain("orders cancelled 1002");
    }

    [Fact]
    public async Task A_message_said_to_both_nodes_at_once_is_done_once_and_many_keep_one_order()
    {
        await using var server = await PostgresServer.StartAsync();
        var database = await server.CreateDatabaseAsync();
        await using var first = await ShopTalk.StartAsync(new TalkWishes { Edits = Wide.Open, Database = database });
        await using var second = await ShopTalk.StartAsync(new TalkWishes { Edits = Wide.Open, Database = database, Beside = first });
        await first.TalkOfAsync(Ada);

        var both = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => (i % 2 == 0 ? first : second).SayAsync(Ada, "Complain that 1003 is late", "once")));
        both.Select(answer => answer.GetRawText()).Distinct().ShouldHaveSingleItem();
        (await first.AllEffectsAsync()).ShouldBe(["legacy complaint on 1003"]);

        var many = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => (i % 2 == 0 ? first : second).SayAsync(Ada, "Look up order 1002", $"n{i}")));
        many.ShouldAllBe(answer => answer.Status() == "succeeded");
    }

    [Fact]
    public async Task A_write_whose_node_dies_in_the_middle_is_carried_on_by_the_other_and_done_once()
    {
        await using var server = await PostgresServer.StartAsync();
        var database = await server.CreateDatabaseAsync();
        await using var second = await ShopTalk.StartAsync(new TalkWishes { Edits = Wide.Open, Database = database });
        var first = await ShopTalk.StartAsync(new TalkWishes { Edits = Wide.Open, Database = database, Beside = second });
        (await first.SayAsync(Ada, "Cancel order 1002")).Status().ShouldBe("awaiting_confirmation");

        // The node goes while its write is under way.
        await FaultAsync(second, new Fault(FaultMode.Slow, 3000, "/orders/1002/cancel", 1));
        var accepted = await first.PostAsync(Ada, "yes");
        await foreach (var seen in first.Flow.WatchAsync(first.Subject(Ada), accepted.RunId, accepted.After, default))
        {
            if (seen.Kind == "step.started" && seen.Data.GetRawText().Contains("orders.cancel", StringComparison.Ordinal))
            {
                break;
            }
        }

        await first.DiscardAsync();

        var answer = await second.AnswerAsync(Ada, accepted);
        answer.Steps().ShouldContain("orders.cancel succeeded modern", answer.GetRawText());
        (await second.AllEffectsAsync()).ShouldBe(["orders cancelled 1002"]);
    }

    private static async Task<string> SideOfAddressAsync(ShopTalk talk, string email)
    {
        talk.Forget(email);
        (await talk.SayAsync(email, "Move me to 12 Oak Street, Leeds LS1 4AB")).Status().ShouldBe("awaiting_confirmation");
        var done = await talk.SayAsync(email, "yes");
        return done.Steps().Single(step => step.StartsWith("users.update_address succeeded", StringComparison.Ordinal));
    }

    private static async Task FaultAsync(ShopTalk talk, Fault fault)
    {
#pragma warning disable RS0030 // A client of the tests' own: nothing of the product is behind it.
        using var http = new HttpClient();
#pragma warning restore RS0030
        using var set = await http.PostAsJsonAsync(new Uri(talk.Shop.Addresses["orders"], "/_faults"), fault);
        set.EnsureSuccessStatusCode();
    }
}
