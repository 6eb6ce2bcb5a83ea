using Banyan.Gateway.Completions;
using Banyan.Gateway.Conversations;
using Banyan.Gateway.Spine;
using Banyan.TestKit.Wall;
using Banyan.Wire.Translation;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Host.Tests.Composing;

/// <summary>Completions from messages and conversations, whole and as they come.</summary>
public sealed class ComposerTests
{
    [Fact]
    public async Task A_completion_tells_what_was_said_by_whom_and_what_it_took()
    {
        await using var bench = await ComposerBench.StartAsync();

        var outcome = await bench.Composer.RunAsync(ComposerBench.Ask("hello") with { Tags = ["nightly"], Metadata = """{"order":7}""" }, default);

        var answer = outcome.Answer!;
        (answer.Content, answer.Finish, answer.Model, answer.Provider).ShouldBe(("answer 1", "stop", "wall/up", "wall"));
        (answer.Usage.Prompt, answer.Usage.Completion, answer.CostNanoUsd).ShouldBe((100, 20, 160_000));
        answer.Decision!.Requested.ShouldBe("wall/up");
        await bench.App.StopAsync();
        var row = (await bench.App.Services.GetRequiredService<ICompletionStore>().FindAsync("default", answer.Id, default))!;
        (row.Door, row.Outcome, row.Answer!.Finish, row.Answer.CostNanoUsd, row.Metadata).ShouldBe(("graphql", Outcome.Succeeded, "stop", 160_000L, """{"order":7}"""));
        row.Tags.ShouldBe(["nightly"]);
        row.Answer.Decision!.Considered.ShouldHaveSingleItem().Model.ShouldBe("wall/up");
    }

    [Fact]
    public async Task A_conversation_goes_on_where_it_was()
    {
        await using var bench = await ComposerBench.StartAsync();
        var talk = await bench.TalkAsync();

        await bench.Composer.RunAsync(ComposerBench.Ask("my name is Ada", talk), default);
        var second = await bench.Composer.RunAsync(ComposerBench.Ask("who am I?", talk), default);

        second.Answer!.ConversationId.ShouldBe(talk);
        bench.Asked[1].GetProperty("messages").EnumerateArray().Select(message => message.GetProperty("content").GetString()).ShouldBe(["my name is Ada", "answer 1", "who am I?"]);
        var kept = (await bench.Book.FindAsync(ComposerBench.Holder, talk, default))!;
        (kept.Messages, kept.Tokens, kept.CostNanoUsd, kept.Title).ShouldBe((4, 240, 320_000, "my name is Ada"));
        (await bench.Book.MessagesAsync(ComposerBench.Holder, talk, null, 10, default))[3].RequestId.ShouldBe(second.Answer.Id);
    }

