namespace Banyan.Host.Tests.Attacks;

/// <summary>Asks that are small in bytes and enormous in what they want.</summary>
public sealed class AskSizeAttackTests(AttackBench bench) : IClassFixture<AttackBench>
{
    private const string Loop = """{"type":"object","$defs":{"a":{"$ref":"#/$defs/b"},"b":{"$ref":"#/$defs/a"},"r":{"type":"object","properties":{"next":{"$ref":"#/$defs/r"}}}},"properties":{"x":{"$ref":"#/$defs/a"},"y":{"$ref":"#/$defs/r"},"z":{"$ref":"#"}}}""";

    public static TheoryData<string, string> Huge => new()
    {
        { "C", "\"n\":100000" },
        { "C", "\"n\":-1" },
        { "C", "\"tools\":[" + Many("""{"type":"function","function":{"name":"t#","parameters":{}}}""") + "]" },
        { "R", "\"tools\":[" + Many("""{"type":"function","name":"t#","parameters":{}}""") + "]" },
        { "A", "\"tools\":[" + Many("""{"name":"t#","input_schema":{"type":"object"}}""") + "]" },
        { "G", "\"tools\":[{\"functionDeclarations\":[" + Many("""{"name":"t#"}""") + "]}]" },
        { "G", "\"generationConfig\":{\"candidateCount\":100000}" },
        { "O", "\"tools\":[" + Many("""{"type":"function","function":{"name":"t#","parameters":{}}}""") + "]" },
    };

    public static TheoryData<string, string> Outputs => new()
    {
        { "C", "\"max_tokens\":99999999999999999999" },
        { "C", "\"max_completion_tokens\":2000000000" },
        { "R", "\"max_output_tokens\":2000000000" },
        { "G", "\"generationConfig\":{\"maxOutputTokens\":2000000000}" },
        { "O", "\"options\":{\"num_predict\":2000000000}" },
    };

    [Theory]
    [Trait("Attack", "33")]
    [MemberData(nameof(Huge))]
    public async Task A_huge_count_is_4xx_before_anything_is_spent(string name, string members)
    {
        var door = AttackDoor.Of(name);
        foreach (var model in Models(door))
        {
            var before = bench.Wall.Requests.Count;
            var (status, text, _) = await bench.PostAsync(door.Path(model), door.Body(model, members));
            status.ShouldBeInRange(400, 422, text);
            AttackBench.ShouldBeError(name, text);
            bench.Wall.Requests.Count.ShouldBe(before);
        }
    }

    [Theory]
    [Trait("Attack", "33")]
    [MemberData(nameof(Outputs))]
    public async Task A_huge_output_is_4xx_before_anything_is_spent(string name, string members)
    {
        var door = AttackDoor.Of(name);
        foreach (var model in Models(door))
        {
            var before = bench.Wall.Requests.Count;
            var (status, text, _) = await bench.PostAsync(door.Path(model), door.Body(model, members));
            status.ShouldBeInRange(400, 422, $"{model}: {text}");
            bench.Wall.Requests.Count.ShouldBe(before);
        }
    }

    [Fact]
    [Trait("Attack", "33")]
    public async Task Schemas_that_refer_to_themselves_are_answered_at_once_and_never_5xx()
    {
        var door = AttackDoor.Of("C");
        foreach (var model in Models(door).Append("mock/tools"))
        {
            string[] both =
            [
                """
                "response_format":{"type":"json_schema","json_schema":{"name":"s","schema":LOOP}}
                """,
                """
                "tools":[{"type":"function","function":{"name":"t","parameters":LOOP}}]
                """,
            ];
            foreach (var members in both.Select(one => one.Replace("LOOP", Loop, StringComparison.Ordinal)))
            {
                var (status, text, _) = await bench.PostAsync(door.Path(model), door.Body(model, members));
                status.ShouldBeInRange(200, 422, $"{model}: {text}");
            }
        }
    }

    private static IEnumerable<string> Models(AttackDoor door) => "CRAGO".Select(door.Model);

    private static string Many(string one) => string.Join(',', Enumerable.Range(0, 10_000).Select(i => one.Replace("#", i.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal)));
}
