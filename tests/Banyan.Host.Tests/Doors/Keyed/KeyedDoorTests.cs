using System.Text.Json;
using Banyan.Gateway.Metering;
using Banyan.Host.Tests.App;
using Banyan.Host.Tests.Attacks;
using Banyan.Host.Tests.Processes;
using Banyan.TestKit.Grammar;
using Banyan.TestKit.Talk;
using Banyan.TestKit.Wall;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Host.Tests.Doors.Keyed;

/// <summary>Idempotency keys at the five wire doors, on one node.</summary>
public sealed class KeyedDoorTests(AttackBench bench) : IClassFixture<AttackBench>
{
    private static int _keys;

    public static TheoryData<char, bool> Doors
    {
        get
        {
            var doors = new TheoryData<char, bool>();
            foreach (var talk in WireTalk.All)
            {
                doors.Add(talk.Letter, true);
                doors.Add(talk.Letter, false);
            }

            return doors;
        }
    }

    public static TheoryData<char> Letters => new(WireTalk.All.Select(talk => talk.Letter));

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task The_same_ask_gets_the_same_bytes_again_and_the_provider_is_asked_once(char letter, bool streams)
    {
        var (key, text) = Fresh();
        using var first = await WholeAsync(letter, streams, text, key);
        using var again = await WholeAsync(letter, streams, text, key);

        first.Status.ShouldBe(200, first.Text);
        again.Body.ShouldBe(first.Body);
        again.Head.ShouldBe([.. first.Head.Append("x-banyan-replayed: true").Order(StringComparer.Ordinal)]);
        Asked(text).ShouldBe(1);
        var rows = await RowsAsync(first.RequestId);
        rows.ShouldHaveSingleItem();
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task Who_comes_while_it_is_made_hears_all_of_it(char letter, bool streams)
    {
        var (key, text) = Fresh();
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        bench.Script = request =>
        {
            asked.TrySetResult();
            return KeyedScripts.Halting(request, release.Task);
        };
        var leading = AskAsync(letter, streams, text, key);
        await asked.Task.WaitAsync(Patience.Long);
        var following = AskAsync(letter, streams, text, key);
        if (streams)
        {
            // Headed and half heard, each from the start, before the provider goes on.
            await (await leading).SeenAsync(KeyedScripts.Before);
            await (await following).SeenAsync(KeyedScripts.Before);
        }

        release.SetResult();
        using var leader = await leading;
        using var follower = await following;
        await leader.RestAsync();
        await follower.RestAsync();
        bench.Script = null;

        leader.Text.ShouldContain(KeyedScripts.After);
        follower.Body.ShouldBe(leader.Body);
        Asked(text).ShouldBe(1);
        if (streams)
        {
            StreamGrammar.Check(letter, follower.Body).ShouldBeEmpty(follower.Text);
        }
    }

    [Theory]
    [MemberData(nameof(Letters))]
    public async Task Who_leaves_does_not_end_it_and_finds_it_whole_on_coming_back(char letter)
    {
        var (key, text) = Fresh();
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        WallRequest? request = null;
        bench.Script = met =>
        {
            request = met;
            return KeyedScripts.Halting(met, release.Task);
        };
        using (var leaver = await AskAsync(letter, true, text, key))
        {
            await leaver.SeenAsync(KeyedScripts.Before);
        }

        // The same connection's end is told to the service before another can come back; the provider must not hear of it.
        using var returned = await AskAsync(letter, true, text, key);
        await returned.SeenAsync(KeyedScripts.Before);
        request!.ClientGone.IsCompleted.ShouldBeFalse();
        release.SetResult();
        await returned.RestAsync();
        bench.Script = null;

        returned.Text.ShouldContain(KeyedScripts.After);
        StreamGrammar.Check(letter, returned.Body).ShouldBeEmpty(returned.Text);
        Asked(text).ShouldBe(1);
    }

    [Theory]
    [Trait("Attack", "59")]
    [MemberData(nameof(Letters))]
    public async Task Another_ask_under_the_key_is_a_conflict_and_asks_nobody(char letter)
    {
        var (key, text) = Fresh();
        using var first = await WholeAsync(letter, false, text, key);
        using var other = await WholeAsync(letter, false, text + " and more", key);
        using var streamed = await WholeAsync(letter, true, text, key);
        using var forAda = await WholeAsync(letter, false, text, key, ("x-banyan-user", "ada"));

        foreach (var refused in (HostCall[])[other, streamed, forAda])
        {
            refused.Status.ShouldBe(409);
            AttackBench.ShouldBeError(letter.ToString(), refused.Text);
        }

        Asked(text).ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Letters))]
    public async Task An_answer_that_failed_is_told_as_it_was_and_made_anew_for_who_asks_again(char letter)
    {
        var (key, text) = Fresh();
        // Gemini's body says its status once more.
        var no = WireTalk.Of(letter).ErrorBody("no").Replace("500", "400", StringComparison.Ordinal).Replace("INTERNAL", "INVALID_ARGUMENT", StringComparison.Ordinal);
        bench.Script = _ => WallScript.Json(no, 400);
        using var failed = await WholeAsync(letter, false, text, key);
        bench.Script = null;
        using var again = await WholeAsync(letter, false, text, key);

        failed.Status.ShouldBe(400, failed.Text);
        AttackBench.ShouldBeError(letter.ToString(), failed.Text);
        again.Status.ShouldBe(200, again.Text);
        Asked(text).ShouldBe(2);
    }

    [Theory]
    [MemberData(nameof(Letters))]
    public async Task A_stream_that_was_cut_is_never_replayed(char letter)
    {
        var (key, text) = Fresh();
        bench.Script = request =>
        {
            var talk = WireTalk.Of(request.Path[1]);
            var script = WallScript.Stream(talk.StreamType);
            talk.Stream([KeyedScripts.Before, KeyedScripts.After], 3, 2).TakeWhile(happened => !happened.Contains(KeyedScripts.After, StringComparison.Ordinal)).ToList().ForEach(happened => script.Chunk(happened));
            return script.Close();
        };
        using var cut = await WholeAsync(letter, true, text, key);
        bench.Script = null;
        using var again = await WholeAsync(letter, true, text, key);

        cut.Text.ShouldContain(KeyedScripts.Before);
        StreamGrammar.Check(letter, again.Body).ShouldBeEmpty(again.Text);
        again.Text.ShouldNotContain(KeyedScripts.Before);
    }

    [Fact]
    public async Task Keys_of_two_services_never_meet()
    {
        var (key, text) = Fresh();
        var (other, _) = await bench.KeyAsync(order => order with { Service = "another" });
        using var first = await WholeAsync('C', false, text, key);
        using var elsewhere = await HostCall.AskAsync(bench.App.Http, WireTalk.Of('C'), false, text, ("Authorization", $"Bearer {other}"), ("Idempotency-Key", key));
        await elsewhere.RestAsync();

        elsewhere.Status.ShouldBe(200);
        elsewhere.RequestId.ShouldNotBe(first.RequestId);
        Asked(text).ShouldBe(2);
    }

    [Fact]
    public async Task A_key_that_is_too_long_is_refused_and_a_blank_one_is_none()
    {
        var (_, text) = Fresh();
        using var tooLong = await WholeAsync('C', false, text, new string('k', 600));
        tooLong.Status.ShouldBe(400);
        JsonDocument.Parse(tooLong.Text).RootElement.GetProperty("error").GetProperty("param").GetString().ShouldBe("Idempotency-Key");
        using var blank = await WholeAsync('C', false, text, " ");
        using var another = await WholeAsync('C', false, text, " ");

        blank.RequestId.ShouldNotBe(another.RequestId);
        Asked(text).ShouldBe(2);
    }

    [Fact]
    public async Task Embeddings_are_made_once_too()
    {
        var (key, text) = Fresh();
        var bodies = new List<string>();
        for (var i = 0; i < 2; i++)
        {
            using var content = new StringContent($$"""{"model":"pC/emb","input":"{{text}}"}""", System.Text.Encoding.UTF8, "application/json");
            var (status, answer, _) = await bench.PostAsync("/v1/embeddings", content, null, ("Idempotency-Key", key));
            status.ShouldBe(200, answer);
            bodies.Add(answer);
        }

        bodies[1].ShouldBe(bodies[0]);
        Asked(text).ShouldBe(1);
    }

    private static (string Key, string Text) Fresh()
    {
        var number = Interlocked.Increment(ref _keys);
        return ($"order-{number}", $"ask number {number}.");
    }

    private int Asked(string text) => bench.Wall.Requests.Count(request => request.Text.Contains(text, StringComparison.Ordinal));

    private Task<HostCall> AskAsync(char letter, bool streams, string text, string key, params (string Name, string Value)[] headers) =>
        HostCall.AskAsync(bench.App.Http, WireTalk.Of(letter), streams, text, [("Idempotency-Key", key), .. headers]);

    private async Task<HostCall> WholeAsync(char letter, bool streams, string text, string key, params (string Name, string Value)[] headers)
    {
        var call = await AskAsync(letter, streams, text, key, headers);
        await call.RestAsync();
        return call;
    }

    private async Task<IReadOnlyList<object>> RowsAsync(string requestId)
    {
        var store = bench.App.Services.GetRequiredService<IUsageStore>();
        IReadOnlyList<object> rows = [];
        await Patience.UntilAsync(async () =>
        {
            rows = [.. await store.OfRequestAsync("default", Guid.Parse(requestId), CancellationToken.None)];
            return rows.Count > 0;
        });
        return rows;
    }
}
