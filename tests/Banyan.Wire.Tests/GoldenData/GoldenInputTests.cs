using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;
using Banyan.Wire.Translation;

namespace Banyan.Wire.Tests.GoldenData;

/// <summary>Inputs of the golden data nobody wrote an expectation for: each crosses to every dialect, or is refused at a member it has.</summary>
[Trait("needs", "data")]
public sealed class GoldenInputTests
{
    private static readonly string Requests = Path.Combine(GoldenCases.Folder, "requests");

    private static readonly Dictionary<string, DialectId> Dialects = new(StringComparer.Ordinal)
    {
        ["completions"] = DialectId.OpenAiChat,
        ["embeddings"] = DialectId.OpenAiChat,
        ["messages"] = DialectId.Anthropic,
        ["responses"] = DialectId.OpenAiResponses,
    };

    public static TheoryData<string> Inputs =>
    [
        .. Directory.EnumerateFiles(Requests, "*.json", SearchOption.AllDirectories)
            .Where(path => Directory.GetFiles(Path.GetDirectoryName(path)!, Path.GetFileNameWithoutExtension(path) + ".*.snap").Length == 0)
            .Select(path => Path.GetRelativePath(Requests, path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
    ];

    [Fact]
    public void Six_inputs_have_no_expectation() => Inputs.Count.ShouldBe(6);

    [Theory]
    [MemberData(nameof(Inputs))]
    public void Every_field_has_a_label_and_crosses_or_is_named_or_refused(string input)
    {
        var bytes = File.ReadAllBytes(Path.Combine(Requests, input));
        var from = DialectTable.Get(Dialects[input.Split('/')[0]]);
        if (input.StartsWith("embeddings/", StringComparison.Ordinal))
        {
            Embed(from, bytes);
            return;
        }

        Unknown(bytes, from).ShouldBeEmpty();
        foreach (var target in DialectTable.All.Where(target => target.Id != from.Id))
        {
            var translated = Translate(bytes, from, target);
            if (translated.Refusal is { } refusal)
            {
                refusal.HttpStatus.ShouldBe(400);
                refusal.Message.ShouldNotBeNullOrWhiteSpace();
                Find(bytes, refusal.Param.ShouldNotBeNull()).ShouldNotBeNull(refusal.Param);
                continue;
            }

            Unknown(translated.Body, target).ShouldBeEmpty(Encoding.UTF8.GetString(translated.Body));
            Translate(bytes, from, target).Body.ShouldBe(translated.Body);
            translated.Report.Dropped.ShouldAllBe(pointer => Find(bytes, pointer.Split('=', 2)[0]) != null, target.Name);
        }
    }

    [Theory]
    [InlineData("completions/reasoning_replay_unsigned.json", DialectId.Anthropic, "/messages/1/content/0/text", "Hello")]
    [InlineData("completions/reasoning_replay_unsigned.json", DialectId.Gemini, "/contents/1/parts/0/text", "no signature here")]
    [InlineData("messages/cache_control_responses.json", DialectId.OpenAiResponses, "/max_output_tokens", "1024")]
    [InlineData("messages/tool_history_without_tools.json", DialectId.OpenAiChat, "/messages/0/tool_calls/0/id", "call_1")]
    [InlineData("messages/tool_history_without_tools.json", DialectId.Gemini, "/contents/0/parts/0/functionCall/name", "get_weather")]
    [InlineData("messages/tool_result_error.json", DialectId.OpenAiChat, "/messages/2/content", "ERROR: Error: location not found")]
    [InlineData("messages/tool_result_error.json", DialectId.Gemini, "/contents/2/parts/0/functionResponse/response/error", "Error: location not found")]
    public void What_it_says_arrives_where_the_target_looks_for_it(string input, DialectId to, string at, string value)
    {
        var bytes = File.ReadAllBytes(Path.Combine(Requests, input));
        var translated = Translate(bytes, DialectTable.Get(Dialects[input.Split('/')[0]]), DialectTable.Get(to));

        translated.Refusal.ShouldBeNull(translated.Refusal?.Message);
        Find(translated.Body, at).ShouldNotBeNull(Encoding.UTF8.GetString(translated.Body)).ToString().ShouldBe(value, Encoding.UTF8.GetString(translated.Body));
    }

    private static void Embed(Dialect from, byte[] bytes)
    {
        var ask = new WireBody(from, bytes, Operation.Embed);
        foreach (var target in DialectTable.All.OfType<IEmbeddingDialect>().Cast<Dialect>())
        {
            var translated = EmbeddingTranslator.Translate(ask, target, GoldenRunner.Facts(ask.Lens.Model), strict: false);
            translated.Refusal.ShouldBeNull(translated.Refusal?.Message);
            Encoding.UTF8.GetString(translated.Body).ShouldContain("hello world");
        }
    }

    private static TranslatedAsk Translate(byte[] bytes, Dialect from, Dialect target)
    {
        var ask = new WireBody(from, bytes, Operation.Chat);
        return Translator.Translate(ask, target, GoldenRunner.Facts(ask.Lens.Model), strict: false);
    }

    private static IReadOnlyList<string> Unknown(byte[] body, Dialect dialect)
    {
        using var document = JsonDocument.Parse(body);
        var report = new MappingReport();
        FieldWalk.Run(document.RootElement, dialect.Fields, dialect.Letter, report);
        return report.Dropped;
    }

    private static JsonNode? Find(byte[] body, string pointer)
    {
        var node = JsonNode.Parse(body);
        foreach (var name in pointer.Split('/').Skip(1))
        {
            node = node switch
            {
                JsonArray list when int.TryParse(name, System.Globalization.CultureInfo.InvariantCulture, out var index) && index < list.Count => list[index],
                JsonObject json => json[name.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)],
                _ => null,
            };
        }

        return node;
    }
}
