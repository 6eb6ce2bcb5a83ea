using System.Globalization;
using Banyan.Cli.Doctoring;
using Banyan.Cli.Tests.App;
using Banyan.TestKit;
using Banyan.TestKit.Wall;

namespace Banyan.Cli.Tests.Commands;

public sealed class DoctorTests
{
    private const string Ready = """{"status":"ready","dependencies":{"database":{"state":"up"},"spool":{"pendingRows":0}}}""";
    private readonly FakeClock _clock = new();

    [Fact]
    public async Task A_healthy_service_is_ok_in_every_line()
    {
        await using var wall = Service();
        using var user = new User(wall.Address) { Time = _clock };

        var run = await user.RunAsync("doctor");

        run.Exit.ShouldBe(0);
        run.Out.TrimEnd('\n').Split('\n').ShouldBe(
        [
            "ok    icu      Unicode text is normalised on this machine.",
            $"ok    address  {wall.Address.ToString().TrimEnd('/')} answers.",
            "ok    tls      Not encrypted, and does not leave this machine.",
            "ok    live     The process runs.",
            "ok    clock    The clocks agree.",
            "ok    ready    ready; database up; spool pendingRows 0",
            "ok    key      The key is accepted.",
            "ok    models   The key may use 2 models and aliases.",
            "ok    answer   mock/chat answered in 0.0 s.",
        ]);
        wall.Requests.Last().Text.ShouldStartWith("""{"model":"mock/chat",""");
    }

    [Fact]
    public async Task A_refused_key_fails_with_its_remedy_and_ends_the_looking()
    {
        await using var wall = Service(models: Answers.Error(401, "invalid_api_key", "No such key."));
        using var user = new User(wall.Address) { Time = _clock };

        var run = await user.RunAsync("doctor");

        run.Exit.ShouldBe(1);
        run.Out.ShouldEndWith("fail  key      No such key.\n               Send a valid Banyan key as Bearer token, 'x-api-key' or 'x-goog-api-key'.\n");
    }

    [Fact]
    public async Task Json_tells_state_and_remedy_of_each()
    {
        await using var wall = Service(ready: WallScript.Json("""{"status":"not ready","dependencies":{"database":{"state":"down"}}}""", 503));
        using var user = new User(wall.Address) { Time = _clock };

        var run = await user.RunAsync("doctor", "--json");

        run.Exit.ShouldBe(1);
        run.Json.GetProperty("ok").GetBoolean().ShouldBeFalse();
        var checks = run.Json.GetProperty("checks").EnumerateArray().ToArray();
        checks.Select(check => check.GetProperty("name").GetString()).ShouldBe(["icu", "address", "tls", "live", "clock", "ready", "key", "models", "answer"]);
        CliRun.Names(checks[5]).ShouldBe(["name", "state", "message", "remedy"]);
        checks[5].GetProperty("state").GetString().ShouldBe("fail");
        checks[5].GetProperty("message").GetString().ShouldBe("/health/ready answered 503: not ready; database down");
        checks.Count(check => check.GetProperty("state").GetString() == "ok").ShouldBe(8);
    }

    [Fact]
    public async Task An_absent_service_is_one_failure()
    {
        using var user = new User();
        var run = await user.RunAsync("doctor", "--quiet");

        run.Exit.ShouldBe(1);
        run.Out.ShouldStartWith("fail  address  The service at http://127.0.0.1:1 cannot be reached");
        run.Out.TrimEnd('\n').Split('\n').Length.ShouldBe(2);
    }

    [Fact]
    public async Task A_model_that_does_not_answer_fails()
    {
        await using var wall = Service(answer: Answers.Stream(Answers.Chunk("o")).End());
        using var user = new User(wall.Address) { Time = _clock };

        var run = await user.RunAsync("doctor", "--model", "fast");

        run.Exit.ShouldBe(1);
        run.Out.ShouldContain("fail  answer   mock/chat does not answer: The answer broke off before its end. (request req-1)");
        wall.Requests.Last().Text.ShouldStartWith("""{"model":"fast",""");
    }

    [Theory]
    [InlineData(3, "ok")]
    [InlineData(60, "warn")]
    [InlineData(-60, "warn")]
    [InlineData(900, "fail")]
    public async Task Clocks_that_differ_are_told(int seconds, string state)
    {
        await using var wall = Service();
        using var user = new User(wall.Address) { Time = _clock };
        _clock.JumpWall(TimeSpan.FromSeconds(seconds));

        var run = await user.RunAsync("doctor");

        run.Out.Split('\n').Single(line => line.Contains(" clock ", StringComparison.Ordinal)).ShouldStartWith(state);
        run.Exit.ShouldBe(state == "fail" ? 1 : 0);
    }

    [Fact]
    public async Task A_degraded_service_is_a_warning()
    {
        await using var wall = Service(ready: WallScript.Json("""{"status":"degraded","dependencies":{}}"""));
        using var user = new User(wall.Address) { Time = _clock };

        var run = await user.RunAsync("doctor");

        run.Exit.ShouldBe(0);
        run.Out.ShouldContain("warn  ready    degraded\n               ");
    }

    [Fact]
    public void A_machine_without_unicode_tables_is_told()
    {
        MachineLook.Icu("\ufb01").State.ShouldBe(FindingState.Fail);
        MachineLook.Icu("\ufb01").Remedy.ShouldContain("libicu72");
    }

    private ScriptedWall Service(WallScript? ready = null, WallScript? models = null, WallScript? answer = null)
    {
        var date = _clock.GetUtcNow().ToString("r", CultureInfo.InvariantCulture);
        return ScriptedWall.Start(request => request.Path switch
        {
            "/health/live" => WallScript.Json("""{"status":"live"}""", 200, ("date", date)),
            "/health/ready" => ready ?? WallScript.Json(Ready),
            "/v1/models" => models ?? Answers.Models("fast", "mock/chat"),
            _ => answer ?? Answers.Whole("ok"),
        });
    }
}
