using System.Text;
using Banyan.Wire.Framing;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;
using Banyan.Wire.Translation;

namespace Banyan.Wire.Tests.Translation;

public sealed class TranslatorTests
{
    private const string Picture = "https://example.org/a.png";

    [Fact]
    public void A_schema_bound_answer_by_a_forced_tool_comes_back_as_text()
    {
        var asked = Ask("""{"model":"m","response_format":{"type":"json_object"},"messages":[{"role":"user","content":"hi"}]}""");
        var anthropic = DialectTable.Get(DialectId.Anthropic);

        var translated = Translator.Translate(asked, anthropic, Facts with { NativeOutputFormat = false }, strict: false);

        var tool = translated.FormatTool.ShouldNotBeNull();
        Encoding.UTF8.GetString(translated.Body).ShouldContain($"\"name\":\"{tool}\"");
        Translator.Translate(asked, anthropic, Facts, strict: false).FormatTool.ShouldBeNull();
        var answer = new AnswerTranslator(anthropic, asked.Dialect, new AnswerFacts { FormatTool = tool, ExchangeId = "x" }, translated.Report);
        var body = "{\"id\":\"i\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"m\",\"content\":[{\"type\":\"tool_use\",\"id\":\"t\",\"name\":\"" + tool
            + "\",\"input\":{\"a\":1}}],\"stop_reason\":\"tool_use\",\"stop_sequence\":null,\"usage\":{\"input_tokens\":1,\"output_tokens\":1}}";
        var frame = answer.Push(Frame.Body(Encoding.UTF8.GetBytes(body))).ShouldHaveSingleItem();
        var text = Encoding.UTF8.GetString(frame.Data.Span);
        text.ShouldContain(@"""content"":""{\""a\"":1}""");
        text.ShouldContain("\"finish_reason\":\"stop\"");
        text.ShouldNotContain("tool_calls");
    }

    [Fact]
    public void Drops_are_named_in_request_order_and_strict_refuses_the_first()
    {
        var asked = Ask("""{"model":"m","seed":1,"zzz":2,"temperature":1.7,"messages":[{"role":"user","name":"n","content":"hi"}],"logit_bias":{"1":1}}""");
        var anthropic = DialectTable.Get(DialectId.Anthropic);

        var lenient = Translator.Translate(asked, anthropic, Facts, strict: false);
        var strict = Translator.Translate(asked, anthropic, Facts, strict: true);

        lenient.Refusal.ShouldBeNull();
        lenient.Report.Dropped.ShouldBe(["/seed", "/zzz", "/temperature=1", "/messages/0/name", "/logit_bias"]);
        strict.Body.ShouldBeEmpty();
        strict.Refusal!.Code.ShouldBe("unsupported_parameter");
        strict.Refusal.Param.ShouldBe("/seed");
        lenient.Report.Dropped.ShouldAllBe(pointer => strict.Refusal.Message.Contains(pointer, StringComparison.Ordinal));
    }

    [Fact]
    public void A_picture_told_by_address_is_fetched_for_those_who_take_only_bytes()
    {
        var asked = Ask("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"" + Picture + "\"}}]}]}");
        var gemini = DialectTable.Get(DialectId.Gemini);

        var first = Translator.Translate(asked, gemini, Facts, strict: false);
        Translator.UrlsToInline(first.Ask, gemini).ShouldBe([Picture]);
        Translator.UrlsToInline(first.Ask, DialectTable.Get(DialectId.Anthropic)).ShouldBeEmpty();
        first.Refusal.ShouldNotBeNull();

        var fetched = new Dictionary<string, FetchedImage>(StringComparer.Ordinal) { [Picture] = new("image/png", "hello"u8.ToArray()) };
        var second = Translator.Translate(asked, gemini, Facts, strict: false, fetched);
        second.Refusal.ShouldBeNull();
        Encoding.UTF8.GetString(second.Body).ShouldContain("\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\"aGVsbG8=\"}");
    }

    private static TargetFacts Facts => new() { Model = "m", DefaultMaxOutput = 4096, Can = (AskNeeds)~0 };

    private static WireBody Ask(string json) => new(DialectTable.Get(DialectId.OpenAiChat), Encoding.UTF8.GetBytes(json), Operation.Chat);
}
