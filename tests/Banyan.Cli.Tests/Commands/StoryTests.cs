using Banyan.Cli.Tests.App;

namespace Banyan.Cli.Tests.Commands;

/// <summary>A first day with the real service and its mock.</summary>
public sealed class StoryTests
{
    [Fact]
    public async Task A_new_user_looks_lists_asks_and_is_refused_without_a_key()
    {
        await using var host = await RealHost.StartAsync(TestContext.Current.CancellationToken);
        using var user = new User(host.Address).With("BANYAN_KEY", RealHost.Key);

        var doctor = await user.RunAsync("doctor");
        doctor.Exit.ShouldBe(0, doctor.Out);
        doctor.Out.ShouldContain("ok    ready    ready; database up");
        doctor.Out.ShouldContain("ok    answer   mock/chat answered");

        var models = await user.RunAsync("models", "--json");
        models.Json.GetProperty("models").EnumerateArray().Select(model => model.GetProperty("id").GetString()).ShouldContain("mock/chat");

        var streamed = await user.RunAsync("ask", "Say hello to Ada.", "--model", "mock/chat");
        streamed.Exit.ShouldBe(0, streamed.Error);
        streamed.Out.ShouldContain("Say hello to Ada.");
        streamed.Error.ShouldMatch(@"\d+ \+ \d+ tokens, .*, \d+\.\d s, mock/chat \(mock\)\n$");

        var whole = await user.RunAsync("ask", "Say hello to Ada.", "--model", "mock/priced", "--no-stream", "--json");
        whole.Json.GetProperty("text").GetString().ShouldNotBeNullOrEmpty();
        decimal.Parse(whole.Json.GetProperty("costUsd").GetString()!, System.Globalization.CultureInfo.InvariantCulture).ShouldBeGreaterThan(0);

        var unnamed = await user.RunAsync("ask", "Who answers?");
        unnamed.Exit.ShouldBe(0, unnamed.Error);

        var cut = await user.RunAsync("ask", "One two three four five six.", "--model", "mock/chat:cut=3");
        cut.Exit.ShouldBe(1, cut.Out);
        cut.Out.ShouldNotBeEmpty();

        (await user.RunAsync("ask", "hi", "--model", "nobody/nothing")).Exit.ShouldBe(4);
        var stranger = await user.With("BANYAN_KEY", "byn_live_nobody").RunAsync("models", "--json");
        stranger.Exit.ShouldBe(3);
        stranger.JsonError.GetProperty("code").GetString().ShouldBe("invalid_api_key");
    }
}
