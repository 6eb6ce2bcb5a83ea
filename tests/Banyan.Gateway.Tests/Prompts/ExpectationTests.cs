using System.Text.Json;
using Banyan.Gateway.Prompts.Examples;

namespace Banyan.Gateway.Tests.Prompts;

/// <summary>What an example expects of an answer.</summary>
public sealed class ExpectationTests
{
    [Theory]
    [InlineData("""{"contains":"TOTAL"}""", "the total is 7", true)]
    [InlineData("""{"contains":["total","7"]}""", "the total is 8", true, false)]
    [InlineData("""{"regex":"^[0-9]{2}$"}""", "42", true)]
    [InlineData("""{"regex":"^[0-9]{2}$"}""", "42\n", false)]
    [InlineData("""{"schema":{"type":"object","required":["id"]}}""", """{"id":1}""", true)]
    [InlineData("""{"schema":{"type":"object","required":["id"]}}""", """{"no":1}""", false)]
    [InlineData("""{"schema":{"type":"object"}}""", "no JSON", false)]
    [InlineData("""{"contains":"7","regex":"x","model":"lab/up"}""", "7", true, false)]
    public void Each_thing_expected_is_looked_at_by_itself(string expect, string answer, params bool[] met) =>
        Read(expect).Read!.Check(answer).Select(check => check.IsMet).ShouldBe(met);

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"model":"lab/up"}""")]
    [InlineData("""{"contains":7}""")]
    [InlineData("""{"contains":["a",7]}""")]
    [InlineData("""{"schema":"x"}""")]
    [InlineData("""{"score":1}""")]
    public void What_says_nothing_or_something_else_is_refused_with_a_word(string expect)
    {
        var (read, problem) = Read(expect);
        read.ShouldBeNull();
        problem.ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public void It_names_the_model_that_is_asked() => Read("""{"contains":"a","model":"lab/up"}""").Read!.Model.ShouldBe("lab/up");

    private static (Expectation? Read, string? Problem) Read(string json) => Expectation.Read(JsonElement.Parse(json));
}
