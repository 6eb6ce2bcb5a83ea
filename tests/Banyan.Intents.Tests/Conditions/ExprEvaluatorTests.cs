using System.Text.Json;
using Banyan.Intents.Conditions;

namespace Banyan.Intents.Tests.Conditions;

public sealed class ExprEvaluatorTests
{
    private const string Order =
        """{"status":"pending","total":240.00,"cents":24000,"note":null,"placedAt":"2026-11-01","at":"2026-11-21T10:00:00.123456789Z","items":[{"name":"Desk","price":200},{"name":"lamp","price":40}],"flags":[true,false],"half":"\ud800","odd":{"\ud800":1},"huge":1e40,"text5":"5"}""";

    [Theory]
    [InlineData("!(s1.status in ['shipped','delivered'])", "true")]
    [InlineData("s1.status == 'Pending'", "false")]
    [InlineData("s1.total == 240 && s1.cents * 0.01 == s1.total", "true")]
    [InlineData("s1.total / 0 == 1", "unknown")]
    [InlineData("s1.missing == 1", "unknown")]
    [InlineData("!(s1.missing in ['shipped'])", "unknown")]
    [InlineData("s1.note == 'x'", "unknown")]
    [InlineData("!(s1.note in ['x'])", "unknown")]
    [InlineData("s1.note == null", "true")]
    [InlineData("s1.status != null", "true")]
    [InlineData("s1.missing == null", "unknown")]
    [InlineData("has(s1.note)", "false")]
    [InlineData("has(s1.missing)", "false")]
    [InlineData("has(s1.items[1].price)", "true")]
    [InlineData("has(s1.items[2])", "false")]
    [InlineData("has(s9.status)", "unknown")]
    [InlineData("s1.text5 == 5", "unknown")]
    [InlineData("s1.text5 > 4", "unknown")]
    [InlineData("s1.half == 'x'", "unknown")]
    [InlineData("s1.odd.x == 1", "unknown")]
    [InlineData("s1.huge > 1", "unknown")]
    [InlineData("s1.huge > 1 || true", "true")]
    [InlineData("size(s1.items) == 2 && size('\u00e9\ud83d\udca9') == 2", "true")]
    [InlineData("lower(s1.items[0].name) == 'desk'", "true")]
    [InlineData("any(s1.items, it.price > 100)", "true")]
    [InlineData("all(s1.items, it.price > 100)", "false")]
    [InlineData("all(s1.items, it.weight > 1)", "unknown")]
    [InlineData("any(s1.items, it.weight > 1 || it.price > 100)", "true")]
    [InlineData("any(s1.flags) && !all(s1.flags)", "true")]
    [InlineData("any([1, 2], it > 1) && all([], it)", "true")]
    [InlineData("any(s1.total, it > 1)", "unknown")]
    [InlineData("'Desk' in s1.items", "unknown")]
    [InlineData("now() - date(s1.placedAt) < duration('21d')", "true")]
    [InlineData("now() - date(s1.placedAt) < duration('20d')", "false")]
    [InlineData("now() - date(s1.at) == duration('1h')", "false")]
    [InlineData("now() - date(s1.at) <= duration('PT1H') && date(s1.at) < now()", "true")]
    [InlineData("date('2026-11-21T10:00') == date('2026-11-21T09:00:00Z')", "true")]
    [InlineData("date('2026-11-21') == date('2026-11-20T23:00:00Z')", "true")]
    [InlineData("date('2026-03-29T02:30') == date('2026-03-29T01:00:00Z')", "true")]
    [InlineData("duration('1.5h') == duration('PT90M') && -duration('1d') < duration('1s')", "true")]
    [InlineData("date('9999-12-31') + duration('30d') > now()", "unknown")]
    [InlineData("caller.email == 'ada@shop.example'", "true")]
    [InlineData("'a' < 'b' && 'B' < 'a'", "true")]
    public void An_expression_comes_to_this(string source, string word)
    {
        var parsed = ExprParser.Parse(source);
        parsed.Fault.ShouldBeNull();

        ExprEvaluator.Evaluate(parsed.Root!, Input()).Value.Word().ShouldBe(word);
    }

    [Fact]
    public void What_was_looked_at_is_told_both_sides_of_it()
    {
        var evidence = ExprEvaluator.Evaluate(ExprParser.Parse("s1.status == 'pending' || s1.missing > 1 || any(s1.items, it.price > 50) || s1.note == null").Root!, Input()).Evidence;

        evidence.ShouldBe(
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["s1.status"] = "pending",
                ["s1.missing"] = "missing",
                ["s1.items"] = "2 elements",
                ["s1.items[0].price"] = "200",
                ["s1.items[1].price"] = "40",
                ["s1.note"] = "null",
            },
            ignoreOrder: true);
    }

    [Fact]
    public void Work_without_end_is_unknown()
    {
        var many = JsonSerializer.SerializeToElement(new { list = Enumerable.Range(0, 5000) });
        var input = Input() with { Roots = new Dictionary<string, JsonElement>(StringComparer.Ordinal) { ["s1"] = many } };

        ExprEvaluator.Evaluate(ExprParser.Parse("all(s1.list, any(s1.list, it == 4999))").Root!, input).Value.ShouldBe(Truth.Unknown);
        ExprEvaluator.Evaluate(ExprParser.Parse("all(s1.list, it in s1.list)").Root!, input).Value.ShouldBe(Truth.Unknown);
        ExprEvaluator.Evaluate(ExprParser.Parse("any(s1.list, it == 4999)").Root!, input).Value.ShouldBe(Truth.True);
    }

    private static ConditionInput Input() => new(
        new Dictionary<string, JsonElement>(StringComparer.Ordinal)
        {
            ["s1"] = JsonDocument.Parse(Order).RootElement,
            ["caller"] = JsonDocument.Parse("""{"id":"c1","email":"ada@shop.example"}""").RootElement,
        },
        new DateTimeOffset(2026, 11, 21, 11, 0, 0, TimeSpan.Zero),
        TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));
}
