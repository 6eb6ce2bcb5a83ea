using System.Globalization;
using System.Text;
using Banyan.Gateway.Tests.Spine;
using Banyan.Gateway.Upstreams;
using Banyan.TestKit;
using Banyan.Wire;
using Banyan.Wire.Json;

namespace Banyan.Gateway.Tests.Upstreams;

/// <summary>Same dialect: what goes up is what came, but for the named spans, whatever strange members surround them.</summary>
public sealed class RelayPropertyTests
{
    private readonly FakeClock _clock = new();

    public static TheoryData<DialectId> Dialects => new(Enum.GetValues<DialectId>());

    [Theory]
    [MemberData(nameof(Dialects))]
    public async Task An_ask_that_names_the_upstreams_model_is_relayed_byte_for_byte(DialectId id)
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var body = StrangeAsk.Make(id, "up", seed, streams: false);
            (await SentAsync(id, body)).ShouldBe(body, $"seed {seed}");
        }
    }

    [Theory]
    [MemberData(nameof(Dialects))]
    public async Task An_alias_changes_the_model_and_not_a_byte_beside_it(DialectId id)
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var body = StrangeAsk.Make(id, "alias", seed, streams: false);
            (await SentAsync(id, body)).ShouldBe(body.Replace("\"alias\"", "\"up\"", StringComparison.Ordinal), $"seed {seed}");
        }
    }

    [Fact]
    public async Task Usage_is_asked_for_in_a_chat_stream_and_nothing_else_changes()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var body = StrangeAsk.Make(DialectId.OpenAiChat, "up", seed, streams: true);
            var sent = await SentAsync(DialectId.OpenAiChat, body);
            sent.ShouldBe($"{body[..^1]},\"stream_options\":{{\"include_usage\":true}}}}", $"seed {seed}");
        }
    }

    [Theory]
    [InlineData("{\"stream\":true,\"stream_options\":{},\"messages\":[],\"model\":\"up\"}", "\"stream_options\":{\"include_usage\":true}")]
    [InlineData("{\"stream\":true,\"stream_options\":null,\"messages\":[],\"model\":\"up\"}", "\"stream_options\":{\"include_usage\":true}")]
    [InlineData("{\"stream\":true,\"stream_options\":{\"include_usage\":false},\"messages\":[],\"model\":\"up\"}", "\"stream_options\":{\"include_usage\":true}")]
    [InlineData("{\"stream\":true,\"stream_options\":{\"x\":1},\"messages\":[],\"model\":\"up\"}", "\"stream_options\":{\"x\":1,\"include_usage\":true}")]
    [InlineData("{\"stream\":true,\"stream_options\":{\"include_usage\":true},\"messages\":[],\"model\":\"up\"}", "\"stream_options\":{\"include_usage\":true}")]
    public async Task Every_form_of_stream_options_ends_up_asking_for_usage(string body, string expected) =>
        (await SentAsync(DialectId.OpenAiChat, body)).ShouldContain(expected);

    [Fact]
    public async Task The_member_banyan_never_goes_up()
    {
        var sent = await SentAsync(DialectId.OpenAiChat, "{\"model\":\"up\",\"banyan\":{\"secret\":1},\"messages\":[]}");
        sent.ShouldBe("{\"model\":\"up\",\"messages\":[]}");
    }

    [Fact]
    public async Task Every_request_of_a_Gemini_batch_gets_the_models_name_and_keeps_all_else()
    {
        const string Body = """{"requests":[{"model":"models/alias","content":{"parts":[{"text":"a"}]}}, {"content":{"parts":[{"text":"models/alias"}]},"model" : "alias","x":1.0},{"model":"models/up","content":{"parts":[]}}]}""";
        (await SentAsync(DialectId.Gemini, Body, Operation.Embed)).ShouldBe(
            """{"requests":[{"model":"models/up","content":{"parts":[{"text":"a"}]}}, {"content":{"parts":[{"text":"models/alias"}]},"model" : "up","x":1.0},{"model":"models/up","content":{"parts":[]}}]}""");
    }

    private async Task<string> SentAsync(DialectId id, string body, Operation operation = Operation.Chat)
    {
        var model = TestExchange.SmallModel() with { Name = "up", Provider = TestExchange.SmallModel().Provider with { Dialects = [id] } };
        var test = new TestExchange(_clock) { Model = model, Operation = operation };
        var exchange = test.Build();
        var path = id == DialectId.Gemini ? new AskPath("alias", false, operation == Operation.Embed ? "batchEmbedContents" : null) : default;
        exchange.Ask = new WireBody(DialectTable.Get(id), Encoding.UTF8.GetBytes(body), operation, path);
        exchange.Ask.Lens.Problem.ShouldBeNull(body);
        var fork = exchange.Fork(test.Try(exchange));
        var sent = "";
        await new SpeakStep(new RelayedCall(null!), null!).RunAsync(
            fork,
            (asked, _) =>
            {
                sent = Encoding.UTF8.GetString(asked.Ask.Bytes.Span);
                return ValueTask.FromResult(TestAnswers.Of());
            },
            CancellationToken.None);
        return sent;
    }

    /// <summary>Asks full of members nobody knows, odd numbers, escapes, white space and duplicates.</summary>
    private static class StrangeAsk
    {
        public static string Make(DialectId id, string model, int seed, bool streams)
        {
            var random = new Random(seed);
            var members = new List<string>
            {
                id is DialectId.Gemini ? "\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"h\\u00e9llo\"}]}]" : id is DialectId.OpenAiResponses ? "\"input\":\"h\\u00e9llo\"" : "\"messages\" : [ {\"role\":\"user\",\"content\":\"h\\u00e9llo\"} ]",
            };
            if (id != DialectId.Gemini)
            {
                members.Add($"\"model\":\"{model}\"");
                members.Add($"\"stream\":{(streams ? "true" : "false")}");
            }

            if (id == DialectId.Anthropic)
            {
                members.Add("\"max_tokens\":64");
            }

            for (var i = random.Next(6); i > 0; i--)
            {
                members.Add($"\"x_{i.ToString(CultureInfo.InvariantCulture)}\":{Value(random, 0)}");
            }

            return "{" + string.Join(random.Next(2) == 0 ? "," : " ,\n\t", members.OrderBy(_ => random.Next())) + "}";
        }

        private static string Value(Random random, int depth) => random.Next(depth > 4 ? 6 : 8) switch
        {
            0 => "1.0",
            1 => "1e3",
            2 => "12345678901234567890",
            3 => "\"\\u00e9\\ud83d \\/ \\n\"",
            4 => "null",
            5 => random.NextDouble().ToString(CultureInfo.InvariantCulture),
            6 => $"[ {string.Join(", ", Enumerable.Range(0, random.Next(4)).Select(_ => Value(random, depth + 1)))} ]",
            _ => $"{{\"same\":1,\"same\":{Value(random, depth + 1)},\"model\":\"not this one\"}}",
        };
    }
}
