using Banyan.Gateway.Spine;
using Banyan.Wire.Framing;
using Banyan.Wire.Hub;
using Microsoft.Extensions.AI;

namespace Banyan.ExtensionsAI.Tests;

public sealed class ClientAnswerTests
{
    private const string Whole = """{"model":"lab/small","messages":[{"role":"user","content":"hi"}]}""";
    private const string Streamed = """{"model":"lab/small","messages":[{"role":"user","content":"hi"}],"stream":true,"stream_options":{"include_usage":true}}""";
    private const string StreamedWithoutUsage = """{"model":"lab/small","messages":[{"role":"user","content":"hi"}],"stream":true}""";

    private static readonly UsageContent Usage = new(new UsageDetails { InputTokenCount = 7, OutputTokenCount = 3, TotalTokenCount = 10, CachedInputTokenCount = 2, ReasoningTokenCount = 1 });

    [Fact]
    public async Task A_client_is_called_on_a_thread_of_the_pool_wherever_the_ask_came_from()
    {
        var client = ScriptedClient.Saying("Hello");
        var asked = new TaskCompletionSource<Task>(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() => asked.SetResult(new ClientRig(client).AskAsync(Whole))) { IsBackground = true }.Start();
        await await asked.Task;

        client.WasCalledOnThePool.ShouldBe(true);
    }

    [Fact]
    public async Task A_stream_comes_as_frames_of_the_dialect_and_the_attempt_sees_each()
    {
        var client = new ScriptedClient(
            new ChatResponseUpdate(ChatRole.Assistant, "Hel") { ResponseId = "r-1", ModelId = "up" },
            new ChatResponseUpdate(ChatRole.Assistant, "lo"),
            new ChatResponseUpdate(ChatRole.Assistant, [Usage]) { FinishReason = ChatFinishReason.Stop });

        var heard = await new ClientRig(client).AskAsync(Streamed);

        heard.Failure.ShouldBeNull();
        heard.Answer.Head!.IsStream.ShouldBeTrue();
        heard.Said().ShouldBe("Hello");
        heard.Events().OfType<HubFinish>().Single().Reason.ShouldBe(HubFinishReason.Stop);
        heard.Events()[^1].ShouldBeOfType<HubEnd>();
        heard.Attempt.Treatment.ShouldBe(Treatment.Translate);
        heard.Attempt.SawContent.ShouldBeTrue();
        heard.Attempt.SawTerminal.ShouldBeTrue();
        heard.Attempt.Finishes.ShouldBe(1);
        heard.Attempt.TextBytes.ShouldBe(5);
        heard.Attempt.Reported!.Input.ShouldBe(7);
        heard.Attempt.Reported.Output.ShouldBe(3);
        heard.Attempt.Reported.CacheRead.ShouldBe(2);
        heard.Attempt.Reported.Reasoning.ShouldBe(1);
        client.IsLeft.ShouldBeTrue();
    }

    [Fact]
    public async Task A_whole_answer_is_one_body()
    {
        var client = new ScriptedClient(new ChatResponseUpdate(ChatRole.Assistant, "Hello") { ResponseId = "r-1", ModelId = "up" }, new ChatResponseUpdate(ChatRole.Assistant, [Usage]));

        var heard = await new ClientRig(client).AskAsync(Whole);

        heard.Answer.Head!.IsStream.ShouldBeFalse();
        heard.Frames.ShouldHaveSingleItem().Kind.ShouldBe(FrameKind.Body);
        heard.Said().ShouldBe("Hello");
        heard.Attempt.Reported!.Input.ShouldBe(7);
        heard.Attempt.SawContent.ShouldBeTrue();
    }

    [Fact]
    public async Task Counts_told_in_pieces_are_added()
    {
        var input = new UsageContent(new UsageDetails { InputTokenCount = 7 });
        var output = new UsageContent(new UsageDetails { OutputTokenCount = 3 });
        var more = new UsageContent(new UsageDetails { OutputTokenCount = 2 });

        var heard = await new ClientRig(ScriptedClient.With(input, new TextContent("a"), output, more)).AskAsync(Streamed);

        heard.Attempt.Reported!.Input.ShouldBe(7);
        heard.Attempt.Reported.Output.ShouldBe(5);
    }

