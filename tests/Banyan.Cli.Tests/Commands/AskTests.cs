using System.Text.Json;
using Banyan.Cli.Tests.App;
using Banyan.TestKit.Wall;

namespace Banyan.Cli.Tests.Commands;

public sealed class AskTests
{
    [Fact]
    public async Task The_answer_is_data_and_the_last_line_is_talk()
    {
        await using var wall = ScriptedWall.Start(Answers.Whole("Hel", "lo."));
        using var user = new User(wall.Address);

        var run = await user.RunAsync("ask", "Say", "hello.", "--model", "fast", "--system", "Be brief.");

        run.Exit.ShouldBe(0);
        run.Out.ShouldBe("Hello.\n");
        run.Error.ShouldMatch(@"^7 \+ 3 tokens, 0\.00000040 USD, \d+\.\d s, mock/chat \(mock\)\n$");
        var request = wall.Requests.ShouldHaveSingleItem();
        request.Path.ShouldBe("/v1/chat/completions");
        request.Header("authorization").ShouldBe("Bearer byn_live_secret");
        request.Header("te").ShouldBe("trailers");
        request.Text.ShouldBe("""{"model":"fast","messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"Say hello."}],"stream":true,"stream_options":{"include_usage":true}}""");
    }

    [Fact]
    public async Task Text_is_shown_before_the_answer_ends()
    {
        var more = new TaskCompletionSource();
        await using var wall = ScriptedWall.Start(Answers.Stream(Answers.Chunk("first")).WaitFor(more.Task).Chunk($"data: {Answers.Chunk(" second")}\n\ndata: [DONE]\n\n").End());
        using var user = new User(wall.Address);
        user.OnOut = shown =>
        {
            if (shown == "first")
            {
                more.TrySetResult();
            }
        };

        (await user.RunAsync("ask", "hi")).Out.ShouldBe("first second\n");
    }

    [Fact]
    public async Task What_is_piped_in_is_added_to_the_question()
    {
        await using var wall = ScriptedWall.Start(Answers.Whole("ok"));
        using var user = new User(wall.Address) { Piped = "line 1\nline 2\n" };

        await user.RunAsync("ask", "Review this:");
        await user.RunAsync("ask");
        await user.RunAsync("ask", "Only this.", "--no-input");

        wall.Requests.Select(Asked).ShouldBe(["Review this:\n\nline 1\nline 2", "line 1\nline 2", "Only this."]);
    }

    [Fact]
    public async Task The_key_may_be_the_first_line_piped_in()
    {
        await using var wall = ScriptedWall.Start(Answers.Whole("ok"));
        using var user = new User(wall.Address) { Piped = "byn_live_piped\nthe question" };

        await user.RunAsync("ask", "--key-file", "-");

        var request = wall.Requests.ShouldHaveSingleItem();
        request.Header("authorization").ShouldBe("Bearer byn_live_piped");
        Asked(request).ShouldBe("the question");
    }

    [Fact]
    public async Task Without_a_question_it_is_wrong_usage_and_nothing_is_sent()
    {
        await using var wall = ScriptedWall.Start(Answers.Whole("ok"));
        using var user = new User(wall.Address);

        var run = await user.RunAsync("ask", "--no-input");

        run.Exit.ShouldBe(2);
        run.Error.ShouldStartWith("banyan: There is nothing to ask.");
        wall.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Json_is_one_object_with_stable_names()
    {
        await using var wall = ScriptedWall.Start(Answers.Whole("\\u0041 \\u001b[31m 日本"));
        using var user = new User(wall.Address);

        var run = await user.RunAsync("ask", "hi", "--json");

        run.Exit.ShouldBe(0);
        run.Error.ShouldBeEmpty();
        CliRun.Names(run.Json).ShouldBe(["text", "complete", "model", "provider", "finishReason", "inputTokens", "outputTokens", "costUsd", "seconds", "mock", "requestId"]);
        run.Json.GetProperty("text").GetString().ShouldBe("A \u001b[31m 日本");
        run.Json.GetProperty("costUsd").GetString().ShouldBe("0.00000040");
        run.Json.GetProperty("complete").GetBoolean().ShouldBeTrue();
        run.Out.ShouldNotContain('\u001b');
        run.Out.ShouldContain("日本");
    }

    [Fact]
    public async Task Json_lines_are_pieces_and_an_end()
    {
        await using var wall = ScriptedWall.Start(Answers.Whole("a", "b"));
        using var user = new User(wall.Address);

        var lines = (await user.RunAsync("ask", "hi", "--jsonl")).Out.TrimEnd('\n').Split('\n');

        lines[..2].ShouldBe(["""{"type":"text","text":"a"}""", """{"type":"text","text":"b"}"""]);
        lines.Length.ShouldBe(3);
        lines[2].ShouldStartWith("""{"type":"end","complete":true,"model":"mock/chat",""");
    }

    [Fact]
    public async Task A_whole_answer_is_read_where_no_stream_is_wanted()
    {
        await using var wall = ScriptedWall.Start(WallScript.Json(
            """{"model":"up","choices":[{"index":0,"message":{"role":"assistant","content":"Hello."},"finish_reason":"length"}],"usage":{"prompt_tokens":1,"completion_tokens":2}}""",
            200,
            ("x-banyan-cost-usd", "0.002")));
        using var user = new User(wall.Address);

        var run = await user.RunAsync("ask", "hi", "--no-stream");

        run.Out.ShouldBe("Hello.\n");
        run.Error.ShouldStartWith("The model stopped at its limit of tokens: the answer is not finished.\n1 + 2 tokens, 0.002 USD, ");
        wall.Requests.ShouldHaveSingleItem().Text.ShouldEndWith("\"stream\":false}");
    }

    [Fact]
    public async Task Quiet_prints_the_answer_alone()
    {
        await using var wall = ScriptedWall.Start(Answers.Whole("ok"));
        using var user = new User(wall.Address);

        var run = await user.RunAsync("ask", "hi", "--quiet");

        (run.Out, run.Error).ShouldBe(("ok\n", ""));
    }

    [Fact]
    public async Task Unknown_cost_and_tokens_are_not_guessed()
    {
        await using var wall = ScriptedWall.Start(WallScript.Events(Answers.Chunk("ok"), "[DONE]"));
        using var user = new User(wall.Address);

        (await user.RunAsync("ask", "hi")).Error.ShouldMatch(@"^tokens not told, cost not told, \d+\.\d s, up\n$");
        (await user.RunAsync("ask", "hi", "--json")).Json.GetProperty("costUsd").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task A_dry_run_sends_nothing()
    {
        await using var wall = ScriptedWall.Start(Answers.Whole("ok"));
        using var user = new User(wall.Address).With("BANYAN_MODEL", "fast");

        var run = await user.RunAsync("ask", "hi", "--dry-run");

        run.Json.GetProperty("model").GetString().ShouldBe("fast");
        wall.Requests.ShouldBeEmpty();
    }

    private static string? Asked(WallRequest request)
    {
        using var body = JsonDocument.Parse(request.Body);
        return body.RootElement.GetProperty("messages")[0].GetProperty("content").GetString();
    }
}
