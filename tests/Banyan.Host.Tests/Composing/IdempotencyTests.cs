using Banyan.Host.Composing;
using Banyan.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Host.Tests.Composing;

/// <summary>The same key and ask give the same answer; a dropped stream is read again from its start.</summary>
public sealed class IdempotencyTests
{
    [Fact]
    public async Task The_same_key_and_ask_are_asked_once()
    {
        await using var bench = await ComposerBench.StartAsync();
        var ask = ComposerBench.Ask("hello") with { IdempotencyKey = "order-7" };

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => bench.Composer.RunAsync(ask, default)));
        var later = await bench.Composer.RunAsync(ask, default);

        bench.Asked.ShouldHaveSingleItem();
        answers.Append(later).Select(outcome => (outcome.Answer!.Id, outcome.Answer.Content)).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    [Trait("Attack", "59")]
    public async Task Another_ask_under_the_same_key_is_a_conflict()
    {
        await using var bench = await ComposerBench.StartAsync();
        await bench.Composer.RunAsync(ComposerBench.Ask("hello") with { IdempotencyKey = "order-7" }, default);

        var other = await bench.Composer.RunAsync(ComposerBench.Ask("something else") with { IdempotencyKey = "order-7" }, default);
        var elsewhere = await bench.Composer.RunAsync(ComposerBench.Ask("something else") with { IdempotencyKey = "order-7", Caller = ComposerBench.Shop with { Service = "billing" } }, default);

        var tooled = await bench.Composer.RunAsync(ComposerBench.Ask("hello") with { IdempotencyKey = "order-7", Tools = ["calculate"] }, default);

        tooled.Failed!.Code.ShouldBe("idempotency_mismatch");
        (other.Failed!.Code, other.Failed.HttpStatus).ShouldBe(("idempotency_mismatch", 409));
        elsewhere.Answer.ShouldNotBeNull("keys of two services never meet");
    }

    [Fact]
    public async Task A_dropped_stream_is_read_again_from_its_start()
    {
        await using var bench = await ComposerBench.StartAsync();
        bench.Says = _ => "one two three four";
        var ask = ComposerBench.Ask("count") with { IdempotencyKey = "count-1" };
        await foreach (var chunk in bench.Composer.StreamAsync(ask, default))
        {
            chunk.Sequence.ShouldBe(0);
            break;
        }

        var again = await ComposerBench.ReadAsync(bench.Composer.StreamAsync(ask, default));

        bench.Asked.ShouldHaveSingleItem();
        again[0].Sequence.ShouldBe(0);
        string.Concat(again.Select(chunk => chunk.Piece.Text)).ShouldBe("one two three four");
        again[^1].Response!.Content.ShouldBe("one two three four");
    }

    [Fact]
    public async Task A_failure_keeps_no_key()
    {
        await using var bench = await ComposerBench.StartAsync();
        bench.Trouble = number => number == 1 ? TestKit.Wall.WallScript.Json("""{"error":{"message":"no"}}""", 500) : null;
        var ask = ComposerBench.Ask("hello") with { IdempotencyKey = "order-8" };

        (await bench.Composer.RunAsync(ask, default)).Failed.ShouldNotBeNull();
        var again = await bench.Composer.RunAsync(ask, default);

        again.Answer!.Content.ShouldBe("answer 2");
    }

    [Fact]
    public async Task Two_nodes_give_one_answer_for_one_key_and_share_conversations()
    {
        await using var server = await PostgresServer.StartAsync();
        var database = await server.CreateDatabaseAsync();
        await using var bench = await ComposerBench.StartAsync(database: database);
        await using var other = await bench.NodeAsync(database);
        var there = other.Services.GetRequiredService<Composer>();
        var ask = ComposerBench.Ask("hello", await bench.TalkAsync()) with { IdempotencyKey = "order-9" };

        var answers = await Task.WhenAll(bench.Composer.RunAsync(ask, default), there.RunAsync(ask, default));

        bench.Asked.ShouldHaveSingleItem();
        answers.Select(outcome => outcome.Answer!.Id).Distinct().ShouldHaveSingleItem();
        await Task.WhenAll(Enumerable.Range(0, 6).Select(number => (number % 2 == 0 ? bench.Composer : there).RunAsync(ComposerBench.Ask($"ask {number}", ask.ConversationId), default)));
        bench.Asked.Skip(1).Select(body => body.GetProperty("messages").GetArrayLength()).ShouldBe([3, 5, 7, 9, 11, 13]);
    }
}
