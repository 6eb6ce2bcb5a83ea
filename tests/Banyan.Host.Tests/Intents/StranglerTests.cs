using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Host.Tests.Intents;

/// <summary>Services go and come while people talk: nobody restarts anything, nobody edits anything.</summary>
public sealed class StranglerTests
{
    private const string Ada = "ada@shop.example", Bob = "bob@shop.example";

    /// <summary>So many times as fast as the system's clock: breakers, health and discovery wait shortly, and calls still have time enough.</summary>
    private const int Haste = 10;

    [Fact]
    public async Task With_modern_orders_away_reads_and_unbound_writes_go_to_legacy_and_bound_people_are_told()
    {
        var clock = new HurriedClock(Haste);
        await using var talk = await StartAsync(clock);
        await talk.SayAsync(Ada, "Cancel order 1002");
        (await talk.SayAsync(Ada, "yes")).Steps().ShouldContain("orders.cancel succeeded modern");

        await talk.Shop.StopAsync("orders");
        (await talk.SayAsync(Bob, "What about my orders?")).Steps().ShouldBe(["orders.list succeeded legacy"]);
        (await talk.SayAsync(Bob, "Cancel order 1004")).Status().ShouldBe("awaiting_confirmation");
        (await talk.SayAsync(Bob, "yes")).Steps().ShouldContain("orders.cancel succeeded legacy");
        var bound = await talk.SayAsync(Ada, "What about my orders?");
        bound.Steps().ShouldNotContain(step => step.Contains("succeeded", StringComparison.Ordinal));
        bound.Text().ShouldContain("temporarily unavailable", Case.Insensitive);

        await talk.Shop.StartAsync("orders");
        (await talk.AllEffectsAsync()).ShouldBe(["legacy cancelled 1004", "orders cancelled 1002"]);
        await UntilAsync(talk, clock, "What about my orders?", "orders.list succeeded modern", "cleo@shop.example");
        await UntilAsync(talk, clock, "What about my orders?", "orders.list succeeded modern");
    }

    [Fact]
    public async Task A_service_that_appears_in_the_directory_is_used_without_a_change_of_anything()
    {
        var clock = new HurriedClock(Haste);
        await using var talk = await StartAsync(clock);
        const string Points = "How many points do I have?";
        (await talk.SayAsync(Ada, Points)).Steps().ShouldBe(["loyalty.points succeeded legacy"]);
        var before = talk.Views.CatalogueFor(talk.Subject(Ada)).GetProperty("version").GetString();

        await talk.Shop.StartAsync("loyalty");
        var since = clock.GetUtcNow();
        var answer = await UntilAsync(talk, clock, Points, "loyalty.points succeeded modern");

        answer.Text().ShouldContain("1240");
        (clock.GetUtcNow() - since).ShouldBeLessThan(TimeSpan.FromSeconds(75));
        talk.Views.CatalogueFor(talk.Subject(Ada)).GetProperty("version").GetString().ShouldNotBe(before);
    }

    /// <summary>A start under the hurried clock: what is not read within the first moments is read again soon.</summary>
    private static async Task<ShopTalk> StartAsync(HurriedClock clock)
    {
        var talk = await ShopTalk.StartAsync(new TalkWishes { Edits = Wide.Open, Replace = services => services.AddSingleton<TimeProvider>(clock) });
        for (var i = 0; talk.Views.CatalogueFor(talk.Subject(Ada)).GetProperty("intents").GetArrayLength() < 12 && i < 120; i++)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), clock);
        }

        talk.Views.CatalogueFor(talk.Subject(Ada)).GetProperty("intents").GetArrayLength().ShouldBe(12);
        return talk;
    }

    /// <summary>Asks the same, a second of the hurried clock after the other, until it is done as wanted; two minutes of it are the bound.</summary>
    private static async Task<JsonElement> UntilAsync(ShopTalk talk, HurriedClock clock, string text, string wanted, string email = Ada)
    {
        JsonElement answer;
        var tries = 0;
        while (!(answer = await talk.SayAsync(email, text)).Steps().SequenceEqual([wanted]))
        {
            (++tries).ShouldBeLessThan(120, answer.GetRawText());
            await Task.Delay(TimeSpan.FromSeconds(1), clock);
        }

        return answer;
    }
}
