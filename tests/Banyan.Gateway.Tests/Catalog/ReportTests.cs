using System.Text.Json;
using Banyan.Gateway.Catalog;

namespace Banyan.Gateway.Tests.Catalog;

public sealed class ReportTests
{
    private const string Bad = "cache: {}\nrouting: { defaultModel: nobody }";

    [Fact]
    public void People_are_told_where_what_and_what_to_do()
    {
        var text = ConfigReport.Text(Config.Load(Bad));

        text.ShouldContain("error CFG030 test.yaml:2 routing.defaultModel");
        text.ShouldContain("\"nobody\" is neither an alias nor a model.");
        text.ShouldContain("warning CFG060 test.yaml:1 cache");
        text.TrimEnd().ShouldEndWith("1 errors, 1 warnings");
    }

    [Fact]
    public void Programs_are_told_the_same()
    {
        using var json = JsonDocument.Parse(ConfigReport.Json(Config.Load(Bad)));

        json.RootElement.GetProperty("valid").GetBoolean().ShouldBeFalse();
        var problem = json.RootElement.GetProperty("problems")[1];
        problem.GetProperty("code").GetString().ShouldBe("CFG030");
        problem.GetProperty("path").GetString().ShouldBe("routing.defaultModel");
        problem.GetProperty("line").GetInt32().ShouldBe(2);
        problem.GetProperty("severity").GetString().ShouldBe("error");
        problem.GetProperty("hint").GetString().ShouldNotBeNullOrEmpty();
    }

    [Theory]
    [InlineData("", false, 0)]
    [InlineData("", true, 0)]
    [InlineData("cache: {}", false, 0)]
    [InlineData("cache: {}", true, 1)]
    [InlineData(Bad, false, 1)]
    public void The_exit_status_follows_errors_and_with_strict_warnings(string text, bool isStrict, int status) =>
        ConfigReport.ExitCode(Config.Load(text), isStrict).ShouldBe(status);

    [Fact]
    public void A_document_cannot_steer_the_terminal() =>
        ConfigReport.Text(Config.Load("\"a\\e[31m\": 1")).ShouldNotContain("\u001b");
}
