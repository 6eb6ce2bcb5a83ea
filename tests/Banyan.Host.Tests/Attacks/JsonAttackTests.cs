using System.Text;

namespace Banyan.Host.Tests.Attacks;

public sealed class JsonAttackTests(AttackBench bench) : IClassFixture<AttackBench>
{
    public static TheoryData<string> Doors => AttackDoor.Names;

    public static TheoryData<string, char> Translated
    {
        get
        {
            var data = new TheoryData<string, char>();
            foreach (var door in AttackDoor.All.Where(door => door.Target is null))
            {
                foreach (var letter in "CRAGO")
                {
                    data.Add(door.Name, letter);
                }
            }

            return data;
        }
    }

    [Theory]
    [Trait("Attack", "21")]
    [MemberData(nameof(Doors))]
    public async Task Bytes_that_are_no_safe_JSON_are_400_in_the_doors_own_shape(string name)
    {
        var door = AttackDoor.Of(name);
        var fine = door.Body(door.OwnModel);
        byte[][] bad =
        [
            [],
            Encoding.UTF8.GetBytes(door.Body(door.OwnModel, $"\"x\":{new string('[', 10_000)}1{new string(']', 10_000)}")),
            Encoding.UTF8.GetBytes(new string('[', 10_000)),
            Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", 10_000))),
            [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(fine)],
            Encoding.UTF8.GetBytes(fine.Replace("Hello", "He\0llo", StringComparison.Ordinal)),
            [.. Encoding.UTF8.GetBytes(fine[..^1]), .. ",\"x\":\""u8, 0xC3, 0x28, .. "\"}"u8],
            Encoding.UTF8.GetBytes(fine + "{}"),
            Encoding.UTF8.GetBytes(fine + "x"),
            Encoding.UTF8.GetBytes(fine[..^1]),
            "null"u8.ToArray(),
            "[]"u8.ToArray(),
            "\"text\""u8.ToArray(),
            "{nonsense}"u8.ToArray(),
        ];
        var before = bench.Wall.Requests.Count;
        foreach (var body in bad)
        {
            var (status, text, _) = await bench.PostAsync(door.Path(door.OwnModel), new ByteArrayContent(body));
            status.ShouldBe(400, Encoding.UTF8.GetString(body.AsSpan(0, Math.Min(80, body.Length))) + " => " + text);
            AttackBench.ShouldBeError(name, text);
        }
    }

    [Theory]
    [Trait("Attack", "21")]
    [MemberData(nameof(Doors))]
    public async Task Odd_values_are_read_safely_or_refused_and_never_break_the_service(string name)
    {
        var door = AttackDoor.Of(name);
        string[] odd =
        [
            "\"temperature\":1e999999", "\"temperature\":-1e999999", "\"max_tokens\":1e999999", "\"n\":1e999999", "\"stream\":\"yes\"", "\"stream\":1e999999",
            "\"model\":\"other\"", "\"messages\":[]", "\"messages\":7", "\"input\":{}", "\"contents\":[7]", "\"tools\":{}", "\"tools\":[7,null,[]]",
            "\"\\ud800\":1", "\"user\":\"\\udc00\\ud800\"", "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"\\ud800\"}}]",
            "\"metadata\":{\"\\ud800\":\"\\udfff\"}", "\"x\":\"\\u0000\"", "\"messages\":[{\"role\":\"\\ud800\",\"content\":\"\\ud800\"}]",
        ];
        foreach (var members in odd)
        {
            var (status, text, _) = await bench.PostAsync(door.Path(door.OwnModel), door.Body(door.OwnModel, members));
            status.ShouldBeLessThan(500, members + " => " + text);
            if (status != 200)
            {
                AttackBench.ShouldBeError(name, text);
            }
        }
    }

    [Theory]
    [Trait("Attack", "21")]
    [MemberData(nameof(Translated))]
    public async Task Lone_surrogates_pass_a_translation_in_values_and_in_names(string name, char target)
    {
        var door = AttackDoor.Of(name);
        var model = door.Model(target);
        foreach (var members in new[] { "\"\\ud800\":1", "\"metadata\":{\"\\ud800\":\"\\udfff\"}", "\"a~/\\udc00\":{\"\\ud800\":[{\"\\ud800\":1}]}" })
        {
            var (status, text, _) = await bench.PostAsync(door.Path(model), door.Body(model, members));
            status.ShouldBeLessThan(500, members + " => " + text);
        }

        var (read, answer, _) = await bench.PostAsync(door.Path(model), door.Body(model).Replace("Hello", "\\ud800Hello\\udc00", StringComparison.Ordinal));
        read.ShouldBe(200, answer);
    }

    [Theory]
    [Trait("Attack", "3")]
    [MemberData(nameof(Doors))]
    public async Task Names_with_control_characters_and_SQL_are_neutral_refusals(string name)
    {
        var door = AttackDoor.Of(name);
        foreach (var model in new[] { "a\\r\\nx-evil: 1", "a\\u0000b", "'; drop table api_key; --", "../../../etc/passwd", "\\ud800", "*)(uid=*" })
        {
            if (name == "G" && model.Contains('\\', StringComparison.Ordinal))
            {
                continue;
            }

            var (status, text, response) = await bench.PostAsync(door.Path(Uri.EscapeDataString(model)), door.Body(model));
            status.ShouldBeInRange(400, 499, text);
            AttackBench.ShouldBeError(name, text);
            response.Headers.Contains("x-evil").ShouldBeFalse();
        }
    }
}
