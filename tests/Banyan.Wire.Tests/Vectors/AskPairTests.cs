using System.Text;
using System.Text.Json;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;
using Banyan.Wire.Tests.GoldenData;
using Banyan.Wire.Tests.Vectors.Asks;
using Banyan.Wire.Translation;

namespace Banyan.Wire.Tests.Vectors;

/// <summary>Asks, written by hand in each language, through every ordered pair: texts, tools, calls, pictures and schemas arrive, in members the target knows, and the same bytes each time.</summary>
public sealed class AskPairTests
{
    public static TheoryData<DialectId, DialectId, string> Cells
    {
        get
        {
            var cells = new TheoryData<DialectId, DialectId, string>();
            foreach (var (from, to) in from one in DialectTable.All from other in DialectTable.All where one != other select (one, other))
            {
                foreach (var topic in VectorAsks.Meanings.Keys)
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
        var ask = new WireBody(source, Encoding.UTF8.GetBytes(VectorAsks.Of(from, topic)), Operation.Chat, PathOf(source));

        var translated = Translate(ask, target);
        var again = Translate(ask, target);

        translated.Refusal.ShouldBeNull(translated.Refusal?.Message);
        again.Body.ShouldBe(translated.Body);
        Unknown(translated.Body, target).ShouldBeEmpty(Encoding.UTF8.GetString(translated.Body));
        var back = target.ReadAsk(new WireBody(target, translated.Body, Operation.Chat, PathOf(target)), new MappingReport());
        var read = source.ReadAsk(ask, new MappingReport());
        Meaning(read).ShouldBe(VectorAsks.Meanings[topic]);
        Meaning(back).ShouldBe(VectorAsks.Meanings[topic]);
        back.Tools.Select(tool => tool.Name.ToString()).ShouldBe(read.Tools.Select(tool => tool.Name.ToString()));
        read.Tools.Count.ShouldBe(topic switch { "parallel tools" => 2, "tools" or "tool error" => 1, _ => 0 });
        (read.Reasoning is not null).ShouldBe(topic == "reasoning");
        Encoding.UTF8.GetString(translated.Body).ShouldContain("canary");
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