    [Fact]
    public async Task Somebody_elses_conversation_is_not_found_and_nothing_is_asked()
    {
        await using var bench = await ComposerBench.StartAsync();
        var talk = await bench.TalkAsync();

        var outcome = await bench.Composer.RunAsync(ComposerBench.Ask("hello", talk) with { Caller = ComposerBench.Shop with { Service = "billing" } }, default);

        outcome.Failed!.Code.ShouldBe("not_found");
        bench.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_stream_comes_piece_by_piece_and_ends_with_the_whole_answer()
    {
        await using var bench = await ComposerBench.StartAsync();
        bench.Says = _ => "one two three";

        var chunks = await ComposerBench.ReadAsync(bench.Composer.StreamAsync(ComposerBench.Ask("count"), default));

        chunks.Select(chunk => chunk.Sequence).ShouldBe(Enumerable.Range(0, chunks.Count));
        chunks.Count.ShouldBeGreaterThan(2);
        string.Concat(chunks.Select(chunk => chunk.Piece.Text)).ShouldBe("one two three");
        chunks[^1].Response!.Content.ShouldBe("one two three");
        chunks[^1].Response!.TtftMs.ShouldNotBeNull();
        chunks[..^1].ShouldAllBe(chunk => !chunk.IsLast);
    }

    [Fact]
    public async Task A_cut_answer_is_told_as_one_and_kept_as_incomplete()
    {
        await using var bench = await ComposerBench.StartAsync();
        bench.Trouble = _ => WallScript.Stream().Chunk("""data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"up","choices":[{"index":0,"delta":{"role":"assistant","content":"half an"},"finish_reason":null}]}""" + "\n\n").End();
        var talk = await bench.TalkAsync();

        var chunks = await ComposerBench.ReadAsync(bench.Composer.StreamAsync(ComposerBench.Ask("tell me", talk), default));

        chunks[0].Piece.Text.ShouldBe("half an");
        chunks[^1].Failed!.Code.ShouldBe("upstream_cut");
        var kept = await bench.Book.MessagesAsync(ComposerBench.Holder, talk, null, 10, default);
        kept.Select(message => (message.Turn.Text, message.IsIncomplete)).ShouldBe([("tell me", false), ("half an", true)]);
    }

    [Fact]
    public async Task A_refused_ask_leaves_the_conversation_ready_to_be_asked_again()
    {
        await using var bench = await ComposerBench.StartAsync();
        bench.Trouble = number => number == 1 ? WallScript.Json("""{"error":{"message":"no","type":"server_error"}}""", 500) : null;
        var talk = await bench.TalkAsync();
        var ask = ComposerBench.Ask("hello", talk);
        ask = ask with { Messages = [ask.Messages[0] with { ClientMessageId = "m1" }] };

        (await bench.Composer.RunAsync(ask, default)).Failed.ShouldNotBeNull();
        var again = await bench.Composer.RunAsync(ask, default);

        again.Answer!.Content.ShouldBe("answer 2");
        (await bench.Book.MessagesAsync(ComposerBench.Holder, talk, null, 10, default)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Asks_at_once_in_one_conversation_are_answered_one_after_the_other()
    {
        await using var bench = await ComposerBench.StartAsync();
        var talk = await bench.TalkAsync();

        await Task.WhenAll(Enumerable.Range(0, 6).Select(number => bench.Composer.RunAsync(ComposerBench.Ask($"ask {number}", talk), default)));

        var kept = await bench.Book.MessagesAsync(ComposerBench.Holder, talk, null, 100, default);
        kept.Select(message => message.Turn.Role).ShouldBe(Enumerable.Range(0, 12).Select(index => index % 2 == 0 ? PlainRole.User : PlainRole.Assistant));
        bench.Asked.Select(ask => ask.GetProperty("messages").GetArrayLength()).ShouldBe([1, 3, 5, 7, 9, 11]);
    }

    [Fact]
    public async Task A_talk_of_500_turns_with_tools_is_answered_within_its_window()
    {
        await using var bench = await ComposerBench.StartAsync("conversations: { summariser: wall/up, maxMessages: 5000 }\n", context: 8_000);
        bench.Says = number => number == 1 ? "They compared five hundred desks." : $"answer {number}";
        var talk = await bench.TalkAsync();
        for (var turn = 0; turn < 500; turn += 50)
        {
            await bench.Book.AddAsync(ComposerBench.Holder, talk, [.. Enumerable.Range(turn, 50).SelectMany(Sequence)], default, default);
        }

        var outcome = await bench.Composer.RunAsync(ComposerBench.Ask("which was best?", talk) with { Options = new PlainAsk { Model = "", Turns = [], MaxTokens = 500 } }, default);

        outcome.Answer.ShouldNotBeNull(outcome.Failed?.Message);
        var messages = bench.Asked[^1].GetProperty("messages").EnumerateArray().ToArray();
        messages[0].GetProperty("content").GetString()!.ShouldStartWith("Summary of the earlier part");
        messages[^1].GetProperty("content").GetString().ShouldBe("which was best?");
        for (var i = 0; i < messages.Length; i++)
        {
            var calls = messages[i].TryGetProperty("tool_calls", out var made) ? made.EnumerateArray().Select(call => call.GetProperty("id").GetString()).ToArray() : [];
            var results = messages.Skip(i + 1).TakeWhile(message => message.GetProperty("role").GetString() == "tool").Select(message => message.GetProperty("tool_call_id").GetString()).ToArray();
            if (messages[i].GetProperty("role").GetString() != "tool")
            {
                results.ShouldBe(calls);
            }
        }

        (await bench.Book.FindAsync(ComposerBench.Holder, talk, default))!.Truncations.ShouldBe(1);
        var asked = bench.Asked.Count;
        await bench.Composer.RunAsync(ComposerBench.Ask("and the second?", talk), default);
        bench.Asked.Count.ShouldBe(asked + 1, "the summary is made once");
    }

    private static IEnumerable<NewMessage> Sequence(int turn) =>
    [
        new NewMessage(new PlainTurn(PlainRole.User, $"{turn}: show me a desk of {turn} cm and tell me how it compares with the one before")),
        new NewMessage(new PlainTurn(PlainRole.Assistant, "") { Calls = [new PlainCall($"a{turn}", "find", "{}"), new PlainCall($"b{turn}", "price", "{}")] }),
        new NewMessage(new PlainTurn(PlainRole.Tool, $"desk {turn}, oak, in stock") { CallId = $"a{turn}" }),
        new NewMessage(new PlainTurn(PlainRole.Tool, "199.00") { CallId = $"b{turn}" }),
        new NewMessage(new PlainTurn(PlainRole.Assistant, $"Desk {turn} is oak and costs 199.00.")),
    ];
}