    [Theory]
    [InlineData(Whole)]
    [InlineData(Streamed)]
    [InlineData(StreamedWithoutUsage)]
    public async Task A_client_that_tells_no_usage_reports_none(string ask)
    {
        var heard = await new ClientRig(ScriptedClient.Saying("Hel", "lo")).AskAsync(ask);

        heard.Said().ShouldBe("Hello");
        heard.Attempt.Reported.ShouldBeNull();
        heard.Attempt.TextBytes.ShouldBe(5);
    }

    [Theory]
    [InlineData(Whole)]
    [InlineData(Streamed)]
    public async Task Calls_come_with_their_arguments_and_finish_as_calls(string ask)
    {
        var call = new FunctionCallContent("c-1", "weather", new Dictionary<string, object?> { ["city"] = "Bern", ["days"] = 2 });
        var other = new FunctionCallContent("c-2", "clock");

        var heard = await new ClientRig(ScriptedClient.With(call, other)).AskAsync(ask);

        var calls = heard.Events().OfType<HubCallStart>().ToList();
        calls.Select(start => (start.Id, start.Name.ToString())).ShouldBe([("c-1", "weather"), ("c-2", "clock")]);
        string.Concat(heard.Events().OfType<HubCallDelta>().Where(delta => delta.Index == 0).Select(delta => delta.Arguments.ToString())).ShouldBe("""{"city":"Bern","days":2}""");
        string.Concat(heard.Events().OfType<HubCallDelta>().Where(delta => delta.Index == 1).Select(delta => delta.Arguments.ToString())).ShouldBe("{}");
        heard.Events().OfType<HubFinish>().Single().Reason.ShouldBe(HubFinishReason.ToolCalls);
    }

    [Fact]
    public async Task A_call_whose_arguments_are_broken_is_left_out_and_the_answer_ends_as_cut()
    {
        var broken = new FunctionCallContent("c-1", "delete_all") { Exception = new FormatException("no JSON") };

        var heard = await new ClientRig(ScriptedClient.With(new TextContent("I will."), broken)).AskAsync(Streamed);

        heard.Events().OfType<HubCallStart>().ShouldBeEmpty();
        heard.Text.ShouldNotContain("delete_all");
        heard.Events().OfType<HubFinish>().Single().Reason.ShouldBe(HubFinishReason.Length);
    }

    [Fact]
    public async Task A_call_the_client_made_itself_is_not_told()
    {
        var done = new FunctionCallContent("c-1", "weather") { InformationalOnly = true };

        var heard = await new ClientRig(ScriptedClient.With(done, new TextContent("Sun."))).AskAsync(Streamed);

        heard.Events().OfType<HubCallStart>().ShouldBeEmpty();
        heard.Events().OfType<HubFinish>().Single().Reason.ShouldBe(HubFinishReason.Stop);
    }

    [Theory]
    [InlineData("length", HubFinishReason.Length)]
    [InlineData("content_filter", HubFinishReason.Blocked)]
    [InlineData("stop", HubFinishReason.Stop)]
    [InlineData("something_new", HubFinishReason.Stop)]
    public async Task Finish_reasons_are_kept(string told, HubFinishReason expected)
    {
        var update = new ChatResponseUpdate(ChatRole.Assistant, "a") { FinishReason = new ChatFinishReason(told) };

        var heard = await new ClientRig(new ScriptedClient(update)).AskAsync(Streamed);

        heard.Events().OfType<HubFinish>().Single().Reason.ShouldBe(expected);
    }

    [Fact]
    public async Task Thoughts_and_refusals_keep_their_place()
    {
        var heard = await new ClientRig(ScriptedClient.With(
            new TextReasoningContent("Hm."), new TextContent("No: "), new ErrorContent("I won't.") { ErrorCode = "Refusal" })).AskAsync(Streamed);

        heard.Failure.ShouldBeNull();
        heard.Events().OfType<HubThoughtDelta>().Single().Text.ToString().ShouldBe("Hm.");
        heard.Said().ShouldBe("No: ");
        heard.Events().OfType<HubRefusalDelta>().Single().Text.ToString().ShouldBe("I won't.");
    }
}
