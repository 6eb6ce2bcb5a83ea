namespace Banyan.Host.Tests.Intents.Kills;

/// <summary>The whole service killed with SIGKILL in the middle of a write, and started again on its data: each effect once, and whoever asked is told.</summary>
[Trait("Fault", "14")]
public sealed class KilledHostTests
{
    [Theory]
    [InlineData("before effect")]
    [InlineData("after effect")]
    [InlineData("after answer")]
    public async Task A_write_under_a_key_is_done_once_wherever_the_service_was_killed(string point)
    {
        await using var bench = await KilledHost.StartAsync();
        var talk = await bench.TalkAsync();
        var asked = await bench.SayAsync(talk, "Cancel order 1002", "m1");
        asked.Status().ShouldBe("awaiting_confirmation", asked.GetRawText());
        (bench.Orders.Point, bench.Orders.Held) = (point, ("POST", "/orders/1002/cancel"));
        await bench.KillAsync(bench.Orders.Reached, bench.SayAsync(talk, "yes", "m2"));

        var answer = await bench.AnswerAsync(asked.GetProperty("runId").GetString()!, "succeeded");
        answer.Steps().ShouldContain("orders.cancel succeeded modern", answer.GetRawText());
        (await bench.EffectsAsync()).ShouldBe(["orders cancelled 1002"]);
        (await bench.SayAsync(talk, "yes", "m2")).GetProperty("runId").GetString().ShouldBe(asked.GetProperty("runId").GetString(), "the same message is the same run, now as before");
        (await bench.EffectsAsync()).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("before effect", 0)]
    [InlineData("after effect", 1)]
    public async Task A_write_where_no_key_is_honoured_is_never_sent_again_and_told_as_unknown(string point, int done)
    {
        await using var bench = await KilledHost.StartAsync();
        var talk = await bench.TalkAsync();
        (bench.Legacy.Point, bench.Legacy.Held) = (point, ("POST", "/complaint_new"));
        await bench.KillAsync(bench.Legacy.Reached, bench.SayAsync(talk, "Complain that 1003 is late", "m1"));

        // The same message again waits for the run that is carried on.
        var answer = await bench.SayAsync(talk, "Complain that 1003 is late", "m1");
        answer.Steps().ShouldContain(step => step.StartsWith("complaints.create unknown_outcome", StringComparison.Ordinal), answer.GetRawText());
        answer.Text().ShouldContain("could not learn whether it was done");
        (await bench.EffectsAsync()).Count.ShouldBe(done);
    }

    [Fact]
    public async Task A_question_outlives_the_service_and_its_yes_counts_after_the_next_start()
    {
        await using var bench = await KilledHost.StartAsync();
        var talk = await bench.TalkAsync();
        (bench.Orders.Point, bench.Orders.Held) = ("before effect", ("GET", "/orders/1002"));
        await bench.KillAsync(bench.Orders.Reached, bench.SayAsync(talk, "Cancel order 1002", "m1"));
        (await bench.SayAsync(talk, "Cancel order 1002", "m1")).Status().ShouldBe("awaiting_confirmation");
        await bench.KillAsync(Task.CompletedTask);
        (await bench.SayAsync(talk, "yes", "m2")).Steps().ShouldContain("orders.cancel succeeded modern");
        (await bench.EffectsAsync()).ShouldBe(["orders cancelled 1002"]);
    }
}
