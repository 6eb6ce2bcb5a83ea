using System.Text;
using Banyan.Wire.Dialects.Ollama;
using Banyan.Wire.Framing;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;
using Banyan.Wire.Translation;
using static Banyan.Wire.Tests.Dialects.Gemini.GeminiKit;

namespace Banyan.Wire.Tests.Dialects.Gemini;

/// <summary>Golden files, this dialect to Ollama. Asks: in is this dialect's body. Answers: in is this dialect's upstream, a message per line.</summary>
/// <remarks>
/// <code>
/// file          covers
/// a-text         system, several turns, sampling, limit, stop; safety settings and snake case aside
/// b-tools        declarations in Gemini's own schema form, parallel calls with a signature, a failed result
/// c-image        inline picture in snake_case
/// d-schema       answer bound to a schema
/// e-thinking     thoughts in pieces, their signature, a budget
/// f-text         text over two chunks, cumulative usage, escapes kept
/// g-calls        thought, text, parallel calls and finish in one chunk
/// h-blocked      blocked prompt without candidates
/// i-limit        output limit
/// </code>
/// </remarks>
public sealed class GeminiGoldenTests
{
    private static readonly OllamaDialect Other = new();

    [Theory]
    [InlineData("a-text", "/safetySettings")]
    [InlineData("b-tools", "")]
    [InlineData("c-image", "")]
    [InlineData("d-schema", "")]
    [InlineData("e-thinking", "")]
    public void Asks_cross_as_written_down(string name, string dropped)
    {
        var ask = new WireBody(G, Utf8(Golden($"{name}.ask.in.json")), Operation.Chat, new AskPath("m"));
        var translated = Translator.Translate(ask, Other, new TargetFacts { Model = "up", Issuer = "here", ContextWindow = 32768 }, strict: false);

        translated.Refusal.ShouldBeNull();
        Encoding.UTF8.GetString(translated.Body).ShouldBe(Golden($"{name}.ask.out.json").Trim());
        string.Join(',', translated.Report.Dropped).ShouldBe(dropped);
    }

    [Theory]
    [InlineData("f-text")]
    [InlineData("g-calls")]
    [InlineData("h-blocked")]
    [InlineData("i-limit")]
    public void Answers_cross_as_written_down_streamed_and_whole(string name)
    {
        Cross(name, isStream: true).ShouldBe(Golden($"{name}.answer.stream.jsonl").Trim().Split('\n'));
        Cross(name, isStream: false).ShouldBe([Golden($"{name}.answer.whole.json").Trim()]);
    }

    private static List<string> Cross(string name, bool isStream)
    {
        var facts = new AnswerFacts { Streams = isStream, ExchangeId = "x1", StartedUnixSeconds = 1_700_000_000 };
        var translator = new AnswerTranslator(G, Other, facts, new MappingReport());
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
