using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Banyan.Wire.Framing;
using Banyan.Wire.Hub;
using Banyan.Wire.Translation;

namespace Banyan.Wire.Tests.Dialects.Ollama;

/// <summary>Models whose template leaves reasoning between tags in the content: split off where the quirk says so, wherever the lines are cut.</summary>
public sealed class OllamaThinkTagTests
{
    private const string Content = "<think>it is \u00e9 < 2</think>so: a < b";

    [Fact]
    public void Reasoning_between_tags_is_split_off_at_every_cut()
    {
        for (var cut = 0; cut <= Content.Length; cut++)
        {
            Answer(["thinkTags"], Line(Content[..cut]), Line(Content[cut..]), Done).ShouldBe(("it is \u00e9 < 2", "so: a < b"), $"cut at {cut}");
        }
    }

    [Fact]
    public void Without_the_quirk_the_content_is_left_alone() =>
        Answer([], Line(Content), Done).ShouldBe(("", Content));

    [Fact]
    public void What_only_looked_like_a_tag_is_given_out_at_the_end() =>
        Answer(["thinkTags"], Line("a <thi"), Done).ShouldBe(("", "a <thi"));

    private static string Done => """{"model":"m","created_at":"2026-01-01T00:00:00Z","message":{"role":"assistant","content":""},"done":true,"done_reason":"stop","prompt_eval_count":1,"eval_count":1}""";

    private static string Line(string content) =>
        $$$"""{"model":"m","created_at":"2026-01-01T00:00:00Z","message":{"role":"assistant","content":{{{JsonSerializer.Serialize(content)}}}},"done":false}""";

    private static (string Thought, string Text) Answer(string[] quirks, params string[] lines)
    {
        var facts = new AnswerFacts { Streams = true, ExchangeId = "e", Quirks = quirks.ToDictionary(quirk => quirk, _ => "true", StringComparer.OrdinalIgnoreCase) };
        var translator = new AnswerTranslator(DialectTable.Get(DialectId.Ollama), DialectTable.Get(DialectId.OpenAiChat), facts, new MappingReport());
        var (thought, text) = (new StringBuilder(), new StringBuilder());
        foreach (var made in lines.SelectMany(line => translator.Push(Event(line)).Select(frame => Encoding.UTF8.GetString(frame.Data.Span)).ToList()).Where(data => data.StartsWith('{')))
        {
            var delta = JsonNode.Parse(made)!["choices"]?.AsArray().FirstOrDefault()?["delta"];
            thought.Append(delta?["reasoning_content"]);
            text.Append(delta?["content"]);
        }

        translator.IsComplete.ShouldBeTrue();
        return (thought.ToString(), text.ToString());
    }

    private static Frame Event(string line) => new(Encoding.UTF8.GetBytes(line), Encoding.UTF8.GetBytes(line), FrameKind.Event);
}
