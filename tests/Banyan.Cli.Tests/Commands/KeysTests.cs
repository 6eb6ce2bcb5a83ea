using Banyan.Cli.Tests.App;
using Banyan.TestKit.Wall;

namespace Banyan.Cli.Tests.Commands;

public sealed class KeysTests
{
    private const string Key = """{"id":"Ab12Cd34","service":"billing","name":"nightly","role":"SERVICE","status":"active","scopes":{"operations":["chat"],"models":["*"]},"createdAt":"2026-11-21T12:00:00.000Z","expiresAt":"2027-11-21T12:00:00.000Z","lastUsedAt":null}""";

    [Fact]
    public async Task Keys_are_a_table()
    {
        await using var wall = ScriptedWall.Start(WallScript.Json($$$"""{"data":{"apiKeys":[{{{Key}}}]}}"""));
        using var user = new User(wall.Address);

        var run = await user.RunAsync("keys", "list");

        run.Error.ShouldBeEmpty();
        run.Out.ShouldBe("""
            ID        SERVICE  NAME     ROLE     STATUS  EXPIRES                   LAST USED
            Ab12Cd34  billing  nightly  service  active  2027-11-21T12:00:00.000Z  -

            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task A_made_key_is_the_only_data_and_what_is_kept_of_it_is_talk()
    {
        await using var wall = ScriptedWall.Start(WallScript.Json("""{"data":{"createApiKey":{"secret":"byn_live_Ab12Cd34_x_y","key":""" + Key + "}}}"));
        using var user = new User(wall.Address);

        var run = await user.RunAsync("keys", "create", "--service", "billing", "--scopes", "chat,models:read", "--models", "fast", "--networks", "10.1.0.0/16,192.0.2.7");

        run.Out.ShouldBe("byn_live_Ab12Cd34_x_y\n");
        run.Error.ShouldContain("Key Ab12Cd34 for billing");
        wall.Requests.ShouldHaveSingleItem().Text.ShouldContain(
            """{"input":{"serviceId":"billing","name":"billing","role":"SERVICE","scopes":{"operations":["chat","models:read"],"models":["fast"],"networks":["10.1.0.0/16","192.0.2.7"]}}}""");
    }

    [Fact]
    public async Task A_role_is_one_of_those_there_are()
    {
        await using var wall = ScriptedWall.Start(WallScript.Json("""{"data":{"createApiKey":{"secret":"byn_live_Ab12Cd34_x_y","key":""" + Key + "}}}"));
        using var user = new User(wall.Address);

        (await user.RunAsync("keys", "create", "--service", "ops", "--role", "king")).Exit.ShouldBe(2);
        wall.Requests.ShouldBeEmpty();
        (await user.RunAsync("keys", "create", "--service", "ops", "--role", "operator")).Exit.ShouldBe(0);
        wall.Requests.ShouldHaveSingleItem().Text.ShouldContain("""{"input":{"serviceId":"ops","name":"ops","role":"OPERATOR"}}""");
    }

    [Fact]
    public async Task A_key_is_revoked_only_with_a_yes()
    {
        await using var wall = ScriptedWall.Start(WallScript.Json("""{"data":{"revokeApiKey":{"id":"Ab12Cd34","name":"nightly","service":"billing","status":"revoked"}}}"""));
        using var user = new User(wall.Address);

        (await user.RunAsync("keys", "revoke", "Ab12Cd34")).Exit.ShouldBe(2);
        wall.Requests.ShouldBeEmpty();
        (await user.RunAsync("keys", "revoke", "Ab12Cd34", "--yes")).Out.ShouldBe("Key Ab12Cd34 of billing is revoked.\n");
    }

    [Fact]
    public async Task A_new_secret_is_the_only_data_and_what_becomes_of_the_old_one_is_talk()
    {
        const string Rotated = """{"id":"Ab12Cd34","name":"nightly","service":"billing","expiresAt":null,"rotatedAt":"2026-11-21T12:00:00.000Z","oldSecretUntil":"2026-11-28T12:00:00.000Z"}""";
        await using var wall = ScriptedWall.Start(WallScript.Json("""{"data":{"rotateApiKey":{"secret":"byn_live_Ab12Cd34_z_y","key":""" + Rotated + "}}}"));
        using var user = new User(wall.Address);

        var run = await user.RunAsync("keys", "rotate", "Ab12Cd34", "--grace", "7d");

        run.Out.ShouldBe("byn_live_Ab12Cd34_z_y\n");
        run.Error.ShouldContain("works until 2026-11-28T12:00:00.000Z");
        wall.Requests.ShouldHaveSingleItem().Text.ShouldContain("""{"id":"Ab12Cd34","grace":604800}""");
    }

    [Theory]
    [InlineData("31d")]
    [InlineData("soon")]
    [InlineData("-1h")]
    [InlineData("99999999999d")]
    public async Task A_grace_is_a_time_of_thirty_days_at_most(string grace)
    {
        using var user = new User();
        (await user.RunAsync("keys", "rotate", "Ab12Cd34", "--grace=" + grace)).Exit.ShouldBe(2);
    }

    [Fact]
    public async Task No_grace_at_all_wants_a_yes()
    {
        using var user = new User();
        (await user.RunAsync("keys", "rotate", "Ab12Cd34", "--grace", "0")).Error.ShouldContain("was not rotated");
    }

    [Fact]
    public async Task A_key_for_nobody_is_a_usage_error()
    {
        using var user = new User();
        (await user.RunAsync("keys", "create")).Exit.ShouldBe(2);
    }
}
