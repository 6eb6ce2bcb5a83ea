using System.Text.Json.Nodes;

namespace Banyan.Wire.Tests.Histories;

/// <summary>Random histories: what goes up is what came, without foreign thoughts and with own ones restored, byte for byte beside them.</summary>
public sealed class HistoryMendPropertyTests
{
    private static readonly string[] Kinds = ["text", "own", "foreign", "empty", "raw", "strange", "hidden"];

    [Fact]
    public void Every_kept_block_is_equal_byte_for_byte_and_every_foreign_one_is_gone()
    {
        var mended = 0;
        for (var seed = 0; seed < 2_000; seed++)
        {
            var random = new Random(seed);
            var turns = Enumerable.Range(0, random.Next(1, 5)).Select(_ => Enumerable.Range(0, random.Next(1, 6)).Select(_ => Block(random)).ToList()).ToList();
            var body = Body(random.Next(), turns, block => block.Came);
            var expected = Body(0, [.. turns.Select(turn => turn.Where(block => block.Goes is not null).ToList()).Where(turn => turn.Count > 0)], block => block.Goes!);
            if (turns.All(turn => turn.TrueForAll(block => block.Goes is null)))
            {
                continue;
            }

            var result = Mended.Of(DialectId.Anthropic, body);
            JsonNode.DeepEquals(JsonNode.Parse(result.Body), JsonNode.Parse(expected)).ShouldBeTrue($"seed {seed}: {body} became {result.Body}");
            foreach (var kept in turns.SelectMany(turn => turn).Where(block => block.Goes is not null))
            {
                result.Body.ShouldContain(kept.Goes!, Case.Sensitive, $"seed {seed}");
            }

            result.Dropped.Count.ShouldBe(turns.Sum(turn => turn.Count(block => block.Goes is null)), $"seed {seed}");
            mended += result.Body == body ? 0 : 1;
        }

        mended.ShouldBeGreaterThan(1_000);
    }

    private static (string Came, string? Goes) Block(Random random)
    {
        var odd = random.Next(3) switch { 0 => " ", 1 => "\n\t", _ => "" };
        var value = $"s{random.Next(1_000)}/+=";
        string Thought(string signature) => $"{{{odd}\"thinking\":\"\\u00e9 ]}},{{[\",\"x\":1.0,\"type\":\"thinking\"{odd},\"signature\":{odd}\"{signature}\"}}";
        var text = $"{{\"type\":\"text\",{odd}\"text\":\"{value} \\\"signature\\\":\\\"\\\"\"}}";
        return Kinds[random.Next(Kinds.Length)] switch
        {
            "own" => (Thought(Mended.Own(value)), Thought(value)),
            "foreign" => (Thought(Mended.Foreign(value)), null),
            "empty" => (Thought(""), null),
            "raw" => (Thought("Eq" + value), Thought("Eq" + value)),
            "hidden" => ($"{{\"type\":\"redacted_thinking\",\"data\":\"{Mended.Foreign(value)}\"}}", null),
            "strange" => ($"{{\"type\":\"new\",\"signature\":\"{Mended.Foreign(value)}\"}}", $"{{\"type\":\"new\",\"signature\":\"{Mended.Foreign(value)}\"}}"),
            _ => (text, text),
        };
    }

    private static string Body(int seed, List<List<(string Came, string? Goes)>> turns, Func<(string Came, string? Goes), string> write)
    {
        var comma = seed % 3 == 0 ? "," : " ,\n ";
        return $"{{\"model\":\"up\",\"messages\":[{string.Join(comma, turns.Select(turn => $"{{\"role\":\"assistant\",\"content\":[{string.Join(comma, turn.Select(write))}]}}"))}],\"x\":1e3}}";
    }
}
