using Banyan.Gateway.Spine;
using Banyan.Host.Tests.App;
using Banyan.Intents.Running.Journal;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Host.Tests.Intents;

/// <summary>Conversations in which a new message stops what is at work, as <c>busy: interrupt</c> wants it.</summary>
public sealed class InterruptTests(InterruptTests.HastyBench bench) : IClassFixture<InterruptTests.HastyBench>
{
    private const string Ada = "ada@shop.example", Bob = "bob@shop.example";

    [Fact]
    public async Task A_message_stops_the_one_before_it_and_both_are_answered()
    {
        var talk = await bench.TalkAsync(Ada);
        var (leases, journal) = (bench.Services.GetRequiredService<ILeases>(), bench.Services.GetRequiredService<IJournalStore>());
        var held = (await leases.TryTakeAsync("default", $"conversation:{talk}", Patience.Long, default)).ShouldNotBeNull();
        using var first = await bench.SendAsync(HttpMethod.Post, Messages(talk), Ada, bench.Message("What about my orders?"), null, ("Accept", "text/event-stream"));
        var run = first.Headers.GetValues("x-banyan-run").Single();

        var second = bench.JsonAsync(HttpMethod.Post, Messages(talk), Ada, bench.Message("How many points do I have?"));
        await Patience.UntilAsync(async () => (await journal.FindAsync("default", run, default))!.IsCancelAsked);
        await leases.ReleaseAsync(held, default);

        SeenEvent.Read(await first.Content.ReadAsStringAsync())[^1].Data.GetProperty("status").GetString().ShouldBe("cancelled");
        (await second).Json.GetProperty("status").GetString().ShouldBe("succeeded");
    }

    [Fact]
    public async Task What_waits_for_a_yes_and_other_conversations_are_left_alone()
    {
        var (talk, other) = (await bench.TalkAsync(Bob), await bench.TalkAsync(Bob));
        var code = (await bench.SayAsync(Bob, talk, "Close my account")).GetProperty("confirmation").GetProperty("id").GetString();
        (await bench.SayAsync(Bob, other, "What about my orders?")).GetProperty("status").GetString().ShouldBe("succeeded");
        (await bench.SayAsync(Bob, talk, "What about my orders?")).GetProperty("status").GetString().ShouldBe("succeeded");

        var (status, answer) = await bench.JsonAsync(HttpMethod.Post, $"/intents/v1/confirmations/{code}", Bob, new { decision = "decline" });

        (status, answer.GetProperty("steps")[0].GetProperty("code").GetString()).ShouldBe((200, "confirm_declined"));
    }

    private static string Messages(string talk) => $"/intents/v1/conversations/{talk}/messages";

    /// <summary>Interrupts.</summary>
    public sealed class HastyBench : IntentBench
    {
        protected override string More => "\n  limits: { busy: interrupt }\n";
    }
}
