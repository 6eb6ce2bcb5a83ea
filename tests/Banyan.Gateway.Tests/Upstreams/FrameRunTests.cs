using System.Text;
using Banyan.Gateway.Spine;
using Banyan.Gateway.Tests.Spine;
using Banyan.Gateway.Upstreams;
using Banyan.TestKit;
using Banyan.Wire;
using Banyan.Wire.Framing;
using Banyan.Wire.Json;

namespace Banyan.Gateway.Tests.Upstreams;

/// <summary>Plain content handed on several events at once must be told from content handed on one by one by nothing but the number of writes.</summary>
public sealed class FrameRunTests
{
    private const int Seeds = 300;

    [Fact]
    public async Task Bytes_and_what_the_attempt_learns_are_the_same_as_one_by_one()
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            var stream = Stream(new Random(seed));
            var (single, whole) = (await PumpAsync(stream, seed, takesRuns: false), await PumpAsync(stream, seed, takesRuns: true));
            whole.Text.ShouldBe(single.Text, $"seed {seed}");
            whole.End.ShouldBe(single.End, $"seed {seed}");
            var (one, other) = (single.Attempt, whole.Attempt);
            (other.TextBytes, other.Finishes, other.SawTerminal, other.SawContent, other.Reported).ShouldBe((one.TextBytes, one.Finishes, one.SawTerminal, one.SawContent, one.Reported), $"seed {seed}");
        }
    }

    [Fact]
    public async Task Forty_events_of_one_read_are_a_handful_of_writes()
    {
        var stream = string.Concat(Enumerable.Range(0, 40).Select(number => Content($" word{number}"))) + Finish + "data: [DONE]\n\n";
        var (text, _, writes, _) = await PumpAsync(stream, seed: null, takesRuns: true);
        text.ShouldBe(stream);
        writes.ShouldBe(4, "what showed that content came, the rest of it, the finish, the end mark");
    }

    [Fact]
    public async Task A_filter_that_wants_events_one_by_one_gets_them()
    {
        var stream = Content("a") + Content("b") + Content("c") + Finish + "data: [DONE]\n\n";
        var notes = new List<string>();
        var (text, _, writes, _) = await PumpAsync(stream, seed: null, takesRuns: true, new NotingFilter("one", notes));
        text.ShouldBe(stream);
        writes.ShouldBe(5);
    }

    private const string Head = "data: {\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":";
    private const string Finish = Head + "{},\"finish_reason\":\"stop\"}]}\n\n";

    private static string Content(string text) => Head + $"{{\"content\":\"{text}\"}},\"finish_reason\":null}}]}}\n\n";

    /// <summary>Content mixed with all that ends a run: comments, line ends of other kinds, blank lines, roles, usage, errors, a cut.</summary>
    private static string Stream(Random random)
    {
        var text = new StringBuilder();
        for (var i = random.Next(30); i >= 0; i--)
        {
            text.Append(random.Next(14) switch
            {
                0 => ": ping\n\n",
                1 => Content("x").Replace("\n", "\r\n", StringComparison.Ordinal),
                2 => "\n",
                3 => Head + "{\"role\":\"assistant\"}}]}\n\n",
                4 => "event: message\n" + Content("named"),
                5 => "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4}}\n\n",
                6 when random.Next(6) == 0 => "data: {\"error\":{\"message\":\"broke\",\"code\":500}}\n\n",
                _ => Content($"{i} 要"),
            });
        }

        return text + (random.Next(3) == 0 ? "" : Finish + "data: [DONE]\n\n");
    }

    private static async Task<(string Text, Attempt Attempt, int Writes, StreamEndKind End)> PumpAsync(string stream, int? seed, bool takesRuns, params IFrameFilter[] filters)
    {
        var exchange = new TestExchange(TimeProvider.System).Build();
        exchange.Ask = new WireBody(DialectTable.Get(DialectId.OpenAiChat), """{"model":"up","stream":true,"messages":[]}"""u8.ToArray(), Operation.Chat);
        var attempt = new Attempt(1, new Candidate(TestExchange.SmallModel()), exchange.StartedAt, exchange.StartTimestamp);
        var fork = exchange.Fork(attempt);
        using var response = new HttpResponseMessage();
        using var source = new Pieces(Encoding.UTF8.GetBytes(stream), seed is { } value ? new Random(value) : null);
        using var clock = new AttemptClock(fork, TimeProvider.System, CancellationToken.None);
        var answer = Answer.From(
            new AnswerHead(exchange.Ask.Dialect, IsStream: true, WireHeaders.None),
            new UpstreamFrames(response, source, new SseFramer(), fork, clock, TimeProvider.System));
        foreach (var filter in filters)
        {
            answer.Through(filter);
        }

        await answer.HoldUntilAsync(static _ => true, CancellationToken.None);
        var caller = new RunSink(takesRuns);
        var end = await Pump.RunAsync(answer, caller, CancellationToken.None);
        return (caller.Text, attempt, caller.Writes, end.Kind);
    }

    private sealed class RunSink(bool takesRuns) : ICallerSink
    {
        private readonly StringBuilder _text = new();

        public string Text => _text.ToString();

        public int Writes { get; private set; }

        public bool TakesRuns => takesRuns;

        public ValueTask WriteAsync(Frame frame)
        {
            Writes++;
            _text.Append(Encoding.UTF8.GetString(frame.Raw.Span));
            return ValueTask.CompletedTask;
        }

        public ValueTask FlushAsync() => ValueTask.CompletedTask;

        public void Stop(Failure why)
        {
        }
    }

    /// <summary>A connection that gives bytes in pieces of any size; without dice, all at once.</summary>
    private sealed class Pieces(byte[] bytes, Random? dice) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(dice is null ? buffer : buffer[..Math.Min(buffer.Length, dice.Next(1, 600))], cancellationToken);
    }
}
