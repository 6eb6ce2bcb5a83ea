using System.Text;
using Banyan.Wire.Dialects.Gemini;
using Banyan.Wire.Framing;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;
using Banyan.Wire.Translation;
using static Banyan.Wire.Tests.Dialects.Ollama.OllamaKit;

namespace Banyan.Wire.Tests.Dialects.Ollama;

/// <summary>Golden files, this dialect to Gemini. Asks: in is this dialect's body. Answers: in is this dialect's upstream, a message per line.</summary>
/// <remarks>
/// <code>
/// file          covers
/// a-text         system, escapes, sampling, limit, stop; what only the runner knows is named
/// b-tools        declarations, parallel calls, results out of order matched by name
/// c-image        base64 picture, its type told by its bytes
/// d-schema       answer bound to a schema
/// e-think        thinking in the history, a level
/// f-text         text over lines, counts on the done line
/// g-calls        thinking, parallel calls in one line
/// h-cached       done line without the prompt's count
/// i-limit        output limit
/// </code>
/// </remarks>
public sealed class OllamaGoldenTests
{
    private static readonly GeminiDialect Other = new();

    [Theory]
    [InlineData("a-text", "/options/num_ctx,/keep_alive")]
    [InlineData("b-tools", "")]
    [InlineData("c-image", "")]
    [InlineData("d-schema", "")]
    [InlineData("e-think", "")]
    public void Asks_cross_as_written_down(string name, string dropped)
    {
        var ask = new WireBody(O, Utf8(Golden($"{name}.ask.in.json")), Operation.Chat, default);
        var translated = Translator.Translate(ask, Other, new TargetFacts { Model = "up", Issuer = "here", ContextWindow = 32768 }, strict: false);

        translated.Refusal.ShouldBeNull();
        Encoding.UTF8.GetString(translated.Body).ShouldBe(Golden($"{name}.ask.out.json").Trim());
        string.Join(',', translated.Report.Dropped).ShouldBe(dropped);
    }

    [Theory]
    [InlineData("f-text")]
    [InlineData("g-calls")]
    [InlineData("h-cached")]
    [InlineData("i-limit")]
    public void Answers_cross_as_written_down_streamed_and_whole(string name)
    {
        Cross(name, isStream: true).ShouldBe(Golden($"{name}.answer.stream.jsonl").Trim().Split('\n'));
        Cross(name, isStream: false).ShouldBe([Golden($"{name}.answer.whole.json").Trim()]);
    }

    private static List<string> Cross(string name, bool isStream)
    {
        var facts = new AnswerFacts { Streams = isStream, ExchangeId = "x1", StartedUnixSeconds = 1_700_000_000 };
        var translator = new AnswerTranslator(O, Other, facts, new MappingReport());
        var written = new List<string>();
        foreach (var line in Golden($"{name}.answer.in.jsonl").Trim().Split('\n'))
        {
            written.AddRange(translator.Push(new Frame(default, Utf8(line), FrameKind.Event)).Select(frame => Encoding.UTF8.GetString(frame.Data.Span)));
        }

        written.AddRange(translator.End().Select(frame => Encoding.UTF8.GetString(frame.Data.Span)));
        translator.IsComplete.ShouldBeTrue();
        return written;
    }
}
