using Banyan.Cli.Tests.App;

namespace Banyan.Cli.Tests.Commands;

/// <summary>Who may do what, at the command line: services, teams, people.</summary>
public sealed class AccessTests
{
    [Fact]
    public async Task Services_teams_and_people_are_made_changed_and_listed_on_a_running_service()
    {
        await using var host = await RealHost.StartAsync(TestContext.Current.CancellationToken);
        using var user = new User(host.Address).With("BANYAN_KEY", RealHost.Key);

        (await user.RunAsync("services", "save", "billing", "--team", "payments", "--models", "fast", "mock/*")).Out.ShouldBe("billing is active: models fast, mock/*.\n");
        (await user.RunAsync("services", "save", "billing", "--status", "disabled")).Out.ShouldBe("billing is disabled: models fast, mock/*.\n", "what is not given stays");
        (await user.RunAsync("services", "save", "billing", "--status", "asleep")).Exit.ShouldBe(2);
        var services = (await user.RunAsync("services", "list", "--json")).Json.EnumerateArray().ToDictionary(one => one.GetProperty("name").GetString()!);
        (services["billing"].GetProperty("team").GetString(), services["billing"].GetProperty("status").GetString(), services["billing"].GetProperty("revision").GetInt32()).ShouldBe(("payments", "disabled", 2));
        (await user.RunAsync("services", "list")).Out.ShouldContain("bounded by its keys alone");

        (await user.RunAsync("teams", "list")).Out.ShouldContain("payments  billing");
        var made = await user.RunAsync("teams", "save", "web", "--json");
        (await user.RunAsync("teams", "save", "portal", "--id", made.Json.GetProperty("id").GetString()!)).Out.ShouldStartWith("Team portal is ");
        (await user.RunAsync("teams", "save", "payments")).Exit.ShouldBe(5, "there is one of that name");

        (await user.RunAsync("users", "save", "ada", "--role", "operator", "--email", "ada@example.org")).Out.ShouldBe("ada is operator, active.\n");
        (await user.RunAsync("users", "save", "ada", "--role", "viewer", "--status", "disabled")).Out.ShouldBe("ada is viewer, disabled.\n");
        (await user.RunAsync("users", "save", "ada")).Exit.ShouldBe(2, "a role is wanted");
        (await user.RunAsync("users", "save", "ada", "--role", "service")).Exit.ShouldBe(2);
        (await user.RunAsync("users", "list")).Out.ShouldContain("ada      ada@example.org  viewer  disabled");

        using var nobody = new User(host.Address).With("BANYAN_KEY", (await user.RunAsync("keys", "create", "--service", "reader", "--scopes", "models:read")).Out.Trim());
        foreach (var noun in new[] { "users", "services", "teams", "backends" })
        {
            (await nobody.RunAsync(noun, "list", "--json")).JsonError.GetProperty("code").GetString().ShouldBe("forbidden");
        }
    }
}
