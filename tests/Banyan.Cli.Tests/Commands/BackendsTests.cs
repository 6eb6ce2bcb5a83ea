using Banyan.Cli.Tests.App;

namespace Banyan.Cli.Tests.Commands;

/// <summary>Services behind intents, at the command line.</summary>
public sealed class BackendsTests
{
    [Fact]
    public async Task Backends_are_made_moved_asked_again_and_taken_back_on_a_running_service()
    {
        await using var host = await RealHost.StartAsync(TestContext.Current.CancellationToken);
        using var user = new User(host.Address).With("BANYAN_KEY", RealHost.Key);
        var at = host.Address.GetLeftPart(UriPartial.Authority);

        // The service itself has an OpenAPI document, without intents.
        (await user.RunAsync("backends", "save", "self", "--base-url", at, "--generation", "modern", "--openapi", "/openapi/v1.json")).Out.ShouldStartWith($"self at {at} is ");
        (await user.RunAsync("backends", "save", "self", "--base-url", "ftp://x", "--generation", "modern")).Exit.ShouldBe(2);
        (await user.RunAsync("backends", "save", "self", "--generation", "modern")).Exit.ShouldBe(2, "an address is wanted");
        (await user.RunAsync("backends", "list")).Out.ShouldContain($"database    {at}");
        var self = (await user.RunAsync("backends", "list", "--json")).Json[0];
        (self.GetProperty("name").GetString(), self.GetProperty("trust").GetString(), self.GetProperty("revision").GetInt32()).ShouldBe(("self", "proposed", 1));
        (await user.RunAsync("backends", "discover", "nobody", "--json")).Json.GetArrayLength().ShouldBe(0);
        (await user.RunAsync("backends", "discover", "--json")).Json.GetArrayLength().ShouldBe(1);
        (await user.RunAsync("backends", "remove", "self")).Exit.ShouldBe(2, "nobody said yes");
        (await user.RunAsync("backends", "remove", "self", "--yes")).Out.ShouldBe("self is as the file says.\n");
        (await user.RunAsync("backends", "remove", "self", "--yes")).Exit.ShouldBe(4);
    }
}
