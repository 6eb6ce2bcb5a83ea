using System.Text.Json;
using Banyan.Gateway.Prompts;
using Banyan.Gateway.Prompts.Rendering;
using Banyan.Gateway.Prompts.Targeting;

namespace Banyan.Gateway.Tests.Prompts;

public sealed class TargetingTests
{
    [Theory]
    [InlineData("""{"team":{"eq":"billing"}}""", true)]
    [InlineData("""{"team":{"ne":"billing"}}""", false)]
    [InlineData("""{"user":{"eq":"ada"}}""", false)]
    [InlineData("""{"user":{"ne":"ada"}}""", true)]
    [InlineData("""{"user":{"exists":false}}""", true)]
    [InlineData("""{"service":{"in":["web","app"]},"feature":{"prefix":"sum"}}""", true)]
    [InlineData("""{"service":{"notIn":["web","app"]}}""", false)]
    [InlineData("""{"tags":{"contains":"beta"}}""", true)]
    [InlineData("""{"tags.beta":{"exists":true},"tags.gold":{"exists":false}}""", true)]
    [InlineData("""{"metadata.age":{"gte":18,"lt":99}}""", true)]
    [InlineData("""{"metadata.age":{"gt":18}}""", false)]
    [InlineData("""{"metadata.age":{"eq":18.0}}""", true)]
    [InlineData("""{"metadata.none":{"lt":1}}""", false)]
    [InlineData("""{"any":[{"team":{"eq":"x"}},{"not":{"team":{"eq":"x"}}}]}""", true)]
    [InlineData("""{"all":[{"promptCategory":{"eq":"summaries"}},{"promptName":{"contains":"text"}}]}""", true)]
    [InlineData("""{"hour":{"eq":12},"weekday":{"in":["saturday"]}}""", true)]
    public void A_condition_holds_as_it_is_read(string condition, bool holds) => ConditionReader.Read(Json(condition)).Holds(Facts()).ShouldBe(holds);

    [Theory]
    [InlineData("{}", "a condition is wanted")]
    [InlineData("[]", "an object is wanted")]
    [InlineData("""{"colour":{"eq":"x"}}""", "no fact")]
    [InlineData("""{"team":"billing"}""", "tests are wanted")]
    [InlineData("""{"team":{"like":"x"}}""", "none of")]
    [InlineData("""{"hour":{"lt":"x"}}""", "a value that the test can use")]
    [InlineData("""{"any":[]}""", "a list of one to")]
    [InlineData("""{"not":{"not":{"not":{"not":{"not":{"not":{"not":{"not":{"not":{"team":{"eq":"x"}}}}}}}}}}}""", "deep")]
    public void What_is_no_condition_is_told(string condition, string problem) =>
        Should.Throw<FormatException>(() => ConditionReader.Read(Json(condition))).Message.ShouldContain(problem);

    private static RequestFacts Facts() => new(
        new Prompt { Id = Guid.Empty, Tenant = "default", Name = "summarize-text", Category = "summaries", CreatedBy = "ada", CreatedAt = default, UpdatedAt = default },
        new Subject(Guid.Empty, "web") { Team = "billing", Feature = "summaries", Tags = ["beta"], Metadata = Json("""{"age":18}""") },
        new DateTimeOffset(2026, 11, 21, 12, 30, 0, TimeSpan.Zero));

    private static JsonElement Json(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
