using System.Text.Json;
using Banyan.Gateway.Callers;
using Banyan.Gateway.Spine;
using Banyan.Host.Tests.App;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Host.Tests.Intents;

/// <summary>What ends or refuses a message from outside: a busy conversation, a rate, a key taken back, the process going down.</summary>
public sealed class IntentLimitTests(IntentLimitTests.NarrowBench bench) : IClassFixture<IntentLimitTests.NarrowBench>
{
    [Fact]
    public async Task A_conversation_that_answers_refuses_a_message_beyond_its_queue_as_busy()
    {
        var talk = await bench.TalkAsync("bob@shop.example");
        await using var held = await HeldAsync(talk);
        using var first = await bench.SendAsync(HttpMethod.Post, Messages(talk), "bob@shop.example", bench.Message("What about my orders?"), null, ("Accept", "text/event-stream"));
        using var second = await bench.SendAsync(HttpMethod.Post, Messages(talk), "bob@shop.example", bench.Message("And my points?"));
        var problem = JsonDocument.Parse(await second.Content.ReadAsStringAsync()).RootElement;
        ((int)second.StatusCode, problem.GetProperty("code").GetString()).ShouldBe((409, "conversation_busy"));
        await held.DisposeAsync();
        var events = SeenEvent.Read(await first.Content.ReadAsStringAsync());
        RunGrammar.ShouldHold(events);
        events[^1].Data.GetProperty("status").GetString().ShouldBe("succeeded", "what was taken is answered");
    }

    [Fact]
    public async Task More_messages_than_a_minute_holds_are_refused_with_the_time_to_wait()
    {
        var statuses = new List<int>();
        for (var i = 0; i < 6; i++)
        {
            using var answer = await bench.SendAsync(HttpMethod.Post, Messages(await bench.TalkAsync("cleo@shop.example")), "cleo@shop.example", bench.Message("How many points do I have?"));
            statuses.Add((int)answer.StatusCode);
            if (answer.StatusCode == System.Net.HttpStatusCode.TooManyRequests)
            {
                (await answer.Content.ReadAsStringAsync()).ShouldContain("rate_limit_exceeded");
                answer.Headers.RetryAfter.ShouldNotBeNull();
            }
        }

        statuses.ShouldBe([200, 200, 200, 200, 429, 429]);
    }

    [Fact]
    public async Task A_stream_is_ended_with_an_error_when_its_key_is_revoked_and_the_run_goes_on()
    {
        var (key, id) = await bench.KeyAsync("intents:run", "users:assert");
        var talk = await bench.TalkAsync("dan@shop.example", key);
        await using var held = await HeldAsync(talk);
        using var answer = await bench.SendAsync(HttpMethod.Post, Messages(talk), "dan@shop.example", bench.Message("What about my orders?"), key, ("Accept", "text/event-stream"));
        var run = answer.Headers.GetValues("x-banyan-run").Single();
        await bench.Services.GetRequiredService<KeyAdmin>().RevokeAsync("default", id, CancellationToken.None);
        var events = SeenEvent.Read(await answer.Content.ReadAsStringAsync());
        events[^1].Kind.ShouldBe("error");
        events[^1].Data.GetProperty("code").GetString().ShouldBe("not_allowed");
        events.ShouldAllBe(one => one.Kind != "run.finished");
        await held.DisposeAsync();
        var rest = await bench.EventsAsync(HttpMethod.Get, $"/intents/v1/runs/{run}/events", "dan@shop.example");
        RunGrammar.ShouldHold(rest);
    }

    [Fact]
    public async Task A_run_that_waits_its_turn_shows_pings_and_can_be_cancelled()
    {
        var talk = await bench.TalkAsync("eve@shop.example");
        await using var held = await HeldAsync(talk);
        using var answer = await bench.SendAsync(HttpMethod.Post, Messages(talk), "eve@shop.example", bench.Message("What about my orders?"), null, ("Accept", "text/event-stream"));
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync());
        var seen = "";
        while (!seen.Contains("event: ping\ndata: {}\n\n", StringComparison.Ordinal))
        {
            seen += await reader.ReadLineAsync() + "\n";
        }

        var run = answer.Headers.GetValues("x-banyan-run").Single();
        var (status, state) = await bench.JsonAsync(HttpMethod.Post, $"/intents/v1/runs/{run}/cancel", "eve@shop.example");
        status.ShouldBe(202, state.ToString());
        await held.DisposeAsync();
        var events = SeenEvent.Read(seen + await reader.ReadToEndAsync());
        RunGrammar.ShouldHold(events);
        events[^1].Data.GetProperty("status").GetString().ShouldBe("cancelled");
        (await bench.JsonAsync(HttpMethod.Post, $"/intents/v1/runs/{run}/cancel", "eve@shop.example")).Status.ShouldBe(409);
    }

    private static string Messages(string talk) => $"/intents/v1/conversations/{talk}/messages";

    /// <summary>Holds a conversation as another node would, so that its messages wait.</summary>
    private async Task<HeldTalk> HeldAsync(string talk)
    {
        var leases = bench.Services.GetRequiredService<ILeases>();
        return new HeldTalk(leases, (await leases.TryTakeAsync("default", $"conversation:{talk}", Patience.Long, CancellationToken.None)).ShouldNotBeNull());
    }

    /// <summary>Four messages a minute, one at a time, and a ping after a tenth of a second.</summary>
    public sealed class NarrowBench : IntentBench
    {
        protected override string More => "\n  limits: { messagesPerMinute: 4, queue: 0 }\nserver: { pingAfter: 100ms }\n";
    }

    private sealed class HeldTalk(ILeases leases, Lease lease) : IAsyncDisposable
    {
        private bool _isReleased;

        public async ValueTask DisposeAsync()
        {
            if (!_isReleased)
            {
                _isReleased = true;
                await leases.ReleaseAsync(lease, CancellationToken.None);
            }
        }
    }
}
