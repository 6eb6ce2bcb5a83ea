using Banyan.Cli.Tests.App;

namespace Banyan.Cli.Tests.Commands;

/// <summary>The configuration, providers and prices at the command line, as docs/guides/configuration.md says.</summary>
public sealed class ConfigTests
{
    [Fact]
    public async Task A_document_is_tried_applied_seen_and_taken_back_on_a_running_service()
    {
        await using var host = await RealHost.StartAsync(TestContext.Current.CancellationToken);
        using var user = new User(host.Address).With("BANYAN_KEY", RealHost.Key);
        var file = user.Home.File("more.yaml");
        await File.WriteAllTextAsync(file, "aliases:\n  fast: { targets: [mock/priced] }\nrouting: { tieBand: 0.1 }\n", TestContext.Current.CancellationToken);
        var bad = user.Home.File("bad.yaml");
        await File.WriteAllTextAsync(bad, "aliases:\n  fast: { targets: [nobody] }\n", TestContext.Current.CancellationToken);

        (await user.RunAsync("config", "diff", file)).Out.ShouldBe("+ aliases.fast.targets[0]: mock/priced\n+ routing.tieBand: 0.1\nNothing was changed: this was a trial.\n");
        var refused = await user.RunAsync("config", "diff", bad);
        refused.Exit.ShouldBe(1);
        refused.Error.ShouldContain("error CFG030 line 2 aliases.fast.targets[0]: \"nobody\" is neither an alias nor a model.");
        (await user.RunAsync("config", "apply", file)).Exit.ShouldBe(2, "nobody said yes");
        (await user.RunAsync("config", "apply", "/no/such/file", "--yes")).Exit.ShouldBe(2);
        var applied = await user.RunAsync("config", "apply", file, "--yes", "--json");
        applied.Exit.ShouldBe(0, applied.Error);
        var first = applied.Json.GetProperty("id").GetString()!;

        (await user.RunAsync("config", "show", "routing.tieBand", "--origin")).Out.ShouldBe("routing.tieBand = 0.1  (database)\n");
        (await user.RunAsync("config", "show", "routing.explore")).Out.ShouldBe("routing.explore = 0.01\n");
        (await user.RunAsync("config", "show", "--json")).Json.GetProperty("aliases").GetProperty("fast").GetProperty("targets")[0].GetProperty("origin").GetString().ShouldBe("database");
        await File.WriteAllTextAsync(file, "aliases: {}\n", TestContext.Current.CancellationToken);
        (await user.RunAsync("config", "apply", file, "--yes")).Out.ShouldStartWith("- aliases.fast.targets[0]: mock/priced\n- routing.tieBand: 0.1\nRevision ");
        (await user.RunAsync("config", "rollback", first)).Exit.ShouldBe(2);
        (await user.RunAsync("config", "rollback", first, "--yes")).Out.ShouldStartWith("+ aliases.fast.targets[0]: mock/priced\n");
        (await user.RunAsync("config", "rollback", "00000000-0000-7000-8000-000000000000", "--yes")).Exit.ShouldBe(4);
        var history = (await user.RunAsync("config", "history")).Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        history.Length.ShouldBe(5);
        history[1].ShouldContain("rollback  in force  + aliases.fast.targets[0]: mock/priced (and 1 more)");
    }

    [Fact]
    public async Task A_file_is_read_again_at_once_or_stays_as_it_was()
    {
        await using var host = await RealHost.StartAsync(TestContext.Current.CancellationToken);
        using var user = new User(host.Address).With("BANYAN_KEY", RealHost.Key);

        await File.WriteAllTextAsync(host.File("banyan.yaml"), "aliases:\n  swift: { targets: [mock/chat] }\n", TestContext.Current.CancellationToken);
        (await user.RunAsync("config", "reload")).Out.ShouldContain("is in force on the node that answered.");
        (await user.RunAsync("config", "show", "aliases.swift", "--origin")).Out.ShouldContain("(file)");
        await File.WriteAllTextAsync(host.File("banyan.yaml"), "aliases:\n  swift: { targets: [nobody] }\n", TestContext.Current.CancellationToken);
        var refused = await user.RunAsync("config", "reload");
        refused.Exit.ShouldBe(1);
        refused.Error.ShouldContain("aliases.swift.targets[0]: \"nobody\" is neither an alias nor a model.");
        (await user.RunAsync("config", "show", "aliases.swift")).Out.ShouldContain("mock/chat");

        using var reader = new User(host.Address).With("BANYAN_KEY", (await user.RunAsync("keys", "create", "--service", "reader", "--scopes", "config:read")).Out.Trim());
        (await reader.RunAsync("config", "reload")).Exit.ShouldBe(3);
    }

    [Fact]
    public async Task Providers_are_listed_tried_and_switched_and_prices_set_on_a_running_service()
    {
        await using var host = await RealHost.StartAsync(TestContext.Current.CancellationToken);
        using var user = new User(host.Address).With("BANYAN_KEY", RealHost.Key);

        (await user.RunAsync("providers", "list")).Out.ShouldContain("mock  mock  active  closed");
        (await user.RunAsync("providers", "test", "mock", "--model", "chat")).Out.ShouldStartWith("mock answered for mock/chat with key");
        (await user.RunAsync("providers", "test", "nobody")).Exit.ShouldBe(4);
        (await user.RunAsync("providers", "disable", "mock")).Exit.ShouldBe(2);
        (await user.RunAsync("providers", "disable", "mock", "--yes")).Out.ShouldBe("mock is disabled.\n");
        (await user.RunAsync("ask", "hi", "--model", "mock/chat", "--no-stream")).Exit.ShouldNotBe(0);
        (await user.RunAsync("providers", "enable", "mock")).Out.ShouldBe("mock is active.\n");
        (await user.RunAsync("ask", "hi", "--model", "mock/chat", "--no-stream")).Exit.ShouldBe(0);
        (await user.RunAsync("providers", "drain", "nobody", "--yes")).Exit.ShouldBe(4);

        (await user.RunAsync("catalog", "prices", "set", "mock/priced")).Exit.ShouldBe(2);
        (await user.RunAsync("catalog", "prices", "set", "mock/priced", "--input", "2", "--output", "8")).Out.ShouldStartWith("""mock/priced costs {"input":"2","output":"8"} USD per million tokens from """);
        (await user.RunAsync("catalog", "prices", "set", "mock/priced", "--free", "--from", "2199-01-01T00:00:00Z")).Out.ShouldBe("mock/priced costs nothing from 2199-01-01T00:00:00.000Z on.\n");
        (await user.RunAsync("catalog", "prices", "set", "mock/none", "--input", "2")).Exit.ShouldBe(4);
    }
}
