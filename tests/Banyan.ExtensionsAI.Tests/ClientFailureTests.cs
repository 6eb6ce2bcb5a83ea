using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Banyan.TestKit;
using Banyan.Wire;
using Banyan.Wire.Framing;
using Banyan.Wire.Hub;
using Microsoft.Extensions.AI;

namespace Banyan.ExtensionsAI.Tests;

public sealed class ClientFailureTests
{
    private const string Whole = """{"model":"lab/small","messages":[{"role":"user","content":"hi"}]}""";
    private const string Streamed = """{"model":"lab/small","messages":[{"role":"user","content":"hi"}],"stream":true}""";
    private const string Secret = "sk-secret at 10.0.0.7";

    public static TheoryData<Exception, FailureKind, string> Thrown { get; } = new()
    {
        { new HttpRequestException(Secret, null, HttpStatusCode.TooManyRequests), FailureKind.RateLimited, "provider_rate_limited" },
        { new HttpRequestException(Secret, null, HttpStatusCode.Unauthorized), FailureKind.KeyRejected, "upstream_credentials_exhausted" },
        { new HttpRequestException(Secret, null, HttpStatusCode.ServiceUnavailable), FailureKind.Overloaded, "provider_unavailable" },
        { new HttpRequestException(Secret, null, HttpStatusCode.BadRequest), FailureKind.CallerFault, "invalid_request" },
        { new InvalidOperationException(Secret, new HttpRequestException(Secret, null, HttpStatusCode.NotFound)), FailureKind.ModelGone, "provider_error" },
        { new VendorException(429), FailureKind.RateLimited, "provider_rate_limited" },
        { new VendorException(0), FailureKind.Overloaded, "provider_unavailable" },
        { new HttpRequestException(HttpRequestError.ConnectionError, Secret), FailureKind.Unreachable, "provider_error" },
        { new SocketException(), FailureKind.Unreachable, "provider_error" },
        { new IOException(Secret), FailureKind.Unreachable, "provider_error" },
        { new TimeoutException(Secret), FailureKind.TimedOut, "provider_timeout" },
        { new TaskCanceledException(Secret), FailureKind.TimedOut, "provider_timeout" },
        { new OddAskException(), FailureKind.CallerFault, "provider_refused" },
        { new NotSupportedException(Secret), FailureKind.CallerFault, "provider_refused" },
        { new JsonException(Secret), FailureKind.Garbled, "provider_error" },
        { new InvalidOperationException(Secret), FailureKind.Overloaded, "provider_unavailable" },
    };

    [Theory]
    [MemberData(nameof(Thrown))]
    public async Task What_a_client_throws_is_a_failure_that_keeps_its_message_to_itself(Exception thrown, FailureKind kind, string code)
    {
        foreach (var ask in (string[])[Whole, Streamed])
        {
            var heard = await new ClientRig(new ScriptedClient { Throws = thrown }).AskAsync(ask);

            heard.Failure!.Kind.ShouldBe(kind);
            heard.Failure.Code.ShouldBe(code);
            heard.Failure.ProviderCode.ShouldBe(thrown.GetType().Name);
            heard.Failure.Message.ShouldNotContain("sk-secret");
            heard.Failure.Message.ShouldNotContain("10.0.0.7");
        }
    }

    [Fact]
    public async Task A_client_that_throws_midway_gives_a_broken_frame_and_no_finish()
    {
        var client = new ScriptedClient(new ChatResponseUpdate(ChatRole.Assistant, "Hel")) { Throws = new IOException(Secret) };

        var heard = await new ClientRig(client).AskAsync(Streamed);

        heard.Failure.ShouldBeNull();
        heard.Frames[^1].Kind.ShouldBe(FrameKind.Broken);
        heard.Frames[^1].Broke!.Kind.ShouldBe(FailureKind.Unreachable);
        heard.Attempt.SawContent.ShouldBeTrue();
        heard.Attempt.SawTerminal.ShouldBeFalse();
        heard.Events().ShouldNotContain(happened => happened is HubFinish || happened is HubEnd);
        client.IsLeft.ShouldBeTrue();
    }

    [Theory]
    [InlineData(Whole)]
    [InlineData(Streamed)]
    public async Task An_error_told_inside_an_answer_is_a_failure(string ask)
    {
        var heard = await new ClientRig(ScriptedClient.With(new ErrorContent(Secret) { ErrorCode = "E1" })).AskAsync(ask);

        var failure = heard.Failure ?? heard.Frames[^1].Broke!;
        (failure.Kind, failure.Code, failure.ProviderCode).ShouldBe((FailureKind.Garbled, "provider_error", "E1"));
        failure.Message.ShouldNotContain("sk-secret");
    }

    [Theory]
    [InlineData(Whole)]
    [InlineData(Streamed)]
    public async Task A_client_that_says_nothing_has_not_answered(string ask)
    {
        var heard = await new ClientRig(new ScriptedClient()).AskAsync(ask);

        heard.Failure!.Kind.ShouldBe(FailureKind.Garbled);
        heard.Failure.Message.ShouldContain("nothing");
    }

    [Theory]
    [InlineData(Whole)]
    [InlineData(Streamed)]
    public async Task A_caller_who_leaves_cancels_the_client(string ask)
    {
        using var leaving = new CancellationTokenSource();
        var client = new ScriptedClient { Stalls = true };

        var asking = new ClientRig(client).AskAsync(ask, leaving.Token);
        await client.Called.Task;
        client.Token.IsCancellationRequested.ShouldBeFalse();
        await leaving.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(asking);
        client.Token.IsCancellationRequested.ShouldBeTrue();
    }

    [Theory]
    [InlineData(Whole, 300)]
    [InlineData(Streamed, 30)]
    public async Task A_silent_client_is_cancelled_when_the_attempt_runs_out_of_time(string ask, int seconds)
    {
        var clock = new FakeClock();
        var client = new ScriptedClient { Stalls = true };

        var asking = new ClientRig(client, clock).AskAsync(ask);
        await client.Called.Task;
        clock.Advance(TimeSpan.FromSeconds(seconds - 1));
        client.Token.IsCancellationRequested.ShouldBeFalse();
        clock.Advance(TimeSpan.FromSeconds(1));

        var heard = await asking;
        (heard.Failure!.Kind, heard.Failure.Code).ShouldBe((FailureKind.TimedOut, "provider_timeout"));
        client.Token.IsCancellationRequested.ShouldBeTrue();
    }

    [Fact]
    public async Task A_provider_without_a_registered_client_is_unreachable()
    {
        var heard = await new ClientRig(ScriptedClient.Saying("hi"), registeredAs: "other").AskAsync(Whole);

        heard.Failure!.Kind.ShouldBe(FailureKind.Unreachable);
        heard.Failure.Message.ShouldContain("'lab'");
        heard.Attempt.WasSent.ShouldBeFalse();
    }

    [Fact]
    public async Task Embeddings_are_refused()
    {
        var heard = await new ClientRig(ScriptedClient.Saying("hi")) { Operation = Operation.Embed }.AskAsync("""{"model":"lab/small","input":"hi"}""");

        heard.Failure!.Kind.ShouldBe(FailureKind.CallerFault);
    }

    private sealed class OddAskException() : ArgumentException(Secret);

    /// <summary>As the providers' own libraries make them.</summary>
    private sealed class VendorException(int status) : Exception(Secret)
    {
        public int Status => status;
    }
}
