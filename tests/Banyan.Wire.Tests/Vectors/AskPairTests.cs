using System.Text;
using System.Text.Json;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;
using Banyan.Wire.Tests.GoldenData;
using Banyan.Wire.Translation;

namespace Banyan.Wire.Tests.Vectors;

/// <summary>Asks through every ordered pair: texts, tools, calls, pictures and schemas arrive, in members the target knows, and the same bytes each time.</summary>
public sealed class AskPairTests
{
    private static readonly Dictionary<string, string> Asks = new(StringComparer.Ordinal)
    {
        ["text"] = """{"model":"m","max_tokens":77,"messages":[{"role":"user","content":"canary one"}]}""",
        ["multi-turn"] = """{"model":"m","max_tokens":77,"system":"canary zero","messages":[{"role":"user","content":"canary one"},{"role":"assistant","content":"canary two"},{"role":"user","content":[{"type":"text","text":"canary \u00e9 three"}]}]}""",
        ["image"] = """{"model":"m","max_tokens":77,"messages":[{"role":"user","content":[{"type":"text","text":"canary one"},{"type":"image","source":{"type":"base64","media_type":"image/png","data":"iVBORw0KGgo="}}]}]}""",
        ["tools"] = """{"model":"m","max_tokens":77,"tools":[{"name":"look","description":"canary tool","input_schema":{"type":"object","properties":{"of":{"type":"string"}},"required":["of"]}}],"messages":[{"role":"user","content":"canary one"},{"role":"assistant","content":[{"type":"tool_use","id":"call_1","name":"look","input":{"of":"canary arg"}}]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"call_1","content":"canary result"}]}]}""",
        ["parallel tools"] = """{"model":"m","max_tokens":77,"tools":[{"name":"look","input_schema":{"type":"object"}},{"name":"list","input_schema":{"type":"object"}}],"messages":[{"role":"user","content":"canary one"},{"role":"assistant","content":[{"type":"tool_use","id":"call_1","name":"look","input":{"of":"canary a"}},{"type":"tool_use","id":"call_2","name":"list","input":{"of":"canary b"}}]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"call_1","content":"canary first"},{"type":"tool_result","tool_use_id":"call_2","content":"canary second"}]}]}""",
        ["tool error"] = """{"model":"m","max_tokens":77,"tools":[{"name":"look","input_schema":{"type":"object"}}],"messages":[{"role":"user","content":"canary one"},{"role":"assistant","content":[{"type":"tool_use","id":"call_1","name":"look","input":{}}]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"call_1","is_error":true,"content":"canary failure"}]}]}""",
        ["JSON schema"] = """{"model":"m","max_tokens":77,"output_config":{"format":{"type":"json_schema","schema":{"type":"object","properties":{"canary":{"type":"string"}},"required":["canary"],"additionalProperties":false}}},"messages":[{"role":"user","content":"canary one"}]}""",
        ["reasoning"] = """{"model":"m","max_tokens":7777,"thinking":{"type":"enabled","budget_tokens":2048},"messages":[{"role":"user","content":"canary one"}]}""",
        ["cache marker"] = """{"model":"m","max_tokens":77,"system":[{"type":"text","text":"canary zero","cache_control":{"type":"ephemeral"}}],"messages":[{"role":"user","content":"canary one"}]}""",
    };

    public static TheoryData<DialectId, DialectId, string> Cells
    {
        get
        {
            var cells = new TheoryData<DialectId, DialectId, string>();
            foreach (var (from, to) in from one in DialectTable.All from other in DialectTable.All where one != other select (one, other))
            {
                foreach (var topic in Asks.Keys)
                {
                    cells.Add(from.Id, to.Id, topic);
                }
            }

            return cells;
        }
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void An_ask_arrives_whole_in_members_the_target_knows_and_in_the_same_bytes_each_time(DialectId from, DialectId to, string topic)
    {
        var (source, target) = (DialectTable.Get(from), DialectTable.Get(to));
        var ask = In(source, Asks[topic]);

        var translated = Translate(ask, target);
        var again = Translate(ask, target);

        translated.Refusal.ShouldBeNull(translated.Refusal?.Message);
        again.Body.ShouldBe(translated.Body);
        Unknown(translated.Body, target).ShouldBeEmpty(Encoding.UTF8.GetString(translated.Body));
        var back = target.ReadAsk(new WireBody(target, translated.Body, Operation.Chat, PathOf(target)), new MappingReport());
        Meaning(back).ShouldBe(Meaning(source.ReadAsk(ask, new MappingReport())));
        back.Tools.Select(tool => tool.Name.ToString()).ShouldBe(source.ReadAsk(ask, new MappingReport()).Tools.Select(tool => tool.Name.ToString()));
        Encoding.UTF8.GetString(translated.Body).ShouldContain("canary");
    }

    private static WireBody In(Dialect dialect, string anthropic)
    {
        var author = DialectTable.Get(DialectId.Anthropic);
        var body = new WireBody(author, Encoding.UTF8.GetBytes(anthropic), Operation.Chat);
        return dialect == author ? body : new WireBody(dialect, Translate(body, dialect).Body, Operation.Chat, PathOf(dialect));
    }

    private static AskPath PathOf(Dialect dialect) => dialect.Id == DialectId.Gemini ? new AskPath("m", Streams: false) : default;

    private static TranslatedAsk Translate(WireBody body, Dialect target) => Translator.Translate(body, target, GoldenRunner.Facts("m"), strict: false);

    private static IReadOnlyList<string> Unknown(byte[] body, Dialect dialect)
    {
        using var document = JsonDocument.Parse(body);
        var report = new MappingReport();
        FieldWalk.Run(document.RootElement, dialect.Fields, dialect.Letter, report);
        return report.Dropped;
    }

    /// <summary>What is said, called and shown, in order, whatever the turns.</summary>
    private static List<string> Meaning(HubAsk ask) =>
    [
        .. ask.Turns.SelectMany(turn => turn.Parts).SelectMany(Meaning),
        $"limit {ask.MaxOutput?.Value}",
        $"format {ask.Format?.Value.Kind}",
    ];

    private static IEnumerable<string> Meaning(HubPart part) => part switch
    {
        HubText text => [text.Text.ToString()],
        HubImage image => [$"image {image.Base64}"],
        HubCall call => [$"call {call.Name} {call.Arguments}"],
        HubResult { Structured: { } json } => [json.ToString().Contains("canary", StringComparison.Ordinal) ? $"result {Canary(json.ToString())}" : json.ToString()],
        HubResult result => [$"result {Canary(string.Concat(result.Parts.SelectMany(Meaning)))}"],
        _ => [part.GetType().Name],
    };

    private static string Canary(string text)
    {
        var start = text.IndexOf("canary", StringComparison.Ordinal);
        var end = text.AsSpan(start).IndexOfAny('"', '}');
        return end < 0 ? text[start..] : text.Substring(start, end);
    }
}
